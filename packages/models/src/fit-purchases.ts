import { checkStatistics } from './check-statistics.ts';
import { findGrid } from './codes.ts';
import { type Fit, type Reason, reason } from './fit.ts';
import { layOut } from './likelihood/layout.ts';
import { type TwoBranches, twoBranchLikelihood } from './likelihood/two-branch.ts';
import { fitNbd } from './nbd.ts';
import type { Maximum } from './optimise/maximise.ts';
import { maximisePositive, type PositiveProblem } from './optimise/maximise-positive.ts';
import type { PurchaseStatistics } from './statistics.ts';
import { coarsen, thin } from './thin.ts';
import { writeFit } from './write-fit.ts';

/** Above so many distinct rows a fit looks for its start on about `SAMPLE_ROWS` of them. */
const ROWS_TO_SAMPLE = 5_000;
const SAMPLE_ROWS = 1_500;
/**
 * Above so many, the search itself runs on a coarser grid of time, and one last step on all rows. Times off a grid have
 * as many pairs (x, t) as rows and cost more for each.
 */
const ROWS_TO_COARSEN = { onGrid: 2_000_000, offGrid: 200_000 };

const SMALL_DROPOUT = 0.05;
const DETECTABLE_GAIN = 1.92;

/** What a purchase model tells its fit. All parameters are positive. */
export interface FitSpecification<P extends string> {
  readonly model: string;
  readonly parameterNames: readonly P[];
  readonly branches: TwoBranches;
  /** Which parameters are times; starts and bounds of these are in units of the mean T. */
  readonly isTime: readonly boolean[];
  readonly starts: readonly (readonly number[])[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** Share of customers who leave at a chance, or within the mean T; times in units of the mean T. */
  dropout(parameters: Record<P, number>): number;
  /** Findings where the likelihood is largest at another end of the model; times in units of the mean T. */
  boundaries(parameters: Record<P, number>): Reason[];
}

/** Maximum likelihood of a model of repeat purchases, on distinct rows; never throws, never gives NaN. `from`: where to start. */
export function fitPurchases<P extends string>(
  specification: FitSpecification<P>,
  statistics: PurchaseStatistics,
  from?: Record<P, number>,
): Fit<P> {
  const { model, parameterNames } = specification;
  const problem = checkStatistics(statistics);
  if (problem !== null) return { ok: false, model, reason: problem };
  const { customers, time } = totals(statistics);
  const box = problemOf(specification, time);
  const known = from === undefined ? box : { ...box, starts: [parameterNames.map((name) => from[name])] };
  const { maximum, findings } = search(known, specification.branches, statistics);
  const inMeanTimes = maximum.point.map((value, i) => Math.exp(value) / (specification.isTime[i] ? time : 1));
  const named = Object.fromEntries(parameterNames.map((name, i) => [name, inMeanTimes[i]])) as Record<P, number>;
  const heading = { model, parameterNames, customers, distinct: statistics.x.length };
  const noDropout = withoutDropout(specification.dropout(named), maximum, statistics);
  const boundaries = noDropout.length > 0 ? noDropout : specification.boundaries(named);
  return writeFit(heading, maximum, [...boundaries, ...findings]);
}

/**
 * Where hardly anybody leaves, the model is compared with the NBD, in which nobody does: a log-likelihood that is not
 * better by 1.92 (a likelihood ratio at 95 %) shows no departures.
 */
function withoutDropout(dropout: number, maximum: Maximum, statistics: PurchaseStatistics): Reason[] {
  if (dropout > SMALL_DROPOUT) return [];
  const nbd = fitNbd(statistics);
  const gain = nbd.ok ? maximum.derivatives.value - nbd.logLikelihood : 0;
  return gain < DETECTABLE_GAIN
    ? [reason('boundary_no_dropout', { dropout, logLikelihoodGain: Math.max(0, gain) })]
    : [];
}

type Box = Omit<PositiveProblem, 'likelihood'>;

function problemOf<P extends string>({ starts, low, high, isTime }: FitSpecification<P>, time: number): Box {
  const scaled = (values: readonly number[]): number[] => values.map((value, i) => (isTime[i] ? value * time : value));
  return { starts: starts.map(scaled), low: scaled(low), high: scaled(high) };
}

/** The search in stages: a start found on a sample, the maximum on the rows or their coarser grid, all rows at the end. */
function search(
  box: Box,
  branches: TwoBranches,
  statistics: PurchaseStatistics,
): { maximum: Maximum; findings: Reason[] } {
  const rows = statistics.x.length;
  const run = (on: PurchaseStatistics, starts: Box['starts'], mostEvaluations?: number): Maximum =>
    maximisePositive({ ...box, starts, likelihood: twoBranchLikelihood(branches, layOut(on)) }, mostEvaluations);
  const limit = findGrid(statistics.tx) === null ? ROWS_TO_COARSEN.offGrid : ROWS_TO_COARSEN.onGrid;
  const coarse = rows > limit ? coarsen(statistics, limit) : null;
  const searched = coarse?.statistics ?? statistics;
  const startUnknown = box.starts.length > 1 && searched.x.length > ROWS_TO_SAMPLE;
  const first = startUnknown ? run(thin(searched, SAMPLE_ROWS), box.starts) : null;
  const maximum = run(searched, first === null ? box.starts : [naturalScale(first)]);
  if (coarse === null) return { maximum, findings: [] };
  const last = run(statistics, [naturalScale(maximum)], 2);
  const values = { distinct: rows, used: searched.x.length, step: coarse.step, logLikelihoodLoss: last.promised };
  return { maximum: { ...last, converged: maximum.converged }, findings: [reason('coarse_grid', values)] };
}

function naturalScale({ point }: Maximum): number[] {
  return Array.from(point, Math.exp);
}

/** Customers and their mean T. */
function totals({ T, weight }: PurchaseStatistics): { customers: number; time: number } {
  let customers = 0;
  let sum = 0;
  for (let row = 0; row < T.length; row += 1) {
    customers += weight[row];
    sum += weight[row] * T[row];
  }
  return { customers, time: sum / customers };
}
