import type { NumberFormat } from './number-formats.ts';

const FULL_WIDTH = '０１２３４５６７８９．，－＋（）';
const HALF_WIDTH = '0123456789.,-+()';
const DECORATION = "[\\s''’\u00a0\u202f]|[A-Za-z]{2,3}\\$?|[¥￥$€£₩₹元円]";
const GROUPED = {
  point: '^\\d{1,3}(,\\d{2,3})*,\\d{3}(\\.\\d*)?$|^\\d+(\\.\\d*)?$|^\\.\\d+$',
  comma: '^\\d{1,3}(\\.\\d{3})+(,\\d*)?$|^\\d+(,\\d*)?$|^,\\d+$',
} as const;

/** A DOUBLE from a text cell; NULL where it is not a number in the column's style. */
export function numberExpression(cell: string, format: NumberFormat): string {
  if (format.style === 'plain') return `TRY_CAST(${cell} AS DOUBLE)`;
  const ascii = `translate(${cell}, '${FULL_WIDTH}', '${HALF_WIDTH}')`;
  const bare = `regexp_replace(${ascii}, '${DECORATION}', '', 'g')`;
  const negative = `regexp_matches(${bare}, '^\\(.*\\)$|^-|-$')`;
  const digits = `regexp_replace(${bare}, '^[(+-]|[)-]$', '', 'g')`;
  const standard =
    format.style === 'point' ? `replace(${digits}, ',', '')` : `replace(replace(${digits}, '.', ''), ',', '.')`;
  const value = `TRY_CAST(${standard} AS DOUBLE)`;
  const grouped = `regexp_matches(${digits}, '${GROUPED[format.style]}')`;
  return `CASE WHEN ${grouped} THEN CASE WHEN ${negative} THEN -${value} ELSE ${value} END ELSE TRY_CAST(${cell} AS DOUBLE) END`;
}
