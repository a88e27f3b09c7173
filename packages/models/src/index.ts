/*
 * Customer-base models: what a purchase history says about the purchases to come.
 *
 * A table of contents by question. All functions are pure; times are in any one unit; fits never throw.
 */

export type { BetaGeometricParameter } from './beta-geometric-model.ts';

// Who is still a customer, and how often will he buy?
export { bgNbd } from './bg-nbd.ts';
// What are his purchases worth today?
export {
  type Discounting,
  discountedExpectedPurchases,
  discountedExpectedPurchasesOfAll,
} from './discounted.ts';
export type { Fit, Fitted, Reason } from './fit.ts';
// How much will he spend?
export { expectedSpend, fitGammaGamma, type GammaGammaParameter, type Spend } from './gamma-gamma.ts';
// Which functions of mathematics are there?
export { digamma } from './math/digamma.ts';
export { incompleteBeta } from './math/incomplete-beta.ts';
export { incompleteBetaInverse } from './math/incomplete-beta-inverse.ts';
export { lnBeta } from './math/ln-beta.ts';
export { lnGamma } from './math/ln-gamma.ts';
export { trigamma } from './math/trigamma.ts';
export { mbgNbd } from './mbg-nbd.ts';
export type { PurchaseModel, PurchaseScores } from './model.ts';
export { type ParetoNbdParameter, paretoNbd, paretoNbdDert } from './pareto-nbd.ts';
// What would customers with known parameters do?
export { createRandom, type Random } from './random.ts';
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
export { simulateBgNbd, simulateParetoNbd } from './simulate.ts';
// What is known of the customers?
export { distinctStatistics, type PurchaseHistory, type PurchaseStatistics } from './statistics.ts';
