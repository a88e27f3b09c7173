import { expectedUntilLeaving } from './expected-until-leaving.ts';
import { type Reason, reason } from './fit.ts';
import { type FitSpecification, fitPurchases } from './fit-purchases.ts';
import { betaGeometricBranches } from './likelihood/beta-geometric.ts';
import { logLikelihoodOf } from './likelihood/log-likelihood.ts';
import { chanceAlive, type ScoreParts, scoreRows } from './likelihood/score-rows.ts';
import type { PurchaseModel } from './model.ts';
import { boxFindings } from './write-fit.ts';

/** Parameters of the beta-geometric models: rates ~ Gamma(r, α), chance of leaving after a purchase ~ Beta(a, b). */
export type BetaGeometricParameter = 'r' | 'alpha' | 'a' | 'b';
type Parameters = Record<BetaGeometricParameter, number>;

const NAMES = ['r', 'alpha', 'a', 'b'] as const;

/** Above this shape, all customers are alike. */
const ALL_ALIKE = 1e4;

const SEARCH: Omit<FitSpecification<BetaGeometricParameter>, 'model' | 'branches'> = {
  parameterNames: NAMES,
  isTime: [false, true, false, false],
  starts: [
    [0.5, 0.3, 0.8, 2.5],
    [1, 1, 1, 1],
    [3, 1, 0.1, 3],
  ],
  low: [1e-5, 1e-6, 1e-8, 1e-6],
  high: [1e5, 1e7, 1e5, 1e5],
  dropout: ({ a, b }) => a / (a + b),
  boundaries,
};

function boundaries(parameters: Parameters): Reason[] {
  const { r, a, b } = parameters;
  const findings: Reason[] = [];
  if (a + b > ALL_ALIKE) findings.push(reason('boundary_equal_dropout', { a, b }));
  if (r > ALL_ALIKE) findings.push(reason('boundary_equal_rates', { r }));
  return findings.length > 0 ? findings : boxFindings(parameters, SEARCH);
}

/** The parts of P(alive) and of the expectation; the likelihood's common factor and α^r cancel in both. */
function scoreParts(parameters: Parameters, chancesAtStart: 0 | 1): ScoreParts {
  const { r, alpha, a, b } = parameters;
  const rate = (x: number, time: number): number => -r * Math.log1p(time / alpha) - x * Math.log(alpha + time);
  return {
    gone: (x, tx) => {
      const chances = x + chancesAtStart;
      return chances < 1 ? -Infinity : rate(x, tx) + Math.log(a / (b + chances - 1));
    },
    stayed: rate,
    alive: rate,
    expected: (x, T, t) => expectedUntilLeaving(t, { shape: r + x, rate: alpha + T, a, b: b + x + chancesAtStart }),
  };
}

/**
 * The two beta-geometric models differ in one thing: whether a customer may leave right after the first purchase
 * (`chancesAtStart` 1, MBG/NBD) or not (0, BG/NBD).
 */
export function betaGeometricModel(
  name: 'bg-nbd' | 'mbg-nbd',
  chancesAtStart: 0 | 1,
): PurchaseModel<BetaGeometricParameter> {
  const branches = betaGeometricBranches(chancesAtStart);
  const toArray = ({ r, alpha, a, b }: Parameters): Float64Array => Float64Array.of(r, alpha, a, b);
  const alive = (parameters: Parameters, x: number, times: { tx: number; T: number }): number => {
    const parts = scoreParts(parameters, chancesAtStart);
    return chanceAlive(parts.gone(x, times.tx), parts.stayed(x, times.T), parts.alive(x, times.T));
  };
  return {
    name,
    parameterNames: NAMES,
    fit: (statistics, from) => fitPurchases({ ...SEARCH, model: name, branches }, statistics, from),
    logLikelihood: (parameters, statistics) => logLikelihoodOf(branches, toArray(parameters), statistics),
    pAlive: (parameters, history) => alive(parameters, history.x, history),
    expectedPurchases: (parameters, t, history) =>
      alive(parameters, history.x, history) * scoreParts(parameters, chancesAtStart).expected(history.x, history.T, t),
    expectedPurchasesNew: (parameters, t) => {
      const stays = chancesAtStart === 0 ? 1 : parameters.b / (parameters.a + parameters.b);
      return stays * scoreParts(parameters, chancesAtStart).expected(0, 0, t);
    },
    score: (parameters, time, statistics) =>
      scoreRows(scoreParts(parameters, chancesAtStart), [{ time, weight: 1 }], statistics),
    scoreSum: (parameters, times, statistics) => scoreRows(scoreParts(parameters, chancesAtStart), times, statistics),
  };
}
