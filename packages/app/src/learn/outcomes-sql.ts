import { RULES } from '../decide/contract.ts';
import { quoteLiteral } from '../platform/sql.ts';
import { CHANCE_DECIMALS, CODES, type CodeColumn, type OutcomeColumn } from './outcome-columns.ts';

/** What the SQL of the outputs depends on. */
export interface OutcomeStyle {
  readonly asOf: number;
  readonly daysPerUnit: number;
  /** SQL of the sentence that explains a row. */
  readonly because: string;
}

/** A spreadsheet runs a cell that begins with one of these; an apostrophe before it makes it text. */
const RUNS_AS_FORMULA = ['=', '+', '-', '@', '\t', '\r'].map(quoteLiteral).join(', ');

const day = (column: OutcomeColumn) => `(DATE '1970-01-01' + ${column})`;
const known = (column: OutcomeColumn) => `if(isfinite(${column}), ${column}, NULL)`;

function code(column: CodeColumn): string {
  const branches = CODES[column].map((name, index) => `WHEN ${index} THEN ${quoteLiteral(name)}`);
  return `(CASE ${column} ${branches.join(' ')} END)`;
}

/**
 * Puts the customers' own ids beside the raw columns. By position, because both stand in the order of the keys and a
 * join by key loses it; a step of its own, because a join by position keeps one core busy and the rest can use all.
 */
export const NAME_COLUMNS = `CREATE OR REPLACE TABLE named_columns AS
  SELECT customer_id, outcome_columns.* FROM customers POSITIONAL JOIN outcome_columns`;

/** One row per customer as the outputs have it: codes spelt out, empty where nothing is known. */
export function createOutcomes(style: OutcomeStyle): string {
  const units = (days: string) =>
    style.daysPerUnit === 1 ? `(${days})` : `round((${days}) / ${style.daysPerUnit}, ${CHANCE_DECIMALS})`;
  return `CREATE OR REPLACE TABLE outcomes AS SELECT
    customer_id,
    ${day('first_day')} AS first_purchase,
    ${day('last_day')} AS last_purchase,
    x,
    ${units('last_day - first_day')} AS t_x,
    ${units(`${style.asOf} - first_day`)} AS "T",
    ${known('mean_margin')} AS mean_margin,
    ${code('state')} AS state,
    episode,
    ${known('p_alive')} AS p_alive,
    ${known('expected_purchases')} AS expected_purchases,
    ${known('future_value')} AS future_value,
    ${known('sltv')} AS sltv,
    ${known('sltv_low')} AS sltv_low,
    ${known('sltv_high')} AS sltv_high,
    ${code('tier')} AS tier,
    ${code('reason')} AS reason,
    ${code('attitude')} AS attitude,
    ${code('action')} AS action,
    ${code('offer')} AS offer,
    control::INTEGER AS control,
    ${known('delta')} AS delta,
    ${style.because} AS because,
    rule = ${RULES.indexOf('chosen')} AS contacted,
    ${known('cost')} AS cost,
    ${known('minutes')} AS minutes,
    ${known('chance_with')} AS chance_with,
    ${known('chance_without')} AS chance_without
  FROM named_columns`;
}

/** Only these leave a CSV as text that a spreadsheet could take for a formula: the ids came from outside. */
const safeId = `if(left(customer_id, 1) IN (${RUNS_AS_FORMULA}), '''' || customer_id, customer_id) AS customer_id`;

const NOT_IN_CUSTOMERS = 'contacted, cost, minutes, chance_with, chance_without';
const IN_PLAN = 'state, tier, reason, attitude, action, offer, cost, minutes, chance_with, chance_without, delta';

export function copyCustomersCsv(path: string): string {
  return `COPY (SELECT * EXCLUDE (${NOT_IN_CUSTOMERS}) REPLACE (${safeId}) FROM outcomes)
    TO ${quoteLiteral(path)} (FORMAT csv, HEADER true)`;
}

export function copyCustomersParquet(path: string): string {
  return `COPY (SELECT * EXCLUDE (${NOT_IN_CUSTOMERS}) FROM outcomes)
    TO ${quoteLiteral(path)} (FORMAT parquet)`;
}

export function copyPlanCsv(path: string): string {
  return `COPY (SELECT ${safeId}, ${IN_PLAN}, because FROM outcomes o WHERE contacted ORDER BY delta DESC, o.customer_id)
    TO ${quoteLiteral(path)} (FORMAT csv, HEADER true)`;
}
