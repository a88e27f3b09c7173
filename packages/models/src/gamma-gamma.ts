import { distinctValues } from './distinct-values.ts';
import { type Fit, reason } from './fit.ts';
import { fitPositive } from './fit-positive.ts';
import { digamma } from './math/digamma.ts';
import { lnGamma } from './math/ln-gamma.ts';
import { trigamma } from './math/trigamma.ts';
import { clearDerivatives } from './optimise/derivatives.ts';
import type { Objective } from './optimise/maximise.ts';
import type { PositiveProblem } from './optimise/maximise-positive.ts';
import type { FitHeading } from './write-fit.ts';

/** Above so many rows a fit looks for its start on `SAMPLE_ROWS` of them. */
const ROWS_TO_SAMPLE = 20_000;
const SAMPLE_ROWS = 4_000;

/** Spend per purchase ~ Gamma(p, ν) with ν ~ Gamma(q, gamma): shape within a customer, shape and scale across them. */
export type GammaGammaParameter = 'p' | 'q' | 'gamma';

/** Mean spend of customers, each with the number of purchases it is the mean of; money in any one unit. */
export interface Spend {
  readonly frequency: Float64Array;
  readonly meanSpend: Float64Array;
  readonly weight?: Float64Array;
}

/**
 * Log-likelihood of mean spends with exact derivatives in (p, q, γ); one logarithm is paid for each row.
 *
 * Source: Fader & Hardie (2013), "The Gamma-Gamma Model of Monetary Value", eq. (1a).
 */
function gammaGammaLikelihood({ frequency, meanSpend, weight }: Required<Spend>): Objective {
  const shapes = distinctValues(frequency);
  const logTotal = frequency.map((x, row) => Math.log(x * meanSpend[row]));
  const sumLogMean = meanSpend.reduce((sum, z, row) => sum + weight[row] * Math.log(z), 0);
  return (parameters, out) => {
    clearDerivatives(out);
    const [p, q, gamma] = parameters;
    const logScale = Math.log(gamma);
    const terms = Array.from(shapes.values, (x) => shapeTerms(x, p, q));
    const d = { value: -sumLogMean, p: 0, q: 0, gamma: 0 };
    const c = { pp: 0, pq: 0, qq: 0, pg: 0, qg: 0, gg: 0 };
    for (let row = 0; row < frequency.length; row += 1) {
      const x = frequency[row];
      const w = weight[row];
      const shape = terms[shapes.ofRow[row]];
      const total = x * meanSpend[row];
      const inverse = 1 / (gamma + total);
      const logGamma = -Math.log1p(total / gamma);
      const share = logTotal[row] - logScale + logGamma;
      const order = p * x + q;
      d.value += w * (shape.value + p * x * share + q * logGamma);
      d.p += w * x * (shape.d1 - shape.d0 + share);
      d.q += w * (shape.d1 - shape.dq + logGamma);
      d.gamma += w * (q / gamma - order * inverse);
      c.pp += w * x * x * (shape.t1 - shape.t0);
      c.pq += w * x * shape.t1;
      c.qq += w * (shape.t1 - shape.tq);
      c.pg -= w * x * inverse;
      c.qg += w * (1 / gamma - inverse);
      c.gg += w * (order * inverse * inverse - q / (gamma * gamma));
    }
    out.value = d.value;
    out.gradient.set([d.p, d.q, d.gamma]);
    out.hessian.set([c.pp, c.pq, c.qq, c.pg, c.qg, c.gg]);
  };
}

/** The gamma functions of one frequency. */
function shapeTerms(x: number, p: number, q: number) {
  const within = p * x;
  return {
    value: lnGamma(within + q) - lnGamma(within) - lnGamma(q),
    d1: digamma(within + q),
    d0: digamma(within),
    dq: digamma(q),
    t1: trigamma(within + q),
    t0: trigamma(within),
    tq: trigamma(q),
  };
}

/** Rows that say something about spend. */
function usableRows(spend: Required<Spend>): Required<Spend> {
  const { frequency, meanSpend, weight } = spend;
  const usable = new Int32Array(frequency.length);
  let used = 0;
  for (let row = 0; row < frequency.length; row += 1) {
    const [x, z] = [frequency[row], meanSpend[row]];
    if (!(x > 0 && z > 0 && Number.isFinite(x + z) && weight[row] > 0)) continue;
    usable[used] = row;
    used += 1;
  }
  return used === frequency.length ? spend : pick(spend, usable.subarray(0, used));
}

function pick(spend: Required<Spend>, rows: Int32Array): Required<Spend> {
  const column = (values: Float64Array): Float64Array => {
    const picked = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i += 1) picked[i] = values[rows[i]];
    return picked;
  };
  return { frequency: column(spend.frequency), meanSpend: column(spend.meanSpend), weight: column(spend.weight) };
}

function everyNth(spend: Required<Spend>, rows: number): Required<Spend> {
  const step = spend.weight.length / rows;
  return pick(
    spend,
    Int32Array.from({ length: rows }, (_, i) => Math.floor((i + 0.5) * step)),
  );
}

/**
 * Fits the Gamma-Gamma model of spend by maximum likelihood. Rows with no purchase or no spend say nothing about spend
 * and are left out (finding `rows_left_out`); no usable rows is a reason, not an error.
 *
 * @example
 * fitGammaGamma({ frequency: Float64Array.of(2, 1, 7), meanSpend: Float64Array.of(22.3, 11.8, 73.7) })
 */
export function fitGammaGamma(spend: Spend): Fit<GammaGammaParameter> {
  const { length } = spend.frequency;
  const rows = usableRows({ ...spend, weight: spend.weight ?? new Float64Array(length).fill(1) });
  const used = rows.weight.length;
  const customers = rows.weight.reduce((sum, w) => sum + w, 0);
  const money = rows.meanSpend.reduce((sum, z, row) => sum + z * rows.weight[row], 0) / customers;
  const problem: PositiveProblem & FitHeading<GammaGammaParameter> = {
    model: 'gamma-gamma',
    parameterNames: ['p', 'q', 'gamma'],
    customers,
    distinct: used,
    likelihood: gammaGammaLikelihood(rows),
    starts: [
      [1, 2, money],
      [5, 4, 0.5 * money],
      [0.5, 10, 20 * money],
    ],
    low: [1e-4, 1e-4, 1e-8 * money],
    high: [1e6, 1e6, 1e8 * money],
  };
  const result = fitPositive(
    problem,
    used > ROWS_TO_SAMPLE ? gammaGammaLikelihood(everyNth(rows, SAMPLE_ROWS)) : undefined,
  );
  if (!result.ok) return result;
  const findings = [...result.findings];
  if (used < length) findings.push(reason('rows_left_out', { rows: length - used }));
  if (result.parameters.q <= 1) findings.push(reason('infinite_mean_spend', { q: result.parameters.q }));
  return { ...result, findings };
}

/**
 * Expected mean spend of a customer who made `frequency` purchases of `meanSpend` on average; with frequency 0 the mean
 * over all customers, p·γ/(q − 1), which is Infinity where q ≤ 1 (the fit says so: `infinite_mean_spend`).
 *
 * Source: Fader & Hardie (2013), eq. (5).
 *
 * @example expectedSpend({ p: 6.25, q: 3.74, gamma: 15.44 }, 2, 22.35) // 24.65
 */
export function expectedSpend(
  { p, q, gamma }: Record<GammaGammaParameter, number>,
  frequency: number,
  meanSpend: number,
): number {
  const order = p * frequency + q - 1;
  if (order <= 0) return Infinity;
  return (p * (gamma + (frequency === 0 ? 0 : frequency * meanSpend))) / order;
}
