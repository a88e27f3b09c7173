import { checkStatistics } from './check-statistics.ts';
import { type Fit, reason } from './fit.ts';
import { type Layout, layOut } from './likelihood/layout.ts';
import { addRatePart } from './likelihood/purchase-rate.ts';
import { lnRising } from './math/ln-rising.ts';
import { clearDerivatives, createDerivatives, type Derivatives, toLogParameters } from './optimise/derivatives.ts';
import { maximise, type Objective } from './optimise/maximise.ts';
import { standardErrors } from './optimise/standard-errors.ts';
import type { PurchaseHistory, PurchaseStatistics } from './statistics.ts';

export type NbdParameter = 'r' | 'alpha';
type Parameters = Record<NbdParameter, number>;

/** Beyond this shape the rates of all customers are the same. */
const LARGEST_SHAPE = 1e4;
const SMALLEST_SHAPE = 1e-5;

function addWeighted(out: Derivatives, part: Derivatives, weight: number): void {
  out.value += weight * part.value;
  part.gradient.forEach((value, k) => {
    out.gradient[k] = (out.gradient[k] as number) + weight * value;
  });
  part.hessian.forEach((value, k) => {
    out.hessian[k] = (out.hessian[k] as number) + weight * value;
  });
}

/** Weight of each (x, T): when the last purchase was plays no part where nobody leaves. */
function endWeights({ end, weight }: Layout): Float64Array {
  const weights = new Float64Array(end.x.length);
  end.ofRow.forEach((pair, row) => {
    weights[pair] = (weights[pair] as number) + (weight[row] as number);
  });
  return weights;
}

function likelihoodOf(statistics: PurchaseStatistics): Objective {
  const layout = layOut(statistics);
  const { counts, end } = layout;
  const weights = endWeights(layout);
  const part = createDerivatives(2);
  return (point, out) => {
    const parameters = point.map(Math.exp);
    clearDerivatives(out);
    for (let i = 0; i < weights.length; i += 1) {
      clearDerivatives(part);
      addRatePart({ parameters, x: end.x[i] as number, t: end.t[i] as number }, part);
      addWeighted(out, part, weights[i] as number);
    }
    for (let i = 0; i < counts.x.length; i += 1) {
      const { value, first, second } = lnRising(parameters[0] as number, counts.x[i] as number);
      const rising = { value, gradient: Float64Array.of(first), hessian: Float64Array.of(second) };
      addWeighted(out, rising, counts.weight[i] as number);
    }
    toLogParameters(out, parameters);
  };
}

/**
 * NBD: purchases at rate λ ~ Gamma(r, α), and nobody ever leaves. It is what the models with a departure become where
 * the data show none.
 *
 * Source: Ehrenberg (1959), The Pattern of Consumer Purchases, Applied Statistics 8(1), 26–41.
 */
export function fitNbd(statistics: PurchaseStatistics): Fit<NbdParameter> {
  const problem = checkStatistics(statistics);
  if (problem !== null) return { ok: false, model: 'nbd', reason: problem };
  const { x, T, weight } = statistics;
  const sum = (values: Float64Array) => values.reduce((total, value, row) => total + value * weight[row], 0);
  const timePerPurchase = sum(T) / sum(x);
  const bounds = {
    low: Float64Array.of(Math.log(SMALLEST_SHAPE), Math.log(SMALLEST_SHAPE * timePerPurchase * 1e-3)),
    high: Float64Array.of(Math.log(LARGEST_SHAPE), Math.log(LARGEST_SHAPE * timePerPurchase * 1e3)),
  };
  const maximum = maximise(likelihoodOf(statistics), Float64Array.of(0, Math.log(timePerPurchase)), { bounds });
  const parameters = maximum.point.map(Math.exp);
  const named = (values: Float64Array): Parameters => ({ r: values[0], alpha: values[1] });
  const errors = standardErrors(maximum.derivatives, parameters);
  const sameRate = parameters[0] > 0.99 * LARGEST_SHAPE;
  return {
    ok: true,
    model: 'nbd',
    parameters: named(parameters),
    standardErrors: errors === null || sameRate ? null : named(errors),
    logLikelihood: maximum.derivatives.value,
    customers: weight.reduce((total, value) => total + value, 0),
    distinct: x.length,
    findings: sameRate ? [reason('boundary_equal_rates', { r: parameters[0] ?? 0 })] : [],
  };
}

/** Purchases expected in (T, T + t]. */
export function expectedPurchasesNbd({ r, alpha }: Parameters, t: number, { x, T }: PurchaseHistory): number {
  return ((r + x) / (alpha + T)) * t;
}
