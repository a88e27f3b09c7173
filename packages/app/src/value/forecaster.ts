import type { WeightedTime } from '@winback/models';
import type { Rung } from './contract.ts';
import type { Histories } from './histories.ts';

/** Scores of the distinct histories. */
export interface Scores {
  /** NaN where the method cannot say. */
  readonly pAlive: Float64Array;
  /** Purchases expected within the days asked for, or what they count. */
  readonly expectedPurchases: Float64Array;
}

/** Days ahead, and what the purchases expected until then count. */
export type Ahead = readonly WeightedTime[];

/** All purchases within the days, each counted as one. */
export function within(days: number): Ahead {
  return [{ time: days, weight: 1 }];
}

/** What a purchase a day comes to. */
export function daysIn(ahead: Ahead): number {
  return ahead.reduce((sum, { time, weight }) => sum + time * weight, 0);
}

/** A way to foretell purchases, learnt from the histories it is asked about. */
export interface Forecaster {
  readonly name: string;
  readonly rung: Rung;
  readonly logLikelihood: number | null;
  forecast(ahead: Ahead, histories: Histories): Scores;
}

/** Forecasts row by row of the distinct histories, in whole days. */
export function forecastRows(
  histories: Histories,
  row: (history: { x: number; tx: number; T: number }) => { pAlive: number; expectedPurchases: number },
): Scores {
  const { x, tx, T } = histories.days;
  const pAlive = new Float64Array(x.length);
  const expectedPurchases = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) {
    const scores = row({ x: x[i], tx: tx[i], T: T[i] });
    pAlive[i] = scores.pAlive;
    expectedPurchases[i] = scores.expectedPurchases;
  }
  return { pAlive, expectedPurchases };
}
