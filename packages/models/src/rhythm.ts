import { distinctValues } from './distinct-values.ts';
import { type Fit, reason } from './fit.ts';
import { fitPositive } from './fit-positive.ts';
import { digamma } from './math/digamma.ts';
import { betaTails } from './math/incomplete-beta.ts';
import { betaQuantile } from './math/incomplete-beta-inverse.ts';
import { lnGamma } from './math/ln-gamma.ts';
import { trigamma } from './math/trigamma.ts';
import { clearDerivatives } from './optimise/derivatives.ts';
import type { Objective } from './optimise/maximise.ts';
import type { PositiveProblem } from './optimise/maximise-positive.ts';
import { thin } from './thin.ts';
import type { FitHeading } from './write-fit.ts';

/** Above so many rows a fit looks for its start on about `SAMPLE_ROWS` of them. */
const ROWS_TO_SAMPLE = 5_000;
const SAMPLE_ROWS = 1_500;

/** Gaps between purchases ~ Gamma(k, λ), the customer's own rate λ ~ Gamma(gamma, theta); theta is a time. */
export type RhythmParameter = 'k' | 'gamma' | 'theta';
type Parameters = Record<RhythmParameter, number>;

/** Gaps of customers reduced to their number and total time, equal ones weighted together. */
export interface Gaps {
  readonly count: Float64Array;
  readonly total: Float64Array;
  readonly weight: Float64Array;
  /** Σ of the logarithm of every gap of every customer. */
  readonly sumLogGaps: number;
}

/** What is known of one customer's rhythm: his gaps so far and their total time. */
export interface GapHistory {
  readonly count: number;
  readonly total: number;
}

/**
 * Log-likelihood of all gaps in (k, γ, θ) with exact derivatives: the rate is integrated out, so that a customer counts
 * through (n, S) only: γ ln θ − lnΓ(γ) + lnΓ(γ+nk) − (γ+nk) ln(θ+S) − n lnΓ(k), and (k−1) Σ ln g for all gaps.
 */
function rhythmLikelihood({ count, total, weight, sumLogGaps }: Gaps): Objective {
  const orders = distinctValues(count);
  const gaps = count.reduce((sum, n, i) => sum + n * weight[i], 0);
  const customers = weight.reduce((sum, w) => sum + w, 0);
  return (parameters, out) => {
    clearDerivatives(out);
    const [k, gamma, theta] = parameters;
    const logTheta = Math.log(theta);
    const terms = Array.from(orders.values, (n) => orderTerms(gamma + n * k));
    const d = {
      value: (k - 1) * sumLogGaps - gaps * lnGamma(k) - customers * lnGamma(gamma),
      k: 0,
      gamma: 0,
      theta: 0,
    };
    const c = { kk: -gaps * trigamma(k), kg: 0, gg: -customers * trigamma(gamma), kt: 0, gt: 0, tt: 0 };
    for (let i = 0; i < count.length; i += 1) {
      const n = count[i];
      const w = weight[i];
      const { order, value, first, second } = terms[orders.ofRow[i]];
      const inverse = 1 / (theta + total[i]);
      const growth = Math.log1p(total[i] / theta);
      d.value += w * (value - gamma * growth - n * k * (logTheta + growth));
      d.k += w * n * (first - logTheta - growth);
      d.gamma += w * (first - growth);
      d.theta += w * (gamma / theta - order * inverse);
      c.kk += w * n * n * second;
      c.kg += w * n * second;
      c.gg += w * second;
      c.kt -= w * n * inverse;
      c.gt += w * (1 / theta - inverse);
      c.tt += w * (order * inverse * inverse - gamma / (theta * theta));
    }
    out.value = d.value;
    out.gradient.set([d.k + sumLogGaps - gaps * digamma(k), d.gamma - customers * digamma(gamma), d.theta]);
    out.hessian.set([c.kk, c.kg, c.gg, c.kt, c.gt, c.tt]);
  };
}

/** The gamma functions of one number of gaps. */
function orderTerms(order: number) {
  return { order, value: lnGamma(order), first: digamma(order), second: trigamma(order) };
}

/**
 * Fits the rhythm of purchases by maximum likelihood. Customers without a gap may be left out or given with count 0.
 * Times are in any one unit. Refused with a reason: totals or counts that are negative or not finite, no gaps.
 *
 * @example
 * fitRhythm({ count: Float64Array.of(3, 5), total: Float64Array.of(90, 40), weight: Float64Array.of(1, 1), sumLogGaps: 20 })
 */
export function fitRhythm(gaps: Gaps): Fit<RhythmParameter> {
  let [customers, sum, number] = [0, 0, 0];
  for (let row = 0; row < gaps.count.length; row += 1) {
    const [n, total, w] = [gaps.count[row], gaps.total[row], gaps.weight[row]];
    if (!(n >= 0 && w >= 0 && total >= 0 && Number.isFinite(n + total + w)) || (n > 0 && total === 0)) {
      return { ok: false, model: 'rhythm', reason: reason('invalid_statistics', { row, rule: 'not_a_gap' }) };
    }
    if (n > 0) customers += w;
    number += w * n;
    sum += w * total;
  }
  if (number === 0) return { ok: false, model: 'rhythm', reason: reason('no_repeat_purchases', { customers }) };
  if (!Number.isFinite(gaps.sumLogGaps)) {
    return { ok: false, model: 'rhythm', reason: reason('invalid_statistics', { row: -1, rule: 'not_a_gap' }) };
  }
  const time = sum / number;
  const problem: PositiveProblem & FitHeading<RhythmParameter> = {
    model: 'rhythm',
    parameterNames: ['k', 'gamma', 'theta'],
    likelihood: rhythmLikelihood(gaps),
    customers,
    distinct: gaps.count.length,
    starts: [
      [1, 2, time],
      [3, 1.5, time / 3],
      [0.7, 8, 8 * time],
    ],
    low: [1e-4, 1e-4, 1e-8 * time],
    high: [1e5, 1e5, 1e9 * time],
  };
  const isLarge = gaps.count.length > ROWS_TO_SAMPLE;
  return fitPositive(problem, isLarge ? rhythmLikelihood(thinGaps(gaps, number)) : undefined);
}

/** Some of the customers with their share of all gaps, and so of the logarithms. */
function thinGaps({ count, total, weight, sumLogGaps }: Gaps, gaps: number): Gaps {
  const some = thin({ x: count, tx: total, T: total, weight }, SAMPLE_ROWS);
  const kept = some.x.reduce((sum, n, row) => sum + n * some.weight[row], 0);
  return { count: some.x, total: some.tx, weight: some.weight, sumLogGaps: (sumLogGaps * kept) / gaps };
}

/**
 * Chance that the customer's next gap is longer than `tau`: P(gap > τ) = I_y(γ + nk, k), y = (θ+S) / (θ+S+τ), the rate
 * being Gamma(γ + nk, θ + S) after n gaps of total S.
 *
 * @example rhythmExceedance({ k: 2, gamma: 3, theta: 40 }, { count: 4, total: 100 }, 60) // about 0.04
 */
export function rhythmExceedance(parameters: Parameters, { count, total }: GapHistory, tau: number): number {
  if (!(tau > 0)) return 1;
  const { k, gamma, theta } = parameters;
  const all = theta + total + tau;
  return betaTails({ a: gamma + count * k, b: k, x: (theta + total) / all, y: tau / all }).lower;
}

/** The limit in units of θ + S: τ = (θ + S)·c. */
function limitFactor({ k, gamma }: Parameters, count: number, probability: number): number {
  const { x, y } = betaQuantile(gamma + count * k, k, probability);
  return y / x;
}

/**
 * The gap that the customer exceeds with the given probability: τ with P(gap > τ) = probability.
 *
 * @example rhythmLimit({ k: 2, gamma: 3, theta: 40 }, { count: 4, total: 100 }, 0.05)
 */
export function rhythmLimit(parameters: Parameters, { count, total }: GapHistory, probability: number): number {
  return (parameters.theta + total) * limitFactor(parameters, count, probability);
}

/**
 * Factors c₀ … c_maxCount with which every customer's limit is one product: limit = (θ + S)·c_n.
 *
 * @example rhythmLimitFactors({ k: 2, gamma: 3, theta: 40 }, 50, 0.05)[4] * (40 + 100)
 */
export function rhythmLimitFactors(parameters: Parameters, maxCount: number, probability: number): Float64Array {
  return Float64Array.from({ length: maxCount + 1 }, (_, count) => limitFactor(parameters, count, probability));
}
