export const VERSION = 1;
export { conformalBounds } from './conformal.ts';
export { type Elasticity, fitCountElasticity, fitMeanElasticity } from './elasticity.ts';
export { fitLogistic, type LogisticData, type LogisticFit } from './logistic-regression.ts';
export { type MeanCumulative, meanCumulative, type RecurrentEvents } from './mean-cumulative.ts';
export { expectedPurchasesNbd, fitNbd, type NbdParameter } from './nbd.ts';
export { areaUnderCurve, correlation, rankCorrelation } from './ranks.ts';
export { type SharePrior, shrunkShare } from './shrunk-share.ts';
