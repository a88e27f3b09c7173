import { quoteLiteral } from '../platform/sql.ts';
import { CHANCE_DECIMALS, CODES, type CodeColumn, type OutcomeColumn } from './outcome-columns.ts';

/** What the SQL of the outputs depends on. */
export interface OutcomeStyle {
  readonly asOf: number;
  readonly daysPerUnit: number;
  readonly minorDigits: number;
  /** SQL of the sentence that explains a row. */
  readonly because: string;
}

const day = (column: OutcomeColumn) => `(DATE '1970-01-01' + ${column}) AS`;

/** A column of whole numbers back in the units that people use; empty where nothing is known. */
const amount = (column: OutcomeColumn, decimals: number) =>
  `if(isfinite(${column}), ${column} / ${10 ** decimals}, NULL) AS ${column}`;

function code(column: CodeColumn): string {
  const branches = CODES[column].map((name, index) => `WHEN ${index} THEN ${quoteLiteral(name)}`);
  return `(CASE ${column} ${branches.join(' ')} END) AS ${column}`;
}

/**
 * One row per customer with codes spelt out. Ids stand beside the columns by position, because both are in the order of
 * the keys and a join by key would lose it; that keeps one core busy, while the other writes the CSV files.
 */
export function copyParquet(path: string, style: OutcomeStyle): string {
  const { minorDigits } = style;
  const units = (days: string) =>
    style.daysPerUnit === 1 ? `(${days})` : `round((${days}) / ${style.daysPerUnit}, ${CHANCE_DECIMALS})`;
  return `COPY (SELECT
    customer_id,
    ${day('first_day')} first_purchase,
    ${day('last_day')} last_purchase,
    x,
    ${units('last_day - first_day')} AS t_x,
    ${units(`${style.asOf} - first_day`)} AS "T",
    ${amount('mean_margin', minorDigits)},
    ${code('state')},
    episode,
    ${amount('p_alive', CHANCE_DECIMALS)},
    ${amount('expected_purchases', CHANCE_DECIMALS)},
    ${amount('future_value', minorDigits)},
    ${amount('sltv', minorDigits)},
    ${amount('sltv_low', minorDigits)},
    ${amount('sltv_high', minorDigits)},
    ${code('tier')},
    ${code('reason')},
    ${code('attitude')},
    ${code('action')},
    ${code('offer')},
    control::INTEGER AS control,
    ${amount('delta', minorDigits)},
    ${style.because} AS because
  FROM customers POSITIONAL JOIN outcome_columns) TO ${quoteLiteral(path)} (FORMAT parquet)`;
}
