import { type Codes, combineCodes, encodeColumn } from '../codes.ts';
import type { PurchaseStatistics } from '../statistics.ts';

/** Distinct (x, t) pairs of the rows, and the pair of each row. */
export interface Pairs {
  readonly x: Float64Array;
  readonly t: Float64Array;
  readonly ofRow: Int32Array;
}

/**
 * Rows seen through the few pairs their likelihood is made of: a hundred thousand distinct (x, t_x, T) have only some
 * thousands of (x, t_x) and of (x, T), and everything costly is computed once for each of these.
 */
export interface Layout {
  /** Distinct x with the customers that have it. */
  readonly counts: { readonly x: Float64Array; readonly weight: Float64Array };
  /** (x, t_x). */
  readonly last: Pairs;
  /** (x, T). */
  readonly end: Pairs;
  readonly weight: Float64Array;
  readonly customers: number;
}

/** Statistics do not change, so what several fits and scores of the same ones need is made once. */
const laidOut = new WeakMap<PurchaseStatistics, Layout>();

/** Prepares statistics for repeated evaluation of a likelihood. */
export function layOut(statistics: PurchaseStatistics): Layout {
  const known = laidOut.get(statistics);
  if (known !== undefined) return known;
  const layout = createLayout(statistics);
  laidOut.set(statistics, layout);
  return layout;
}

function createLayout({ x, tx, T, weight }: PurchaseStatistics): Layout {
  const xCodes = encodeColumn(x);
  const counts = { x: new Float64Array(xCodes.size), weight: new Float64Array(xCodes.size) };
  let customers = 0;
  for (let i = 0; i < x.length; i += 1) {
    const code = xCodes.codes[i];
    counts.x[code] = x[i];
    counts.weight[code] = counts.weight[code] + weight[i];
    customers += weight[i];
  }
  const pairs = (times: Float64Array): Pairs => gatherPairs(combineCodes(xCodes, encodeColumn(times)), x, times);
  return { counts, last: pairs(tx), end: pairs(T), weight, customers };
}

function gatherPairs({ codes, size }: Codes, x: Float64Array, times: Float64Array): Pairs {
  const pairX = new Float64Array(size);
  const pairT = new Float64Array(size);
  for (let i = 0; i < codes.length; i += 1) {
    const pair = codes[i];
    pairX[pair] = x[i];
    pairT[pair] = times[i];
  }
  return { x: pairX, t: pairT, ofRow: codes };
}
