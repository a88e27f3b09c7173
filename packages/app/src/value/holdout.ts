import { isoFromDay, type TimeUnit } from '../platform/time.ts';
import { type Graded, gradeForecasts } from './backtest.ts';
import { verdictOf } from './choose-model.ts';
import type { BackTest } from './contract.ts';
import { type Known, learnAt, rhythmAt } from './learn-at.ts';

export interface Holdout extends Known {
  readonly days: number;
  /** Purchase days of each customer within `days` after the cut. */
  readonly actual: Int32Array;
  readonly actualPurchases: number;
}

/** Learns as if it were the day of the cut, and grades what it would have foretold. */
export function testOnHoldout(holdout: Holdout, unit: TimeUnit): Graded {
  const { days, actual, customers } = holdout;
  const { histories, shown } = learnAt(holdout, rhythmAt(holdout), unit);
  return gradeForecasts({ days, histories, frequency: customers.x, actual }, shown);
}

export function summariseBackTest(
  { customers, days, actualPurchases }: Holdout,
  graded: Graded,
  chosen: string,
): BackTest {
  return {
    from: isoFromDay(customers.day),
    to: isoFromDay(customers.day + days),
    days,
    customers: customers.x.length,
    actualPurchases,
    models: [...graded.models],
    calibration: [...graded.calibration],
    chosen,
    verdict: verdictOf(chosen, graded),
  };
}
