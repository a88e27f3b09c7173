import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DecideOptions } from './decide/contract.ts';
import { decide } from './decide/index.ts';
import type { IngestOptions } from './ingest/contract.ts';
import { importOrders } from './ingest/index.ts';
import type { AnalysisSummary } from './learn/contract.ts';
import { measureBucket, writeCustomers, writeReport, writeSummary } from './learn/index.ts';
import type { RunContext } from './platform/context.ts';
import { openFacts } from './platform/facts.ts';
import type { Translator } from './platform/i18n.ts';
import { makeFolderInside } from './platform/make-folder.ts';
import { type Progress, SILENT } from './platform/progress.ts';
import type { RowProgress, WorkPart } from './platform/terminal-progress.ts';
import { inferReasons } from './reason/index.ts';
import { assessRisks } from './risk/index.ts';
import type { ValueOptions } from './value/contract.ts';
import { valueCustomers } from './value/index.ts';

export interface AnalyzeOptions {
  readonly ingest: Omit<IngestOptions, 'rejectedPath'>;
  readonly value: ValueOptions;
  readonly decide: Omit<DecideOptions, 'seed'>;
  readonly seed: number;
  /** Folder for the outputs; it is made if need be. */
  readonly out: string;
}

/** The stages of an analysis and the share of the time each took on ten million order lines. */
export const ANALYSIS_PARTS: readonly WorkPart[] = [
  { name: 'ingest', share: 0.45 },
  { name: 'value', share: 0.15 },
  { name: 'risk', share: 0.01 },
  { name: 'reason', share: 0.08 },
  { name: 'decide', share: 0.03 },
  { name: 'learn', share: 0.28 },
];

export interface AnalyzeSurroundings {
  readonly translator: Translator;
  readonly signal?: AbortSignal;
  /** Makes the listener to progress, given where to ask for the rows of the running statement. */
  readonly listen?: (poll: () => RowProgress | null) => Progress;
}

/** Outputs are written aside and moved in together, so that a stopped run leaves no half of a result. */
async function intoFolder<Result>(folder: string, write: (aside: string) => Promise<Result>): Promise<Result> {
  const aside = await makeFolderInside(folder, '.unfinished-');
  try {
    const result = await write(aside);
    for (const name of await readdir(aside)) await rename(join(aside, name), join(folder, name));
    return result;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function runStages(context: RunContext, options: AnalyzeOptions, out: string): Promise<AnalysisSummary> {
  const imported = await importOrders(context, { ...options.ingest, rejectedPath: join(out, 'rejected.csv') });
  const valued = await valueCustomers(context, imported, options.value);
  const risked = await assessRisks(context, imported, valued);
  const reasoned = await inferReasons(context, { imported, valued, risked });
  const decided = await decide(
    context,
    { imported, valued, risked, reasoned },
    { ...options.decide, seed: options.seed },
  );
  const stages = { valued, risked, reasoned, decided };
  const learnt = await measureBucket(context, imported);
  const summary: AnalysisSummary = {
    version: 1,
    seed: options.seed,
    import: imported.summary,
    value: valued.summary,
    risk: risked.summary,
    reason: reasoned.summary,
    plan: decided.summary,
    learn: learnt,
  };
  await writeCustomers(context, imported, { ...stages, out });
  await writeReport(context, summary, { imported, ...stages, out });
  await writeSummary(summary, out);
  return summary;
}

/** From order files to a win-back plan: the whole product in one call. */
export async function analyze(options: AnalyzeOptions, surroundings: AnalyzeSurroundings): Promise<AnalysisSummary> {
  const facts = await openFacts();
  const stop = () => facts.interrupt();
  surroundings.signal?.addEventListener('abort', stop);
  const progress = surroundings.listen?.(() => facts.progress()) ?? SILENT;
  const context: RunContext = { facts, progress, translator: surroundings.translator, seed: options.seed };
  try {
    return await intoFolder(options.out, (aside) => runStages(context, options, aside));
  } finally {
    surroundings.signal?.removeEventListener('abort', stop);
    progress.done();
    facts.close();
  }
}
