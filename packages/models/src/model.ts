import type { Fit } from './fit.ts';
import type { PurchaseHistory, PurchaseStatistics } from './statistics.ts';

/** Scores of distinct histories, row by row. */
export interface PurchaseScores {
  readonly pAlive: Float64Array;
  readonly expectedPurchases: Float64Array;
}

/** A time ahead, and what the purchases expected until then count. */
export interface WeightedTime {
  readonly time: number;
  readonly weight: number;
}

/**
 * What each model of repeat purchases answers. Times are in one unit throughout; expectations count repeat purchases.
 */
export interface PurchaseModel<P extends string> {
  readonly name: 'bg-nbd' | 'mbg-nbd' | 'pareto-nbd';
  readonly parameterNames: readonly P[];
  /** Maximum likelihood with standard errors; never throws, never gives NaN. `from` is where to start, if known. */
  fit(statistics: PurchaseStatistics, from?: Record<P, number>): Fit<P>;
  /** Weighted log-likelihood of the statistics. */
  logLikelihood(parameters: Record<P, number>, statistics: PurchaseStatistics): number;
  /** Chance that a customer with this history has not left by T. */
  pAlive(parameters: Record<P, number>, history: PurchaseHistory): number;
  /** Purchases expected in (T, T + t] of a customer with this history. */
  expectedPurchases(parameters: Record<P, number>, t: number, history: PurchaseHistory): number;
  /** Purchases expected in (0, t] of a new customer, the first one not counted. */
  expectedPurchasesNew(parameters: Record<P, number>, t: number): number;
  /** `pAlive` and `expectedPurchases` of each row of the statistics. */
  score(parameters: Record<P, number>, t: number, statistics: PurchaseStatistics): PurchaseScores;
  /** The same with Σ weight · E[X(time)] for the expectation, at little more cost than one time. */
  scoreSum(
    parameters: Record<P, number>,
    times: readonly WeightedTime[],
    statistics: PurchaseStatistics,
  ): PurchaseScores;
}
