import { type Reason, reason } from './fit.ts';
import { type FitSpecification, fitPurchases } from './fit-purchases.ts';
import { logLikelihoodOf } from './likelihood/log-likelihood.ts';
import { paretoBranches } from './likelihood/pareto.ts';
import { chanceAlive, type ScoreParts, scoreRows } from './likelihood/score-rows.ts';
import type { Point, TwoBranches } from './likelihood/two-branch.ts';
import { integrate } from './math/integrate.ts';
import type { PurchaseModel } from './model.ts';
import { createDerivatives } from './optimise/derivatives.ts';
import type { PurchaseHistory } from './statistics.ts';
import { boxFindings } from './write-fit.ts';

/** Parameters of the Pareto/NBD: purchase rates ~ Gamma(r, α), death rates ~ Gamma(s, β). */
export type ParetoNbdParameter = 'r' | 'alpha' | 's' | 'beta';
type Parameters = Record<ParetoNbdParameter, number>;

const NAMES = ['r', 'alpha', 's', 'beta'] as const;

/** Above this shape, all customers are alike. */
const ALL_ALIKE = 5e3;

const SEARCH: FitSpecification<ParetoNbdParameter> = {
  model: 'pareto-nbd',
  parameterNames: NAMES,
  branches: paretoBranches,
  isTime: [false, true, false, true],
  starts: [
    [0.5, 0.3, 0.6, 0.4],
    [1, 1, 1, 1],
    [3, 1, 0.2, 3],
  ],
  low: [1e-5, 1e-6, 1e-6, 1e-6],
  high: [1e5, 1e7, 1e4, 1e5],
  dropout: ({ s, beta }) => -Math.expm1(-s * Math.log1p(1 / beta)),
  boundaries,
};

function boundaries(parameters: Parameters): Reason[] {
  const { r, s, beta } = parameters;
  const findings: Reason[] = [];
  if (s > ALL_ALIKE) findings.push(reason('boundary_equal_dropout', { s, beta }));
  if (r > ALL_ALIKE) findings.push(reason('boundary_equal_rates', { r }));
  return findings.length > 0 ? findings : boxFindings(parameters, SEARCH);
}

function toArray({ r, alpha, s, beta }: Parameters): Float64Array {
  return Float64Array.of(r, alpha, s, beta);
}

function branchValue(branch: TwoBranches['gone'], parameters: Parameters): (x: number, t: number) => number {
  const at: Point = { parameters: toArray(parameters), x: 0, t: 0 };
  return (x, t) => {
    const out = createDerivatives(4);
    at.x = x;
    at.t = t;
    branch(at, out);
    return out.value;
  };
}

/** ∫₀ᵗ (B / (B + v))^s dv / B: the share of the time ahead that a customer alive now is expected to live, over B. */
function lifeAhead(s: number, B: number, t: number): number {
  const growth = Math.log1p(t / B);
  const power = (1 - s) * growth;
  return Math.abs(power) < 1e-12 ? growth : Math.expm1(power) / (1 - s);
}

function scoreParts(parameters: Parameters): ScoreParts {
  const { r, alpha, s, beta } = parameters;
  return {
    gone: branchValue(paretoBranches.gone, parameters),
    stayed: branchValue(paretoBranches.stayed, parameters),
    alive: (x, T) => -r * Math.log1p(T / alpha) - x * Math.log(alpha + T) - s * Math.log1p(T / beta),
    expected: (x, T, t) => ((r + x) / (alpha + T)) * (beta + T) * lifeAhead(s, beta + T, t),
  };
}

function pAlive(parameters: Parameters, { x, tx, T }: PurchaseHistory): number {
  const parts = scoreParts(parameters);
  return chanceAlive(parts.gone(x, tx), parts.stayed(x, T), parts.alive(x, T));
}

/**
 * Pareto/NBD: purchases at rate λ ~ Gamma(r, α) until the customer leaves unseen, after an exponential time with rate
 * μ ~ Gamma(s, β).
 *
 * Sources: Schmittlein, Morrison & Colombo (1987), Management Science 33(1), 1–24; Fader & Hardie (2005), "A Note on
 * Deriving the Pareto/NBD Model and Related Expressions", eq. 27 (expected purchases), eq. 41 (conditional).
 *
 * @example
 * const fit = paretoNbd.fit(distinctStatistics(history).statistics);
 * if (fit.ok) paretoNbd.pAlive(fit.parameters, { x: 26, tx: 30.86, T: 31 }); // 0.998 on CDNOW
 */
export const paretoNbd: PurchaseModel<ParetoNbdParameter> = {
  name: 'pareto-nbd',
  parameterNames: NAMES,
  fit: (statistics, from) => fitPurchases(SEARCH, statistics, from),
  logLikelihood: (parameters, statistics) => logLikelihoodOf(paretoBranches, toArray(parameters), statistics),
  pAlive,
  expectedPurchases: (parameters, t, history) =>
    pAlive(parameters, history) * scoreParts(parameters).expected(history.x, history.T, t),
  expectedPurchasesNew: (parameters, t) => scoreParts(parameters).expected(0, 0, t),
  score: (parameters, time, statistics) => scoreRows(scoreParts(parameters), [{ time, weight: 1 }], statistics),
  scoreSum: (parameters, times, statistics) => scoreRows(scoreParts(parameters), times, statistics),
};

/**
 * Discounted expected residual transactions: all future purchases of a customer, discounted continuously at rate
 * `d` > 0 per unit of time (15 % a year is ln 1.15 / 52 = 0.0027 per week).
 *
 * Source: Fader, Hardie & Lee (2005), RFM and CLV, Journal of Marketing Research 42(4), 415–430, eq. 2; evaluated as
 * P(alive) · (r+x)/(α+T) · ∫₀^∞ e^−dv ((β+T)/(β+T+v))^s dv instead of by the confluent hypergeometric function.
 *
 * @example paretoNbdDert({ r: 0.563, alpha: 12.559, s: 0.408, beta: 10.515 }, 0.0027, { x: 7, tx: 35, T: 77.86 }) // 1.864
 */
export function paretoNbdDert(parameters: Parameters, d: number, history: PurchaseHistory): number {
  const { r, alpha, s, beta } = parameters;
  const B = beta + history.T;
  const logIntegrand = (y: number): number => y - d * Math.exp(y) - s * Math.log1p(Math.exp(y) / B);
  // The integrand on the scale of y = ln v is largest where d v² + (d B + s − 1) v = B.
  const linear = d * B + s - 1;
  const root = Math.sqrt(linear * linear + 4 * d * B);
  const peak = linear > 0 ? (2 * B) / (linear + root) : (root - linear) / (2 * d);
  const life = Math.exp(integrate({ logIntegrand, centre: Math.log(peak) }));
  return (pAlive(parameters, history) * (r + history.x) * life) / (alpha + history.T);
}
