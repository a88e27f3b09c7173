import type { Facts } from '../platform/facts.ts';
import type { Field } from './contract.ts';
import { SALE } from './reject.ts';
import { untidyTest } from './row-sql.ts';
import type { StagedShape } from './store-stage.ts';

/**
 * Gross money by customer and day of sale. Each row sets one of 64 bits by its hash, so a day of n rows with n bits has
 * no two equal rows; equal lowest and highest hashes of the order id mean one order.
 */
async function sumSaleDays(facts: Facts, shape: StagedShape): Promise<void> {
  const order = shape.optional.includes('order_id') ? 'hash(order_id)' : '0::UBIGINT';
  await facts.run(`CREATE OR REPLACE TABLE sale_days AS
    SELECT customer_id, day, sum(revenue_minor)::BIGINT AS revenue_minor,
      ${shape.hasCost ? 'sum(margin_minor)::BIGINT' : 'NULL::BIGINT'} AS margin_minor,
      count(*)::INTEGER AS rows, min(${order}) AS lowest, max(${order}) AS highest,
      bit_or(1::UBIGINT << (row_hash & 63)) AS bits
    FROM staged WHERE verdict = ${SALE} GROUP BY customer_id, day`);
}

async function keyCustomers(facts: Facts): Promise<void> {
  await facts.run(`CREATE OR REPLACE TABLE customers AS
    SELECT (row_number() OVER (ORDER BY customer_id) - 1)::INTEGER AS customer_key, customer_id
    FROM (SELECT DISTINCT customer_id FROM sale_days) ORDER BY customer_id`);
}

/** Whether some id carries spaces or stands for nothing, which the sample did not show. */
export async function hasUntidyCustomers(facts: Facts): Promise<boolean> {
  const rows = await facts.rows(`SELECT 1 FROM customers WHERE ${untidyTest('customer_id')} LIMIT 1`);
  return rows.length > 0;
}

/** `customers` and `sale_days` from the sale rows that `staged` now has. */
export async function sumSales(facts: Facts, shape: StagedShape): Promise<void> {
  await sumSaleDays(facts, shape);
  await keyCustomers(facts);
}

/**
 * The sale rows that have to be looked at one by one, in `close_rows`: of days that may have several orders, or rows
 * that may be equal. They are few.
 */
export async function findCloseRows(facts: Facts, shape: StagedShape): Promise<void> {
  const order = shape.optional.includes('order_id') ? 'order_id' : 'NULL::VARCHAR AS order_id';
  await facts.run(`CREATE OR REPLACE TABLE close_rows AS
    SELECT rowid AS id, customer_id, day, ${order}, row_hash FROM staged
      SEMI JOIN (SELECT customer_id, day FROM sale_days WHERE lowest <> highest OR bit_count(bits) < rows)
      USING (customer_id, day)
    WHERE verdict = ${SALE}`);
}

/** Orders on the days of sale that have more than one. */
export async function countOrders(facts: Facts, shape: StagedShape): Promise<void> {
  await facts.run(
    shape.optional.includes('order_id')
      ? `CREATE OR REPLACE TABLE shared_days AS
          SELECT customer_id, day, (count(DISTINCT order_id) + max((order_id IS NULL)::INTEGER))::INTEGER AS orders
          FROM close_rows GROUP BY customer_id, day`
      : 'CREATE OR REPLACE TABLE shared_days AS SELECT customer_id, day, rows AS orders FROM sale_days WHERE rows > 1',
  );
}

/** `purchases`: the days of sale, net of the returns matched to them. Margin is what the cost leaves, or a share. */
export async function createPurchases(facts: Facts, shape: StagedShape, marginRate: number): Promise<void> {
  const net = 'd.revenue_minor - coalesce(r.revenue_minor, 0)';
  const margin = shape.hasCost
    ? 'd.margin_minor - coalesce(r.margin_minor, 0)'
    : `round((${net}) * $rate::DOUBLE)::BIGINT`;
  await facts.run(
    `CREATE OR REPLACE TABLE purchases AS
      SELECT c.customer_key, d.day, (${net})::BIGINT AS revenue_minor, (${margin})::BIGINT AS margin_minor,
        coalesce(o.orders, 1)::INTEGER AS orders
      FROM sale_days d JOIN customers c USING (customer_id)
      LEFT JOIN shared_days o ON o.customer_id = d.customer_id AND o.day = d.day
      LEFT JOIN returned_days r ON r.customer_key = c.customer_key AND r.day = d.day
      ORDER BY c.customer_key, d.day`,
    shape.hasCost ? {} : { rate: marginRate },
  );
  await facts.run('DROP TABLE sale_days; DROP TABLE shared_days; DROP TABLE returned_days; DROP TABLE close_rows');
}

/** `order_lines`: the used sale rows, as a view, because a second copy of every line would cost more than the join. */
export async function createOrderLines(facts: Facts, shape: StagedShape): Promise<void> {
  const column = (name: Field, type: string) =>
    shape.optional.includes(name) ? `s.${name}` : `NULL::${type} AS ${name}`;
  await facts.run(`CREATE OR REPLACE VIEW order_lines AS
    SELECT c.customer_key, s.day, ${column('order_id', 'VARCHAR')}, s.text AS product,
      ${column('category', 'VARCHAR')}, ${column('quantity', 'DOUBLE')}, ${column('unit_price', 'DOUBLE')}, s.revenue_minor
    FROM staged s JOIN customers c USING (customer_id) WHERE s.verdict = ${SALE}`);
}
