import { combineCodes, encodeColumn } from './codes.ts';

/**
 * Distinct purchase histories with the number of customers that share each. All times are in one unit, the same as that
 * of the fitted parameters' rates.
 */
export interface PurchaseStatistics {
  /** Repeat purchases (purchase days after the first). */
  readonly x: Float64Array;
  /** Time from the first to the last purchase, 0 if x is 0. */
  readonly tx: Float64Array;
  /** Time from the first purchase to the end of observation. */
  readonly T: Float64Array;
  /** Customers with this history. */
  readonly weight: Float64Array;
}

/** The purchase history of one customer, in the units of `PurchaseStatistics`. */
export interface PurchaseHistory {
  readonly x: number;
  readonly tx: number;
  readonly T: number;
}

/**
 * Groups customers by equal (x, tx, T). Returns the distinct rows, sorted by x, then T, then tx, and for each customer
 * the row that holds his history. Columns are of equal length; times in any unit. A value that is not finite is kept (a
 * fit refuses it with a reason).
 *
 * @example
 * distinctStatistics({ x: [0, 2, 0], tx: [0, 9, 0], T: [30, 30, 30] })
 * // statistics: x [0, 2], tx [0, 9], T [30, 30], weight [2, 1]; index [0, 1, 0]
 */
export function distinctStatistics(history: {
  readonly x: ArrayLike<number>;
  readonly tx: ArrayLike<number>;
  readonly T: ArrayLike<number>;
}): { statistics: PurchaseStatistics; index: Int32Array } {
  const byXT = combineCodes(encodeColumn(history.x), encodeColumn(history.T));
  const { codes: index, size } = combineCodes(byXT, encodeColumn(history.tx));
  const x = new Float64Array(size);
  const tx = new Float64Array(size);
  const T = new Float64Array(size);
  const weight = new Float64Array(size);
  for (let i = index.length - 1; i >= 0; i -= 1) {
    const row = index[i];
    const seen = weight[row];
    weight[row] = seen + 1;
    if (seen === 0) {
      x[row] = history.x[i];
      tx[row] = history.tx[i];
      T[row] = history.T[i];
    }
  }
  return { statistics: { x, tx, T, weight }, index };
}
