import { quoteLiteral, quoteLiterals } from '../platform/sql.ts';
import type { Day } from '../platform/time.ts';
import type { Field } from './contract.ts';
import { dateExpression } from './date-sql.ts';
import { numberExpression } from './number-sql.ts';
import { CANCELLED_STATUSES, REFUNDED_STATUSES } from './order-status.ts';
import { columnOf, type FilePlan, moneyField, NUMBER_FIELDS, type NumberField } from './plan.ts';
import { CANCELLED, REFUNDED, RETURN, SALE, verdictOf } from './reject.ts';

/** What the whole import fixes for every row. */
export interface RowRules {
  readonly asOf: Day | null;
  /** The spellings of the currency that counts, in capitals; null: any. */
  readonly currencies: readonly string[] | null;
  readonly minorPerMajor: number;
}

/** Above this no single row is money. */
const LARGEST_AMOUNT = '1e12';
const BLANKS = "' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(12288) || chr(65279)";
const NOTHING = "('', 'null', 'nan', 'none', 'n/a', '#n/a', 'nil', '-', '--')";

/** A text without the spaces around it; NULL for the words that exports write where there is nothing. */
function tidyExpression(cell: string): string {
  const trimmed = `trim(${cell}, ${BLANKS})`;
  return `CASE WHEN lower(${trimmed}) IN ${NOTHING} THEN NULL ELSE ${trimmed} END`;
}

/** A cheap test for what `tidyExpression` would change. */
export function untidyTest(cell: string): string {
  const edges = ["' '", 'chr(9)', 'chr(10)', 'chr(13)', 'chr(160)', 'chr(12288)', 'chr(65279)'];
  const spaced = edges.map((edge) => `starts_with(${cell}, ${edge}) OR ends_with(${cell}, ${edge})`).join(' OR ');
  return `(${spaced} OR (length(${cell}) < 5 AND lower(${cell}) IN ${NOTHING}))`;
}

/** The guard that rejected.csv puts before what a spreadsheet would take for a formula, taken off again. */
function unguarded(cell: string): string {
  return `CASE WHEN regexp_matches(${cell}, '^''+[=+@\\t\\r-]') THEN substr(${cell}, 2) ELSE ${cell} END`;
}

/** The text of a field as the plan reads it, or null where the file has no such column. */
export function cellOf(plan: FilePlan, field: Field): string | null {
  const column = columnOf(plan, field);
  if (column === undefined) return null;
  const cell = `c${column.index}`;
  const bare = plan.source.mended ? unguarded(cell) : cell;
  const tidy = plan.untidy.has(field) ? tidyExpression(bare) : bare;
  if (field !== 'customer_id' || !plan.decimalIds) return tidy;
  return `CASE WHEN ends_with(${tidy}, '.0') THEN left(${tidy}, length(${tidy}) - 2) ELSE ${tidy} END`;
}

const orNull = (cell: string | null, type: string) => (cell === null ? `NULL::${type}` : cell);

/** The named values of one row: text as it came, numbers and days parsed. */
export function parsedColumns(plan: FilePlan): string[] {
  const cell = (field: Field) => cellOf(plan, field);
  const numbers = NUMBER_FIELDS.flatMap((field: NumberField) => {
    const text = cell(field);
    if (text === null) return [`NULL::DOUBLE AS ${field}`];
    return [`${numberExpression(text, plan.numbers[field])} AS ${field}`, `${text} AS ${field}_text`];
  });
  const date = cell('order_date') ?? 'NULL';
  const status = cell('status');
  return [
    `${orNull(cell('customer_id'), 'VARCHAR')} AS customer_id`,
    `${orNull(cell('order_id'), 'VARCHAR')} AS order_id`,
    `${date} AS date_text`,
    `${dateExpression(date, plan.dates)} AS date`,
    `${orNull(cell('product'), 'VARCHAR')} AS product`,
    `${orNull(cell('category'), 'VARCHAR')} AS category`,
    `${orNull(cell('country'), 'VARCHAR')} AS country`,
    `${orNull(cell('currency'), 'VARCHAR')} AS currency`,
    status === null ? 'NULL::VARCHAR AS status' : `trim(translate(lower(${status}), '_-', '  ')) AS status`,
    ...numbers,
    `hash(${plan.source.columns.map((_, index) => `c${index}`).join(', ')}) AS row_hash`,
  ];
}

/** Signed money of a row in major units, before any netting. */
export function moneyExpression(plan: FilePlan): string {
  const has = (field: Field) => columnOf(plan, field) !== undefined;
  if (has('amount')) {
    if (!has('tax') || !plan.taxIncluded) return 'amount';
    return 'amount - sign(amount) * abs(coalesce(tax, 0))';
  }
  const gross = has('quantity') ? 'quantity * unit_price' : 'unit_price';
  if (!has('discount')) return gross;
  if (plan.discountIsShare) return `${gross} * (1 - coalesce(discount, 0))`;
  return `${gross} - sign(${gross}) * abs(coalesce(discount, 0))`;
}

function dateRules(plan: FilePlan, rules: RowRules): string[] {
  const header = columnOf(plan, 'order_date')?.column ?? '';
  const lines = [
    `WHEN date IS NULL AND date_text = ${quoteLiteral(header)} THEN ${verdictOf('repeated_header', 'row')}`,
    `WHEN customer_id IS NULL THEN ${verdictOf('no_customer', 'customer_id')}`,
    `WHEN date_text IS NULL THEN ${verdictOf('no_date', 'order_date')}`,
    `WHEN date IS NULL THEN ${verdictOf('bad_date', 'order_date')}`,
    `WHEN date NOT BETWEEN DATE '1970-01-02' AND DATE '2199-12-31' THEN ${verdictOf('date_out_of_range', 'order_date')}`,
  ];
  if (rules.asOf !== null) {
    lines.push(`WHEN date > DATE '1970-01-01' + ${rules.asOf} THEN ${verdictOf('after_as_of', 'order_date')}`);
  }
  return lines;
}

const MISSING: Readonly<Partial<Record<NumberField, string>>> = {
  amount: 'no_amount',
  quantity: 'no_quantity',
  unit_price: 'no_price',
};

function numberRules(plan: FilePlan): string[] {
  const has = (field: Field) => columnOf(plan, field) !== undefined;
  const required = (field: NumberField) => (has('amount') ? field === 'amount' : field in MISSING);
  const present = NUMBER_FIELDS.filter(has);
  const rules = present.flatMap((field) => {
    const missing = required(field) ? MISSING[field] : undefined;
    const absent = `WHEN ${field}_text IS NULL OR trim(${field}_text) = '' THEN ${missing === undefined ? '' : verdictOf(missing, field)}`;
    const bad = `WHEN ${field} IS NULL AND trim(${field}_text) <> '' THEN ${verdictOf('bad_number', field)}`;
    return missing === undefined ? [bad] : [absent, bad];
  });
  const main = has('amount') ? 'amount' : 'unit_price';
  const quantity = has('quantity') ? 'OR abs(quantity) > 1e12' : '';
  rules.push(
    `WHEN abs(money) > ${LARGEST_AMOUNT} OR abs(${main}) > ${LARGEST_AMOUNT} ${quantity} THEN ${verdictOf('impossible_amount', main)}`,
  );
  if (main === 'unit_price' && has('quantity')) {
    rules.push(`WHEN quantity = 0 THEN ${verdictOf('zero_quantity', 'quantity')}`);
    rules.push(`WHEN quantity < 0 AND unit_price < 0 THEN ${verdictOf('negative_both', 'unit_price')}`);
  }
  rules.push(`WHEN money = 0 THEN ${verdictOf('zero_amount', main)}`);
  return rules;
}

/** The invoice numbers that registers give to cancellations. */
export function cancellationTest(plan: FilePlan): string | null {
  if (!plan.cancelPrefix || columnOf(plan, 'order_id') === undefined) return null;
  return "(starts_with(order_id, 'C') AND regexp_full_match(order_id, 'C\\d+'))";
}

function returnRules(plan: FilePlan): string[] {
  const signs = ['money < 0'];
  if (columnOf(plan, 'quantity') !== undefined) signs.push('quantity < 0');
  const cancellation = cancellationTest(plan);
  if (cancellation !== null) signs.push(cancellation);
  const lines = [`WHEN ${signs.join(' OR ')} THEN ${RETURN}`];
  if (columnOf(plan, 'status') !== undefined) {
    lines.push(`WHEN status IN (${quoteLiterals(CANCELLED_STATUSES)}) THEN ${CANCELLED}`);
    lines.push(`WHEN status IN (${quoteLiterals(REFUNDED_STATUSES)}) THEN ${REFUNDED}`);
  }
  return lines;
}

/** What a row says about its currency, in capitals: its own column, or the sign beside its money. */
export function currencyText(plan: FilePlan): string | null {
  if (columnOf(plan, 'currency') !== undefined) return 'upper(trim(currency))';
  if (plan.signs.length === 0) return null;
  return `upper(regexp_extract(${moneyField(plan.columns)}_text, '[A-Za-z]{2,3}\\$?|[¥￥$€£₩₹元円]'))`;
}

/** What nearly every row of a good file passes at once, so that the rules are tried only on the others. */
function plainSale(plan: FilePlan, rules: RowRules): string | null {
  if (columnOf(plan, 'status') !== undefined || currencyText(plan) !== null) return null;
  const present = NUMBER_FIELDS.filter((field) => columnOf(plan, field) !== undefined);
  if (present.some((field) => field !== 'amount' && field !== 'quantity' && field !== 'unit_price')) return null;
  const last = rules.asOf === null ? "DATE '2199-12-31'" : `DATE '1970-01-01' + ${rules.asOf}`;
  const numbers = [...present, 'money'].map((name) => `${name} > 0 AND ${name} <= ${LARGEST_AMOUNT}`);
  const notCancelled = cancellationTest(plan) === null ? [] : ["NOT starts_with(order_id, 'C')"];
  return ['customer_id IS NOT NULL', `date BETWEEN DATE '1970-01-02' AND ${last}`, ...numbers, ...notCancelled].join(
    ' AND ',
  );
}

export function verdictExpression(plan: FilePlan, rules: RowRules): string {
  const plain = plainSale(plan, rules);
  const lines = [
    ...(plain === null ? [] : [`WHEN ${plain} THEN ${SALE}`]),
    ...dateRules(plan, rules),
    ...numberRules(plan),
  ];
  const currency = currencyText(plan);
  if (rules.currencies !== null && currency !== null) {
    const test = `${currency} <> '' AND ${currency} NOT IN (${quoteLiterals(rules.currencies)})`;
    lines.push(`WHEN ${test} THEN ${verdictOf('other_currency', 'currency')}`);
  }
  return `(CASE ${[...lines, ...returnRules(plan)].join('\n')} ELSE ${SALE} END)::UTINYINT`;
}
