import { describe, expect, test } from 'vitest';
import { bgNbd, discountedExpectedPurchases, expectedSpend } from '../src/index.ts';
import { NEEDS_CDNOW, readCustomers, withoutCdnow } from './cdnow.ts';

const BG = { r: 0.2425945, alpha: 4.4136019, a: 0.7929199, b: 2.4258881 };
const GAMMA_GAMMA = { p: 6.25, q: 3.74, gamma: 15.44 };
const WEEKS_A_MONTH = 4.345;

function value(customer: number, periodsAMonth: number): number {
  const { x, tx, T, spend } = readCustomers();
  const row = customer - 1;
  const purchases = discountedExpectedPurchases(bgNbd, BG, {
    x: x[row],
    tx: tx[row],
    T: T[row],
    horizon: 12 * periodsAMonth,
    period: periodsAMonth,
    rate: 0.01,
  });
  return purchases * expectedSpend(GAMMA_GAMMA, x[row], spend[row]);
}

describe.skipIf(withoutCdnow)(`published numbers 1.4: a trap, the lifetimes "12-month CLV"${NEEDS_CDNOW}`, () => {
  test('twelve months of a weekly model: 36.29 (customer 1) and 283.56 (customer 6)', () => {
    expect(value(1, WEEKS_A_MONTH)).toBeCloseTo(36.29, 1);
    expect(value(6, WEEKS_A_MONTH)).toBeCloseTo(283.56, 0);
  });

  test('the printed 140.10 and 1003.87 are 360 weeks, because 30 of the weekly units were taken for a month', () => {
    expect(value(1, 30)).toBeCloseTo(140.15, 1);
    expect(value(6, 30)).toBeCloseTo(1003.98, 0);
    expect(value(1, WEEKS_A_MONTH)).toBeLessThan(0.3 * 140.1);
  });
});
