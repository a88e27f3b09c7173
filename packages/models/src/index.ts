/*
 * Customer-base models: what a purchase history says about the purchases to come.
 *
 * A table of contents by question. All functions are pure; times are in any one unit; fits never throw.
 */

// What is known of the customers?

export { distinctStatistics, type PurchaseHistory, type PurchaseStatistics } from './statistics.ts';

// Who is still a customer, and how often will he buy?

export type { BetaGeometricParameter } from './beta-geometric-model.ts';
export { bgNbd } from './bg-nbd.ts';
export { mbgNbd } from './mbg-nbd.ts';
export type { PurchaseModel, PurchaseScores, WeightedTime } from './model.ts';
export { expectedPurchasesNbd, fitNbd, type NbdParameter } from './nbd.ts';
export { type ParetoNbdParameter, paretoNbd, paretoNbdDert } from './pareto-nbd.ts';
export { bgNbdProbability } from './purchase-probability.ts';

// What does a fit answer, and what when it cannot?

export type { Fit, Fitted, Reason } from './fit.ts';

// How much will he spend?

export { expectedSpend, fitGammaGamma, type GammaGammaParameter, type Spend } from './gamma-gamma.ts';

// What are his purchases worth today?

export { type Discounting, discountedExpectedPurchases, discountedExpectedPurchasesOfAll } from './discounted.ts';

// Is he overdue by his own rhythm?

export {
  fitRhythm,
  type GapHistory,
  type Gaps,
  type RhythmParameter,
  rhythmExceedance,
  rhythmLimit,
  rhythmLimitFactors,
} from './rhythm.ts';

// Will a lost customer come back, and what will he then be worth?

export { conformalBounds } from './conformal.ts';
export { type Elasticity, fitCountElasticity, fitMeanElasticity } from './elasticity.ts';
export { fitLogistic, type LogisticData, type LogisticFit } from './logistic-regression.ts';
export { type MeanCumulative, meanCumulative, type RecurrentEvents } from './mean-cumulative.ts';
export { type SharePrior, shrunkShare } from './shrunk-share.ts';

// How good was a forecast?

export { areaUnderCurve, correlation, rankCorrelation } from './ranks.ts';

// What would customers with known parameters do?

export { createRandom, type Random } from './random.ts';
export { simulateBgNbd, simulateParetoNbd } from './simulate.ts';

// Which functions of mathematics are there?

export { digamma } from './math/digamma.ts';
export { incompleteBeta } from './math/incomplete-beta.ts';
export { incompleteBetaInverse } from './math/incomplete-beta-inverse.ts';
export { lnBeta } from './math/ln-beta.ts';
export { lnGamma } from './math/ln-gamma.ts';
export { trigamma } from './math/trigamma.ts';
