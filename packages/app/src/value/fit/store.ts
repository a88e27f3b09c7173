import { extname } from 'node:path';
import type { Facts } from '../../platform/facts.ts';
import type { Currency } from '../../platform/money.ts';
import { minorPerMajor } from '../../platform/money.ts';
import { quoteIdentifier, quoteLiteral } from '../../platform/sql.ts';
import type { Day } from '../../platform/time.ts';
import type { History } from './contract.ts';
import type { CbsColumn, CbsColumns } from './headings.ts';

const CSV = ['.csv', '.tsv', '.txt', '.gz'];

/** The headings of a delimited text file; null where it cannot be read as one, which ingest then explains. */
export async function readHeadings(facts: Facts, file: string): Promise<string[] | null> {
  if (!CSV.includes(extname(file).toLowerCase())) return null;
  try {
    const described = await facts.rows<{ column_name: string }>(
      `DESCRIBE SELECT * FROM read_csv(${quoteLiteral(file)}, all_varchar = true, header = true)`,
    );
    return described.map((row) => row.column_name);
  } catch {
    return null;
  }
}

export interface BadCbsRow {
  readonly row: number;
  readonly x: string | null;
  readonly tx: string | null;
  readonly T: string | null;
}

/** Loads the file into `fit_rows`; returns the first row whose numbers cannot be a history, if there is one. */
export async function loadCbs(facts: Facts, file: string, columns: CbsColumns): Promise<BadCbsRow | null> {
  const text = (column: CbsColumn) => (columns[column] === null ? 'NULL' : quoteIdentifier(columns[column]));
  const number = (column: CbsColumn) => `TRY_CAST(${text(column)} AS DOUBLE)`;
  await facts.run(`CREATE OR REPLACE TABLE fit_rows AS
    SELECT ${text('id')} AS id, ${number('x')} AS x, ${number('tx')} AS tx, ${number('T')} AS T,
      ${number('holdout')} AS holdout, ${number('meanSpend')} AS mean_spend,
      ${text('x')} AS x_text, ${text('tx')} AS tx_text, ${text('T')} AS T_text
    FROM read_csv(${quoteLiteral(file)}, all_varchar = true, header = true)`);
  const [bad] =
    await facts.rows<BadCbsRow>(`SELECT (rowid + 2)::INTEGER AS "row", x_text AS x, tx_text AS tx, T_text AS "T"
    FROM fit_rows
    WHERE NOT coalesce(isfinite(x) AND isfinite(tx) AND isfinite(T) AND x >= 0 AND x = floor(x) AND tx >= 0 AND tx <= T,
      false) OR (x = 0 AND tx > 0)
    ORDER BY rowid LIMIT 1`);
  return bad ?? null;
}

/** The purchase tables of ingest, cut at a day, as `fit_rows`: repeat purchase days, their mean spend, what followed. */
export async function loadOrders(
  facts: Facts,
  cut: {
    readonly until: Day;
    readonly horizonDays: number;
    readonly daysPerUnit: number;
    readonly currency: Currency | null;
  },
): Promise<void> {
  const perMajor = cut.currency === null ? 100 : minorPerMajor(cut.currency);
  await facts.run(
    `CREATE OR REPLACE TABLE fit_rows AS
    SELECT customer_id AS id, x::DOUBLE AS x, (last_day - first_day) / $perUnit AS tx,
      ($until - first_day) / $perUnit AS T, holdout::DOUBLE AS holdout,
      CASE WHEN x > 0 THEN repeat_minor / (x * ${perMajor}.0) END AS mean_spend
    FROM (
      SELECT customer_key, count(*) FILTER (day <= $until) - 1 AS x, min(day) AS first_day,
        max(day) FILTER (day <= $until) AS last_day, count(*) FILTER (day > $until AND day <= $until + $horizon) AS holdout,
        (sum(revenue_minor) FILTER (day <= $until) - arg_min(revenue_minor, day))::DOUBLE AS repeat_minor
      FROM purchases GROUP BY customer_key HAVING min(day) <= $until
    ) JOIN customers USING (customer_key) ORDER BY customer_key`,
    { until: cut.until, horizon: cut.horizonDays, perUnit: cut.daysPerUnit },
  );
}

export async function readHistory(
  facts: Facts,
  has: { readonly holdout: boolean; readonly meanSpend: boolean },
): Promise<History> {
  const { x, tx, T, holdout, meanSpend } = await facts.columns<'x' | 'tx' | 'T' | 'holdout' | 'meanSpend'>(
    'SELECT x, tx, T AS "T", holdout, mean_spend AS "meanSpend" FROM fit_rows ORDER BY rowid',
  );
  return { x, tx, T, holdout: has.holdout ? holdout : null, meanSpend: has.meanSpend ? meanSpend : null };
}

/** One row per customer in the order of the input; `columns` are predictions of equal length. */
export async function writePredictions(
  facts: Facts,
  file: string,
  columns: Readonly<Record<string, Float64Array>>,
): Promise<void> {
  const row = Int32Array.from((Object.values(columns)[0] as Float64Array).keys());
  await facts.create('fit_predictions', { row, ...columns });
  const names = Object.keys(columns).map((name) => `CASE WHEN isnan(${name}) THEN NULL ELSE ${name} END AS ${name}`);
  await facts.run(`COPY (
      SELECT coalesce(id, (fit_rows.rowid + 1)::VARCHAR) AS customer_id, x, tx AS t_x, T AS "T", ${names.join(', ')}
      FROM fit_rows JOIN fit_predictions ON fit_rows.rowid = fit_predictions.row ORDER BY fit_rows.rowid
    ) TO ${quoteLiteral(file)} (HEADER, DELIMITER ',')`);
}
