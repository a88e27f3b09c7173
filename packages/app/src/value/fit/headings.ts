/** The names under which the packages of the field export their customer-by-sufficient-statistic tables. */
const ALIASES = {
  id: ['cust', 'customer', 'customer_id', 'id', 'userid', 'user_id'],
  x: ['x', 'frequency'],
  tx: ['t.x', 't_x', 'tx', 'recency'],
  T: ['t.cal', 't_cal', 'tcal', 't', 'n.cal'],
  holdout: ['x.star', 'x_star', 'xstar', 'frequency_holdout'],
  meanSpend: ['m.x', 'm_x', 'mx', 'zbar', 'monetary_value'],
} as const;

export type CbsColumn = keyof typeof ALIASES;
export type CbsColumns = Readonly<Record<CbsColumn, string | null>>;

/** Which column holds what; null when x, t.x or T is missing, so that the file is something else (orders). */
export function recogniseCbs(headings: readonly string[]): CbsColumns | null {
  const find = (column: CbsColumn) =>
    headings.find((heading) => (ALIASES[column] as readonly string[]).includes(heading.trim().toLowerCase())) ?? null;
  const columns = {
    id: find('id'),
    x: find('x'),
    tx: find('tx'),
    T: find('T'),
    holdout: find('holdout'),
    meanSpend: find('meanSpend'),
  };
  return columns.x === null || columns.tx === null || columns.T === null ? null : columns;
}
