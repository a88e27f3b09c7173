import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { describePlan } from '../decide/commands.ts';
import { describeImport } from '../ingest/commands.ts';
import type { Field } from '../ingest/contract.ts';
import type { AnalysisSummary } from '../learn/contract.ts';
import { ANALYSIS_PARTS, analyze } from '../pipeline.ts';
import type { Translator } from '../platform/i18n.ts';
import { SILENT } from '../platform/progress.ts';
import { createTerminalProgress } from '../platform/terminal-progress.ts';
import type { TimeUnit } from '../platform/time.ts';
import { describeRisk } from '../risk/commands.ts';
import { describeValue } from '../value/commands.ts';
import { describeSecondLife } from '../value/second-life-commands.ts';
import { parse, parseMap } from './options.ts';
import type { Surroundings } from './surroundings.ts';

interface AnalyzeFlags {
  readonly asOf?: string;
  readonly horizon: number;
  readonly unit: TimeUnit;
  readonly margin: number;
  readonly discount: number;
  readonly currency?: string;
  readonly map: Partial<Record<Field, string>>;
  readonly dateFormat?: string;
  readonly timezone?: string;
  readonly budget?: number;
  readonly contactCost: number;
  readonly agentHours?: number;
  readonly control: number;
  readonly seed: number;
  readonly out: string;
  readonly json?: true;
  readonly quiet?: true;
}

const OUTPUTS = ['report.html', 'customers.csv', 'customers.parquet', 'plan.csv', 'rejected.csv', 'summary.json'];

function describeAnalysis(summary: AnalysisSummary, out: string, translator: Translator): string {
  return [
    describeImport(summary.import, translator),
    describeValue(summary.value, translator),
    describeSecondLife(summary.value.secondLife, translator),
    describeRisk(summary.risk, translator),
    describePlan(summary.plan, translator),
    translator.t('cli.written', { folder: out }),
    ...OUTPUTS.map((name) => `  ${join(out, name)}\n    ${translator.t(`cli.output.${name.replace('.', '_')}`)}`),
    '',
  ].join('\n');
}

async function runAnalyze(files: readonly string[], flags: AnalyzeFlags, surroundings: Surroundings): Promise<void> {
  const { translator, stdout, stderr, now, signal } = surroundings;
  const out = resolve(flags.out);
  const summary = await analyze(
    {
      ingest: {
        files,
        asOf: flags.asOf ?? null,
        map: flags.map,
        dateFormat: flags.dateFormat ?? null,
        timezone: flags.timezone ?? null,
        currency: flags.currency ?? null,
        marginRate: flags.margin,
      },
      value: { unit: flags.unit, horizonDays: flags.horizon, discountRate: flags.discount },
      decide: {
        budget: flags.budget ?? null,
        contactCost: flags.contactCost,
        agentHours: flags.agentHours ?? null,
        control: flags.control,
      },
      seed: flags.seed,
      out,
    },
    {
      translator,
      signal,
      listen: (poll) =>
        flags.quiet ? SILENT : createTerminalProgress({ stream: stderr, translator, parts: ANALYSIS_PARTS, now, poll }),
    },
  );
  if (flags.json) stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
  else if (!flags.quiet) stdout.write(describeAnalysis(summary, out, translator));
}

export function addAnalyzeCommand(program: Command, surroundings: Surroundings): void {
  const say = (key: string) => surroundings.translator.t(`cli.analyze.${key}`);
  program
    .command('analyze')
    .summary(say('summary'))
    .description(say('description'))
    .argument('<file...>', say('file'))
    .option('--as-of <date>', say('asOf'), parse('asOf', '--as-of'))
    .option('--horizon <days>', say('horizon'), parse('horizonDays', '--horizon'), 365)
    .option('--unit <unit>', say('unit'), parse('unit', '--unit'), 'week')
    .option('--margin <share>', say('margin'), parse('margin', '--margin'), 0.3)
    .option('--discount <rate>', say('discount'), parse('discount', '--discount'), 0.1)
    .option('--currency <code>', say('currency'), parse('currency', '--currency'))
    .option('--map <field=column,...>', say('map'), parseMap, {})
    .option('--date-format <format>', say('dateFormat'))
    .option('--timezone <zone>', say('timezone'), parse('timezone', '--timezone'))
    .option('--budget <amount>', say('budget'), parse('budget', '--budget'))
    .option('--contact-cost <amount>', say('contactCost'), parse('contactCost', '--contact-cost'), 1)
    .option('--agent-hours <hours>', say('agentHours'), parse('agentHours', '--agent-hours'))
    .option('--control <share>', say('control'), parse('control', '--control'), 0.1)
    .option('--seed <number>', say('seed'), parse('seed', '--seed'), 1)
    .option('--lang <language>', say('lang'))
    .option('--out <folder>', say('out'), 'winback-out')
    .option('--json', say('json'))
    .option('--quiet', say('quiet'))
    .action((files: string[], flags: AnalyzeFlags) => runAnalyze(files, flags, surroundings));
}
