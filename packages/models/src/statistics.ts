import { combineCodes, encodeColumn, findGrid, fitsInTable, type Grid } from './codes.ts';

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

/** The histories of customers as columns of equal length. */
export interface Histories {
  readonly x: ArrayLike<number>;
  readonly tx: ArrayLike<number>;
  readonly T: ArrayLike<number>;
}

/** The distinct histories and, for each customer, the row that holds his. */
export interface DistinctHistories {
  readonly statistics: PurchaseStatistics;
  readonly index: Int32Array;
}

/**
 * Groups customers by equal (x, tx, T). The distinct rows are sorted by x, then T, then tx. Times in any unit; those on
 * a grid of days, weeks or hours (whole units, sevenths, 24ths within 1e-9) are counted in a table, which takes some
 * tens of milliseconds for a million. A value that is not finite is kept: a fit refuses it with a reason.
 *
 * @example
 * distinctStatistics({ x: [0, 2, 0], tx: [0, 9, 0], T: [30, 30, 30] })
 * // statistics: x [0, 2], tx [0, 9], T [30, 30], weight [2, 1]; index [0, 1, 0]
 */
export function distinctStatistics(history: Histories): DistinctHistories {
  const [x, tx, T] = [findGrid(history.x), findGrid(history.tx), findGrid(history.T)];
  if (x !== null && tx !== null && T !== null && fitsInTable(x.size * tx.size * T.size, history.x.length)) {
    return countInTable(history, { x, tx, T });
  }
  return gatherByCodes(history);
}

function createStatistics(rows: number): PurchaseStatistics {
  const column = (): Float64Array => new Float64Array(rows);
  return { x: column(), tx: column(), T: column(), weight: column() };
}

/** One table cell for each (x, T, tx) on the grids: customers are counted there, and rows read off in order. */
function countInTable(history: Histories, grids: Record<'x' | 'tx' | 'T', Grid>): DistinctHistories {
  const index = new Int32Array(history.x.length);
  const table = new Int32Array(grids.x.size * grids.T.size * grids.tx.size);
  const statistics = createStatistics(countCells({ history, grids }, index, table));
  const value = ({ low, perUnit }: Grid, code: number): number => (low + code) / perUnit;
  const [widthT, widthTx] = [grids.T.size, grids.tx.size];
  let row = 0;
  for (let cell = 0; cell < table.length; cell += 1) {
    if (table[cell] === 0) continue;
    const pair = (cell / widthTx) | 0;
    const count = (pair / widthT) | 0;
    statistics.tx[row] = value(grids.tx, cell - pair * widthTx);
    statistics.T[row] = value(grids.T, pair - count * widthT);
    statistics.x[row] = value(grids.x, count);
    statistics.weight[row] = table[cell];
    table[cell] = row;
    row += 1;
  }
  for (let i = 0; i < index.length; i += 1) index[i] = table[index[i]];
  return { statistics, index };
}

/** Writes each customer's cell and the number of customers in each cell; returns how many cells are taken. */
function countCells(
  { history, grids }: { history: Histories; grids: Record<'x' | 'tx' | 'T', Grid> },
  cells: Int32Array,
  table: Int32Array,
): number {
  let taken = 0;
  const { x, tx, T } = history;
  const [perX, perT, perTx] = [grids.x.perUnit, grids.T.perUnit, grids.tx.perUnit];
  const [widthT, widthTx] = [grids.T.size, grids.tx.size];
  const origin = (grids.x.low * widthT + grids.T.low) * widthTx + grids.tx.low;
  for (let i = 0; i < cells.length; i += 1) {
    const pair = ((x[i] * perX + 0.5) | 0) * widthT + ((T[i] * perT + 0.5) | 0);
    const cell = pair * widthTx + ((tx[i] * perTx + 0.5) | 0) - origin;
    cells[i] = cell;
    if (table[cell] === 0) taken += 1;
    table[cell] += 1;
  }
  return taken;
}

/** The general way: codes for each column, combined pair by pair. */
function gatherByCodes(history: Histories): DistinctHistories {
  const byXT = combineCodes(encodeColumn(history.x), encodeColumn(history.T));
  const { codes: index, size } = combineCodes(byXT, encodeColumn(history.tx));
  const statistics = createStatistics(size);
  for (let i = index.length - 1; i >= 0; i -= 1) {
    const row = index[i];
    statistics.weight[row] += 1;
    statistics.x[row] = history.x[i];
    statistics.tx[row] = history.tx[i];
    statistics.T[row] = history.T[i];
  }
  return { statistics, index };
}
