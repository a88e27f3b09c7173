/** A column of numbers replaced by whole numbers 0 … size − 1 in the same order as the values. */
export interface Codes {
  readonly codes: Int32Array;
  readonly size: number;
}

/** Steps of time looked for: the unit itself, a seventh (days of a week), a 24th (hours of a day). */
const GRIDS = [1, 7, 24];
const ON_GRID = 1e-9;
const WIDEST_GRID = 1 << 22;
const LARGEST_TABLE = 1 << 25;

/** Whether so many cells may be kept in a table for so many values. */
export function fitsInTable(cells: number, values: number): boolean {
  return cells <= Math.min(LARGEST_TABLE, 64 * values + 65_536);
}

/** Values that are all whole multiples of 1/perUnit: value = (low + code) / perUnit, code in 0 … size − 1. */
export interface Grid {
  readonly perUnit: number;
  readonly low: number;
  readonly size: number;
}

/** The grid of whole units, sevenths or 24ths on which all values, none negative, lie (within 1e-9), or null. */
export function findGrid(values: ArrayLike<number>): Grid | null {
  for (const perUnit of GRIDS) {
    const grid = rangeOnGrid(values, perUnit);
    if (grid !== null) return grid;
  }
  return null;
}

function rangeOnGrid(values: ArrayLike<number>, perUnit: number): Grid | null {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i += 1) {
    const scaled = values[i] * perUnit;
    const step = (scaled + 0.5) | 0;
    if (!(Math.abs(scaled - step) <= ON_GRID)) return null;
    if (step < low) low = step;
    if (step > high) high = step;
  }
  if (!(high - low >= 0 && high - low < WIDEST_GRID)) return null;
  return { perUnit, low, size: high - low + 1 };
}

/**
 * Encodes a column. Values on a grid are shifted to 0 by arithmetic; others are ranked. NaN is ranked last, so that a
 * bad row stays one row and is refused by the fit, not here.
 */
export function encodeColumn(values: ArrayLike<number>): Codes {
  const grid = findGrid(values);
  if (grid === null) return rank(Float64Array.from(values));
  const codes = new Int32Array(values.length);
  for (let i = 0; i < values.length; i += 1) codes[i] = ((values[i] * grid.perUnit + 0.5) | 0) - grid.low;
  return { codes, size: grid.size };
}

function rank(values: Float64Array): Codes {
  const sorted = values.slice().sort();
  let size = 0;
  for (const value of sorted) {
    if (size === 0 || !Object.is(value + 0, sorted[size - 1] + 0)) {
      sorted[size] = value;
      size += 1;
    }
  }
  const codes = new Int32Array(values.length);
  for (let i = 0; i < values.length; i += 1) codes[i] = search(sorted, size, values[i]);
  return { codes, size };
}

/** Position of a value among the first `size` sorted ones; NaN sorts last, as in TypedArray.sort. */
function search(sorted: Float64Array, size: number, value: number): number {
  if (Number.isNaN(value)) return size - 1;
  let low = 0;
  let high = size - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * One code for each pair of codes that occurs, in the order of (first, second), without gaps.
 * A table is used where the pairs fit in one, sorting otherwise.
 */
export function combineCodes(first: Codes, second: Codes): Codes {
  const cells = first.size * second.size;
  const n = first.codes.length;
  if (!fitsInTable(cells, n)) return combineBySorting(first, second);
  const table = new Int32Array(cells);
  const codes = new Int32Array(n);
  const width = second.size;
  for (let i = 0; i < n; i += 1) {
    const cell = first.codes[i] * width + second.codes[i];
    codes[i] = cell;
    table[cell] = 1;
  }
  let size = 0;
  for (let cell = 0; cell < cells; cell += 1) {
    if (table[cell] === 1) {
      table[cell] = size;
      size += 1;
    }
  }
  for (let i = 0; i < n; i += 1) codes[i] = table[codes[i]];
  return { codes, size };
}

/** The same by two counting sorts, for pairs too many for a table. */
function combineBySorting(first: Codes, second: Codes): Codes {
  const rows = Int32Array.from(first.codes.keys());
  const order = sortByCode(sortByCode(rows, second), first);
  const codes = new Int32Array(order.length);
  let size = 0;
  for (let i = 0; i < order.length; i += 1) {
    const [row, before] = [order[i], order[i - 1]];
    const same = i > 0 && first.codes[row] === first.codes[before] && second.codes[row] === second.codes[before];
    if (!same) size += 1;
    codes[row] = size - 1;
  }
  return { codes, size };
}

/** Rows ordered by their code, equal ones in the order given. */
function sortByCode(rows: Int32Array, { codes, size }: Codes): Int32Array {
  const next = new Int32Array(size + 1);
  for (let i = 0; i < codes.length; i += 1) next[codes[i] + 1] += 1;
  for (let code = 0; code < size; code += 1) next[code + 1] += next[code];
  const sorted = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i += 1) {
    const code = codes[rows[i]];
    sorted[next[code]] = rows[i];
    next[code] += 1;
  }
  return sorted;
}
