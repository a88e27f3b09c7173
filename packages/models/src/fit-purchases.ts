import { checkStatistics } from './check-statistics.ts';
import type { Fit } from './fit.ts';
import { type Layout, layOut } from './likelihood/layout.ts';
import { type TwoBranches, twoBranchLikelihood } from './likelihood/two-branch.ts';
import { toLogParameters } from './optimise/derivatives.ts';
import { type Bounds, type Maximum, maximise, type Objective } from './optimise/maximise.ts';
import { standardErrors } from './optimise/standard-errors.ts';
import type { PurchaseStatistics } from './statistics.ts';

/** What a purchase model tells its fit. */
export interface FitSpecification<P extends string> {
  readonly name: string;
  readonly parameterNames: readonly P[];
  readonly branches: TwoBranches;
}

/** Maximum likelihood. */
export function fitPurchases<P extends string>(
  specification: FitSpecification<P>,
  statistics: PurchaseStatistics,
): Fit<P> {
  const { name, parameterNames, branches } = specification;
  const problem = checkStatistics(statistics);
  if (problem !== null) return { ok: false, model: name, reason: problem };
  const layout = layOut(statistics);
  const likelihood = twoBranchLikelihood(branches, layout);
  const objective: Objective = (point, out) => {
    const parameters = point.map(Math.exp);
    likelihood(parameters, out);
    toLogParameters(out, parameters);
  };
  const scale = timeScale(layout, statistics);
  const best = bestOf(startsFor(scale).map((start) => maximise(objective, start, boundsFor(scale))));
  const parameters = best.point.map(Math.exp);
  const errors = standardErrors(best.derivatives, parameters);
  const named = (values: Float64Array): Record<P, number> =>
    Object.fromEntries(parameterNames.map((key, i) => [key, values[i]])) as Record<P, number>;
  return {
    ok: true,
    model: name,
    parameters: named(parameters),
    standardErrors: errors === null ? null : named(errors),
    logLikelihood: best.derivatives.value,
    customers: layout.customers,
    distinct: statistics.x.length,
    findings: [],
  };
}

function timeScale(layout: Layout, { T, weight }: PurchaseStatistics): number {
  let sum = 0;
  for (let row = 0; row < T.length; row += 1) sum += T[row] * weight[row];
  return sum / layout.customers || 1;
}

function bestOf(maxima: readonly Maximum[]): Maximum {
  return maxima.reduce((best, other) => (other.derivatives.value > best.derivatives.value ? other : best));
}

function startsFor(scale: number): Float64Array[] {
  return [
    [0.5, 0.3, 0.8, 2.5],
    [1, 1, 1, 1],
    [3, 1, 0.1, 3],
  ].map(([r = 1, time = 1, third = 1, fourth = 1]) => Float64Array.of(r, time * scale, third, fourth).map(Math.log));
}

function boundsFor(scale: number): Bounds {
  return {
    low: Float64Array.of(1e-5, 1e-6 * scale, 1e-6, 1e-6).map(Math.log),
    high: Float64Array.of(1e5, 1e7 * scale, 1e6, 1e6).map(Math.log),
  };
}
