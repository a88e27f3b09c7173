import { type Reason, reason } from './fit.ts';
import type { PurchaseStatistics } from './statistics.ts';

/** Fewer customers than this cannot carry four parameters. */
export const FEWEST_CUSTOMERS = 10;

/** The reason why statistics cannot be fitted, or null. Rows are counted from 0. */
export function checkStatistics(statistics: PurchaseStatistics): Reason | null {
  const { x, tx, T, weight } = statistics;
  if (x.length !== tx.length || x.length !== T.length || x.length !== weight.length) {
    return reason('invalid_statistics', { row: -1, rule: 'lengths_differ' });
  }
  let customers = 0;
  let repeats = 0;
  let time = 0;
  for (let row = 0; row < x.length; row += 1) {
    const rule = brokenRule(statistics, row);
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

function brokenRule({ x, tx, T, weight }: PurchaseStatistics, row: number): string | null {
  const least = Math.min(x[row], tx[row], T[row], weight[row]);
  if (!Number.isFinite(x[row] + tx[row] + T[row] + weight[row])) return 'not_finite';
  if (least < 0) return 'negative';
  if (tx[row] > T[row]) return 'last_after_end';
  if (x[row] === 0 && tx[row] > 0) return 'last_without_repeat';
  return null;
}
