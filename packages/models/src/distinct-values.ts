import { encodeColumn } from './codes.ts';

/** The distinct values of a column, ascending, and the place of each row's value among them. */
export interface DistinctValues {
  readonly values: Float64Array;
  readonly ofRow: Int32Array;
}

/** Finds what needs to be computed only once: few counts occur, however many rows there are. */
export function distinctValues(column: Float64Array): DistinctValues {
  const { codes, size } = encodeColumn(column);
  const ofCode = new Float64Array(size).fill(Number.NaN);
  for (let row = 0; row < column.length; row += 1) ofCode[codes[row]] = column[row];
  const place = new Int32Array(size);
  const values = new Float64Array(size);
  let found = 0;
  for (let code = 0; code < size; code += 1) {
    if (Number.isNaN(ofCode[code])) continue;
    place[code] = found;
    values[found] = ofCode[code];
    found += 1;
  }
  return { values: values.subarray(0, found), ofRow: codes.map((code) => place[code]) };
}
