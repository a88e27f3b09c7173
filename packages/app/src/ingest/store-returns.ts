import type { Facts } from '../platform/facts.ts';
import { CANCELLED, REFUNDED, RETURN, SALE } from './reject.ts';
import type { StagedShape } from './store-stage.ts';

/**
 * A row of positive money whose state says "refunded" is a refund of its own where the sale stands in another row of
 * the same order; otherwise it is the sale itself, given back, and neither a purchase nor money.
 */
export async function settleRefunds(facts: Facts, shape: StagedShape): Promise<void> {
  if (shape.optional.includes('order_id')) {
    await facts.run(`UPDATE staged SET verdict = ${RETURN} WHERE verdict = ${REFUNDED} AND (customer_id, order_id) IN (
      SELECT customer_id, order_id FROM staged
        SEMI JOIN (SELECT customer_id, order_id FROM staged WHERE verdict = ${REFUNDED}) USING (customer_id, order_id)
      WHERE verdict = ${SALE})`);
  }
  await facts.run(`UPDATE staged SET verdict = ${CANCELLED} WHERE verdict = ${REFUNDED}`);
}

interface Match {
  readonly name: string;
  /** Columns beside the customer on which a return and its purchase agree. */
  readonly on: readonly string[];
}

/** How a return finds its purchase: by the order it names, else by the product, else by the customer alone. */
function matchesOf(shape: StagedShape): Match[] {
  const matches: Match[] = [];
  if (shape.optional.includes('order_id')) matches.push({ name: 'by_order', on: ['order_id'] });
  if (shape.hasProduct) matches.push({ name: 'by_product', on: ['product'] });
  return [...matches, { name: 'by_customer', on: [] }];
}

const SALES = `(SELECT * EXCLUDE (text), text AS product FROM staged WHERE verdict = ${SALE})`;

/** The latest day of sale on or before each return, by one kind of match. */
async function findPurchaseDays(facts: Facts, { name, on }: Match): Promise<void> {
  const keys = ['customer_id', ...on].join(', ');
  const agree = ['customer_id', ...on].map((key) => `r.${key} = s.${key}`).join(' AND ');
  const sales =
    on.length === 0
      ? 'SELECT customer_id, day FROM sale_days SEMI JOIN return_rows USING (customer_id)'
      : `SELECT DISTINCT ${keys}, day FROM ${SALES} SEMI JOIN return_rows USING (${keys})`;
  await facts.run(`CREATE OR REPLACE TABLE ${name} AS
    SELECT r.id, s.day FROM return_rows r ASOF JOIN (${sales}) s ON ${agree} AND r.day >= s.day`);
}

/**
 * `returned`: one row for each netted row. Money goes off the latest purchase on or before the return; a cancelled
 * order never was money and stands with zero.
 */
export async function netReturns(facts: Facts, shape: StagedShape): Promise<void> {
  const order = shape.optional.includes('order_id') ? ['order_id'] : [];
  const margin = shape.hasCost ? 'margin_minor' : '0::BIGINT AS margin_minor';
  const columns = ['rowid AS id', 'customer_id', 'day', ...order, 'text AS product', 'revenue_minor', margin].join(
    ', ',
  );
  await facts.run(`CREATE OR REPLACE TABLE return_rows AS SELECT ${columns} FROM staged WHERE verdict = ${RETURN}`);
  const matches = matchesOf(shape);
  for (const match of matches) await findPurchaseDays(facts, match);
  const found = matches.map(({ name }) => `${name}.day`).join(', ');
  const joins = matches.map(({ name }) => `LEFT JOIN ${name} USING (id)`).join(' ');
  await facts.run(`CREATE OR REPLACE TABLE netted AS
    SELECT id, customer_id, r.day, coalesce(${found}) AS purchase_day, revenue_minor, margin_minor
    FROM return_rows r ${joins}
    UNION ALL SELECT rowid, customer_id, day, NULL, 0, 0 FROM staged WHERE verdict = ${CANCELLED}`);
  await facts.run(`CREATE OR REPLACE TABLE returned AS
    SELECT c.customer_key, n.day, n.purchase_day::INTEGER AS purchase_day, n.revenue_minor::BIGINT AS revenue_minor
    FROM netted n LEFT JOIN customers c USING (customer_id) ORDER BY n.id`);
  await facts.run(`CREATE OR REPLACE TABLE returned_days AS
    SELECT c.customer_key, n.purchase_day AS day, sum(n.revenue_minor)::BIGINT AS revenue_minor,
      sum(n.margin_minor)::BIGINT AS margin_minor
    FROM netted n JOIN customers c USING (customer_id) WHERE n.purchase_day IS NOT NULL GROUP BY 1, 2`);
  for (const table of ['return_rows', 'netted', ...matches.map(({ name }) => name)]) {
    await facts.run(`DROP TABLE ${table}`);
  }
}
