import { isDeepStrictEqual } from 'node:util';
import type { RunContext } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import type { IngestOptions } from './contract.ts';
import type { FilePlan } from './plan.ts';
import { verdictOf } from './reject.ts';
import type { RowRules } from './row-sql.ts';
import { makePlan } from './run-prepare.ts';
import { hasUntidyCustomers, sumSales } from './store-purchases.ts';
import { readRejectedCells } from './store-rejected.ts';
import { countStaged, countVerdicts, type FileStage, type StagedShape, shapeOf, stageFile } from './store-stage.ts';

export interface Staged {
  readonly shape: StagedShape;
  /** Where each file begins in `staged`, and at the end the number of its rows. */
  readonly starts: readonly number[];
}

interface StageRequest {
  readonly plans: readonly FilePlan[];
  readonly rules: RowRules;
  readonly options: IngestOptions;
}

const UNREADABLE: readonly number[] = [
  verdictOf('bad_date', 'order_date'),
  ...(['amount', 'quantity', 'unit_price', 'cost', 'discount', 'tax'] as const).map((f) => verdictOf('bad_number', f)),
];

const readableRows = ({ source }: FilePlan) => source.records - (source.broken?.rows ?? 0);

function startsOf(plans: readonly FilePlan[]): number[] {
  const starts = [0];
  for (const plan of plans) starts.push((starts[starts.length - 1] ?? 0) + readableRows(plan));
  return starts;
}

/** Whether the engine took from the file exactly the rows that were counted in it. */
async function stageExactly(context: RunContext, stage: FileStage): Promise<boolean> {
  const { shape, plan } = stage;
  const end = startsOf(shape.plans)[shape.plans.indexOf(plan) + 1];
  try {
    await stageFile(context.facts, stage);
  } catch (error) {
    if (plan.source.rewrite === null) throw error;
    return false;
  }
  return (await countStaged(context.facts)) === end;
}

/** Stages all files; one that the strict reader refuses, or reads differently, is rewritten row by row first. */
async function stageAll(context: RunContext, { plans, rules, options }: StageRequest): Promise<Staged> {
  let current = [...plans];
  let index = 0;
  while (index < current.length) {
    const plan = current[index];
    if (plan === undefined) break;
    context.progress.stage('ingest.progress.read', plan.source.records);
    if (await stageExactly(context, { shape: shapeOf(current), plan, rules })) {
      context.progress.advance(plan.source.records);
      context.progress.done();
      index += 1;
      continue;
    }
    if (plan.source.rewrite === null) {
      throw new AppError('internal', 'ingest.error.rows_differ', { file: plan.source.name });
    }
    const source = await plan.source.rewrite();
    current = current.with(index, await makePlan(context.facts, { source, columns: plan.columns }, options));
    index = 0;
  }
  return { shape: shapeOf(current), starts: startsOf(current) };
}

/** Plans that also know the rows that could not be read; null where nothing would be read differently. */
async function planAgain(context: RunContext, staged: Staged, options: IngestOptions): Promise<FilePlan[] | null> {
  const verdicts = await countVerdicts(context.facts);
  const plans = [...staged.shape.plans];
  let changed = false;
  if (UNREADABLE.some((verdict) => verdicts.has(verdict))) {
    for (const [index, plan] of plans.entries()) {
      const part = { plan, index, start: staged.starts[index] ?? 0, end: staged.starts[index + 1] ?? 0 };
      const cells = await readRejectedCells(context.facts, part, UNREADABLE);
      if (cells.length === 0) continue;
      const source = { ...plan.source, sample: [...plan.source.sample, ...cells] };
      const next = await makePlan(context.facts, { source, columns: plan.columns }, options);
      const differs = !isDeepStrictEqual({ ...next, source: null }, { ...plan, source: null });
      if (differs) plans[index] = next;
      changed ||= differs;
    }
  }
  await sumSales(context.facts, staged.shape);
  if (!(await hasUntidyCustomers(context.facts))) return changed ? plans : null;
  return plans.map((plan) => ({ ...plan, untidy: new Set([...plan.untidy, 'customer_id' as const]) }));
}

/**
 * Reads all files into `staged` and sums `sale_days`. Formats are planned from a sample; where rows then turn out
 * unreadable, the plan is made again with them in the sample, once.
 */
export async function stageFiles(context: RunContext, request: StageRequest): Promise<Staged> {
  const staged = await stageAll(context, request);
  const plans = await planAgain(context, staged, request.options);
  if (plans === null) return staged;
  const again = await stageAll(context, { ...request, plans });
  await sumSales(context.facts, again.shape);
  return again;
}
