import { type Fit, reason } from './fit.ts';
import { fitPositive } from './fit-positive.ts';
import { digamma } from './math/digamma.ts';
import { lnGamma } from './math/ln-gamma.ts';
import { trigamma } from './math/trigamma.ts';
import { clearDerivatives, type Derivatives } from './optimise/derivatives.ts';

/** Spend per purchase ~ Gamma(p, ν) with ν ~ Gamma(q, gamma): shape within a customer, shape and scale across them. */
export type GammaGammaParameter = 'p' | 'q' | 'gamma';

/** Mean spend of customers, each with the number of purchases it is the mean of; money in any one unit. */
export interface Spend {
  readonly frequency: Float64Array;
  readonly meanSpend: Float64Array;
  readonly weight?: Float64Array;
}

/**
 * Log-likelihood of mean spends with exact derivatives in (p, q, γ).
 *
 * Source: Fader & Hardie (2013), "The Gamma-Gamma Model of Monetary Value", eq. (1a).
 */
function gammaGammaLikelihood({ frequency, meanSpend, weight }: Required<Spend>): Likelihood {
  const shapes = shapesByFrequency(frequency);
  return (parameters, out) => {
    clearDerivatives(out);
    const [p, q, gamma] = parameters;
    const terms = Array.from(shapes.frequencies, (x) => shapeTerms(x, p, q));
    const { gradient: g, hessian: h } = out;
    const total = { value: 0, p: 0, q: 0, gamma: 0, pp: 0, pq: 0, qq: 0, pg: 0, qg: 0, gg: 0 };
    for (let row = 0; row < frequency.length; row += 1) {
      const x = frequency[row];
      const z = meanSpend[row];
      const w = weight[row];
      const shape = terms[shapes.ofRow[row]];
      const sum = gamma + x * z;
      const share = Math.log1p(-gamma / sum);
      const order = p * x + q;
      const logGamma = -Math.log1p((x * z) / gamma);
      total.value += w * (shape.value + p * x * share + q * logGamma - Math.log(z));
      total.p += w * x * (shape.d1 - shape.d0 + share);
      total.q += w * (shape.d1 - shape.dq + logGamma);
      total.gamma += w * (q / gamma - order / sum);
      total.pp += w * x * x * (shape.t1 - shape.t0);
      total.pq += w * x * shape.t1;
      total.qq += w * (shape.t1 - shape.tq);
      total.pg -= (w * x) / sum;
      total.qg += w * (1 / gamma - 1 / sum);
      total.gg += w * (order / (sum * sum) - q / (gamma * gamma));
    }
    out.value = total.value;
    g.set([total.p, total.q, total.gamma]);
    h.set([total.pp, total.pq, total.qq, total.pg, total.qg, total.gg]);
  };
}

type Likelihood = (parameters: Float64Array, out: Derivatives) => void;

const EMPTY = { value: 0, d1: 0, d0: 0, dq: 0, t1: 0, t0: 0, tq: 0 };

/** The gamma functions of one frequency. */
function shapeTerms(x: number, p: number, q: number): typeof EMPTY {
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

function shapesByFrequency(frequency: Float64Array): { frequencies: Float64Array; ofRow: Int32Array } {
  const frequencies = Float64Array.from(new Set(frequency)).sort();
  const position = new Map(Array.from(frequencies, (value, i) => [value, i]));
  return { frequencies, ofRow: Int32Array.from(frequency, (value) => position.get(value) ?? 0) };
}

/**
 * Fits the Gamma-Gamma model of spend by maximum likelihood. Rows with no purchase or no spend say nothing about spend
 * and are left out (finding `rows_left_out`); no usable rows is a reason, not an error.
 *
 * @example
 * fitGammaGamma({ frequency: Float64Array.of(2, 1, 7), meanSpend: Float64Array.of(22.3, 11.8, 73.7) })
 */
export function fitGammaGamma(spend: Spend): Fit<GammaGammaParameter> {
  const weight = spend.weight ?? new Float64Array(spend.frequency.length).fill(1);
  const usable: number[] = [];
  for (let row = 0; row < spend.frequency.length; row += 1) {
    const x = spend.frequency[row];
    const z = spend.meanSpend[row];
    if (x > 0 && z > 0 && Number.isFinite(x + z) && weight[row] > 0) usable.push(row);
  }
  const pick = (column: Float64Array): Float64Array => Float64Array.from(usable, (row) => column[row]);
  const rows = { frequency: pick(spend.frequency), meanSpend: pick(spend.meanSpend), weight: pick(weight) };
  const customers = rows.weight.reduce((sum, w) => sum + w, 0);
  const money = rows.meanSpend.reduce((sum, z, i) => sum + z * rows.weight[i], 0) / customers;
  const leftOut = spend.frequency.length - usable.length;
  const result = fitPositive({
    model: 'gamma-gamma',
    parameterNames: ['p', 'q', 'gamma'],
    likelihood: gammaGammaLikelihood(rows),
    customers,
    distinct: usable.length,
    starts: [
      [1, 2, money],
      [5, 4, 0.5 * money],
      [0.5, 10, 20 * money],
    ],
    low: [1e-4, 1e-4, 1e-8 * money],
    high: [1e6, 1e6, 1e8 * money],
  });
  if (!result.ok) return result;
  const findings = [...result.findings];
  if (leftOut > 0) findings.push(reason('rows_left_out', { rows: leftOut }));
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
