import type { Facts } from '../platform/facts.ts';
import type { Field } from './contract.ts';
import { columnOf, type FilePlan } from './plan.ts';
import { FIRST_REJECT } from './reject.ts';
import { moneyExpression, parsedColumns, type RowRules, verdictExpression } from './row-sql.ts';

/**
 * `staged` has one row for each row of the files: the named values, day, money in minor units, a hash of all cells and
 * the verdict. `text` is the product of a row that counts and, as JSON, the whole original row of one that is rejected:
 * so rejected rows need no column of their own, and their file is not read a second time.
 */

/** Columns that are kept only where some file has them: an empty column of ten million rows is not free. */
const OPTIONAL: readonly (readonly [Field, string])[] = [
  ['order_id', 'order_id'],
  ['category', 'category'],
  ['country', 'country'],
  ['quantity', 'quantity'],
  ['unit_price', 'unit_price'],
];

export interface StagedShape {
  readonly plans: readonly FilePlan[];
  readonly optional: readonly string[];
  readonly hasProduct: boolean;
  readonly hasCost: boolean;
  readonly severalFiles: boolean;
}

export function shapeOf(plans: readonly FilePlan[]): StagedShape {
  const some = (field: Field) => plans.some((plan) => columnOf(plan, field) !== undefined);
  return {
    plans,
    optional: OPTIONAL.filter(([field]) => some(field)).map(([, name]) => name),
    hasProduct: some('product'),
    hasCost: some('cost'),
    severalFiles: plans.length > 1,
  };
}

const has = (plan: FilePlan, field: Field) => columnOf(plan, field) !== undefined;

/** All cells of a row as they came, in one text. */
export function originalRow(plan: FilePlan): string {
  return `to_json([${plan.source.columns.map((_, index) => `c${index}`).join(', ')}])::VARCHAR`;
}

/** Margin of a row in minor units: what is left of the money after a cost of the same sign. */
function marginColumn(plan: FilePlan, scale: number): string {
  if (columnOf(plan, 'cost') === undefined) return 'NULL::BIGINT AS margin_minor';
  const pieces = plan.costPerUnit && columnOf(plan, 'quantity') !== undefined ? 'abs(coalesce(quantity, 1))' : '1';
  const cost = `coalesce(abs(cost) * ${pieces}, 0)`;
  return `CASE WHEN verdict < ${FIRST_REJECT} THEN round((abs(money) - ${cost}) * ${scale})::BIGINT END AS margin_minor`;
}

function selectStaged(shape: StagedShape, plan: FilePlan, rules: RowRules): string {
  const file = shape.plans.indexOf(plan);
  const scale = rules.minorPerMajor;
  const columns = [
    ...(shape.severalFiles ? [`${file}::USMALLINT AS file`] : []),
    'customer_id',
    ...shape.optional,
    `CASE WHEN verdict < ${FIRST_REJECT} THEN ${has(plan, 'product') ? 'product' : 'NULL'} ELSE ${originalRow(plan)} END AS text`,
    `(CASE WHEN date BETWEEN DATE '1970-01-02' AND DATE '2199-12-31' THEN date - DATE '1970-01-01' END)::INTEGER AS day`,
    `CASE WHEN verdict < ${FIRST_REJECT} THEN round(abs(money) * ${scale})::BIGINT END AS revenue_minor`,
    ...(shape.hasCost ? [marginColumn(plan, scale)] : []),
    'row_hash',
    'verdict',
  ];
  const parsed = `SELECT *, ${parsedColumns(plan).join(', ')} FROM ${plan.source.relation}`;
  const priced = `SELECT *, ${moneyExpression(plan)} AS money FROM (${parsed})`;
  return `SELECT ${columns.join(', ')} FROM (SELECT *, ${verdictExpression(plan, rules)} AS verdict FROM (${priced}))`;
}

export interface FileStage {
  readonly shape: StagedShape;
  readonly plan: FilePlan;
  readonly rules: RowRules;
}

/** Reads one file into `staged`: every row of it, each with its verdict. The first file makes the table. */
export async function stageFile(facts: Facts, { shape, plan, rules }: FileStage): Promise<void> {
  const verb = shape.plans.indexOf(plan) === 0 ? 'CREATE OR REPLACE TABLE staged AS' : 'INSERT INTO staged';
  await facts.run(`${verb} ${selectStaged(shape, plan, rules)}`);
}

export async function countStaged(facts: Facts): Promise<number> {
  const [row] = await facts.rows<{ n: bigint }>('SELECT count(*) AS n FROM staged');
  return Number(row?.n ?? 0n);
}

export async function countVerdicts(facts: Facts): Promise<Map<number, number>> {
  const rows = await facts.rows<{ verdict: number; n: bigint }>(
    'SELECT verdict, count(*) AS n FROM staged GROUP BY verdict ORDER BY verdict',
  );
  return new Map(rows.map(({ verdict, n }) => [verdict, Number(n)]));
}
