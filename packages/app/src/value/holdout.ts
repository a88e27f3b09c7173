import { isoFromDay, type TimeUnit } from '../platform/time.ts';
import { type Graded, gradeForecasts } from './backtest.ts';
import { verdictOf } from './choose-model.ts';
import type { BackTest, Finding } from './contract.ts';
import { type Known, learnAt, rhythmAt } from './learn-at.ts';
import { limitsOf, type Rhythm } from './rhythm.ts';

export interface Holdout extends Known {
  readonly days: number;
  /** Purchase days of each customer within `days` after the cut. */
  readonly actual: Int32Array;
  readonly actualPurchases: number;
}

/** Of those whom the limits of the cut call lost, and of the others, how many bought after it? */
export function checkLostLimit({ customers, actual, days }: Holdout, rules: Rhythm['rules']): Finding[] {
  if (rules === null) return [];
  const limits = limitsOf(rules.lost, customers);
  const lost = { customers: 0, bought: 0 };
  const others = { customers: 0, bought: 0 };
  for (let i = 0; i < limits.length; i++) {
    const side = customers.day - customers.lastDay[i] >= limits[i] ? lost : others;
    side.customers++;
    if (actual[i] > 0) side.bought++;
  }
  if (lost.customers === 0 || others.customers === 0) return [];
  const percent = (group: typeof lost) => Math.round((100 * group.bought) / group.customers);
  const values = { days, lost: lost.customers, lostPercent: percent(lost), othersPercent: percent(others) };
  return [{ code: 'lost_limit_checked', values }];
}

/** Learns as if it were the day of the cut, and grades what it would have foretold. */
export function testOnHoldout(holdout: Holdout, unit: TimeUnit): { graded: Graded; findings: Finding[] } {
  const { days, actual, customers } = holdout;
  const rhythm = rhythmAt(holdout);
  const { histories, shown } = learnAt(holdout, rhythm, unit);
  const graded = gradeForecasts({ days, histories, frequency: customers.x, actual }, shown);
  return { graded, findings: checkLostLimit(holdout, rhythm.rules) };
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
