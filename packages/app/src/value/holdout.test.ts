import { expect, test } from 'vitest';
import { backTestWindow } from './back-test-window.ts';
import { checkLostLimit, type Holdout } from './holdout.ts';
import type { LimitRule } from './rhythm.ts';

const rule = (constant: number): LimitRule => ({ constant, theta: 0, factors: new Float64Array(3), least: 8 });

test('the last quarter of the period is held back, in whole 30 days, at most the horizon', () => {
  const window = (period: number, horizon: number, customers = 100) =>
    backTestWindow({ firstDay: 1000, asOf: 1000 + period, customers }, horizon);
  expect(window(373, 365)).toEqual({ seen: { day: 1283, every: 1 }, days: 90 });
  expect(window(373, 60)?.days).toBe(60);
  expect(window(2000, 365)?.days).toBe(360);
  expect(window(80, 365)?.days).toBe(20);
  expect(window(50, 365)).toBeNull();
  expect(window(373, 365, 1_000_000)?.seen.every).toBe(20);
});

test('who was called lost at the cut is compared with the others by who bought after it', () => {
  const customers = {
    day: 100,
    every: 1,
    customerKey: Int32Array.of(0, 1, 2, 3, 4),
    x: Int32Array.of(0, 1, 2, 0, 0),
    firstDay: Int32Array.of(70, 10, 10, 70, 99),
    lastDay: Int32Array.of(70, 69, 95, 71, 99),
    revenue: new Float64Array(5),
    margin: new Float64Array(5),
  };
  const gaps = { days: new Float64Array(0), count: new Float64Array(0) };
  const holdout: Holdout = {
    customers,
    gaps,
    since: 10,
    days: 30,
    actual: Int32Array.of(0, 2, 1, 1, 0),
    actualPurchases: 4,
  };
  const rules = { calm: rule(10), risk: rule(20), lost: rule(30) };
  expect(checkLostLimit(holdout, rules)).toEqual([
    { code: 'lost_limit_checked', values: { days: 30, lost: 2, lostPercent: 50, othersPercent: 67 } },
  ]);
  expect(checkLostLimit(holdout, null)).toEqual([]);
});
