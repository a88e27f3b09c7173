import { resolve } from 'node:path';
import type { Command } from 'commander';
import { openFacts } from '../platform/facts.ts';
import { SILENT } from '../platform/progress.ts';
import type { TimeUnit } from '../platform/time.ts';
import { describeFit, type FitModel, fitFile } from '../value/fit/index.ts';
import { parse } from './options.ts';
import type { Surroundings } from './surroundings.ts';

interface FitFlags {
  readonly model: FitModel;
  readonly until?: string;
  readonly unit: TimeUnit;
  readonly horizon: number;
  readonly predict?: string;
  readonly json?: true;
}

async function runFit(file: string, flags: FitFlags, surroundings: Surroundings): Promise<void> {
  const { translator, stdout, signal } = surroundings;
  const facts = await openFacts();
  const stop = () => facts.interrupt();
  signal.addEventListener('abort', stop);
  try {
    const result = await fitFile(
      { facts, translator, progress: SILENT, seed: 0 },
      {
        file,
        model: flags.model,
        until: flags.until ?? null,
        unit: flags.unit,
        horizon: flags.horizon,
        predictions: flags.predict === undefined ? null : resolve(flags.predict),
      },
    );
    stdout.write(flags.json ? `${JSON.stringify(result, null, 2)}\n` : describeFit(result, translator));
  } finally {
    signal.removeEventListener('abort', stop);
    facts.close();
  }
}

export function addFitCommand(program: Command, surroundings: Surroundings): void {
  const say = (key: string) => surroundings.translator.t(`cli.fit.${key}`);
  program
    .command('fit')
    .summary(say('summary'))
    .description(say('description'))
    .argument('<file>', say('file'))
    .option('--model <name>', say('model'), parse('model', '--model'), 'auto')
    .option('--until <date>', say('until'), parse('until', '--until'))
    .option('--unit <unit>', say('unit'), parse('unit', '--unit'), 'week')
    .option('--horizon <units>', say('horizon'), parse('horizon', '--horizon'), 39)
    .option('--predict <file>', say('predict'))
    .option('--lang <language>', say('lang'))
    .option('--json', say('json'))
    .action((file: string, flags: FitFlags) => runFit(file, flags, surroundings));
}
