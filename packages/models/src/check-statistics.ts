import { type Reason, reason } from './fit.ts';
import type { PurchaseStatistics } from './statistics.ts';

/** Fewer customers than this cannot carry four parameters. */
export const FEWEST_CUSTOMERS = 10;

/** The reason why statistics cannot be fitted, or null. Rows are counted from 0. */
export function checkStatistics({ x, tx, T, weight }: PurchaseStatistics): Reason | null {
  if (x.length !== tx.length || x.length !== T.length || x.length !== weight.length) {
    return reason('invalid_statistics', { row: -1, rule: 'lengths_differ' });
  }
  let customers = 0;
  let repeats = 0;
  let time = 0;
  for (let row = 0; row < x.length; row += 1) {
    const rule = brokenRule({ x: x[row], tx: tx[row], T: T[row] }, weight[row]);
    if (rule !== null) return reason('invalid_statistics', { row, rule });
    customers += weight[row];
    repeats += weight[row] * x[row];
    time += weight[row] * T[row];
  }
  if (customers < FEWEST_CUSTOMERS) return reason('too_few_customers', { customers, needed: FEWEST_CUSTOMERS });
  if (repeats === 0) return reason('no_repeat_purchases', { customers });
  if (time === 0) return reason('no_time', { customers });
  return null;
}

function brokenRule(history: { x: number; tx: number; T: number }, weight: number): string | null {
  const { x, tx, T } = history;
  if (![x, tx, T, weight].every(Number.isFinite)) return 'not_finite';
  if (x < 0 || tx < 0 || T < 0 || weight < 0) return 'negative';
  if (tx > T) return 'last_after_end';
  if (x === 0 && tx > 0) return 'last_without_repeat';
  return null;
}
