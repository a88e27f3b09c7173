import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ImportedFacts } from '../src/ingest/contract.ts';
import type { Facts } from '../src/platform/facts.ts';

const FILE = fileURLToPath(
  new URL('../../../../shared/data/online-retail/online_retail_2010-12_2011-12.csv.gz', import.meta.url),
);

/** Why a test on Online Retail cannot run here; null where the file is there. */
export const withoutOnlineRetail = existsSync(FILE)
  ? null
  : 'skipped: the Online Retail file lies outside the repository';

/** The clean sale rows of Online Retail as the tables that ingest leaves, margin 30 % of revenue, returns left out. */
export async function loadOnlineRetail(facts: Facts): Promise<ImportedFacts> {
  await facts.run(`CREATE TABLE raw AS
    SELECT "InvoiceNo" AS order_id, "InvoiceDate"::DATE - DATE '1970-01-01' AS day, "Quantity"::INTEGER AS quantity,
      "UnitPrice"::DOUBLE AS unit_price, replace("CustomerID", '.0', '') AS customer_id
    FROM read_csv('${FILE}', all_varchar = true) WHERE "CustomerID" IS NOT NULL`);
  await facts.run(`CREATE TABLE customers AS
    SELECT (row_number() OVER (ORDER BY customer_id) - 1)::INTEGER AS customer_key, customer_id
    FROM (SELECT DISTINCT customer_id FROM raw WHERE quantity > 0 AND unit_price > 0) ORDER BY customer_id`);
  await facts.run(`CREATE TABLE purchases AS
    SELECT customer_key, day::INTEGER AS day, sum(minor)::BIGINT AS revenue_minor,
      round(sum(minor) * 0.3)::BIGINT AS margin_minor, count(DISTINCT order_id)::INTEGER AS orders
    FROM (SELECT *, round(quantity * unit_price * 100)::BIGINT AS minor FROM raw WHERE quantity > 0 AND unit_price > 0)
      JOIN customers USING (customer_id)
    GROUP BY customer_key, day ORDER BY customer_key, day`);
  const [row] = await facts.rows<{ customers: number; first: number; last: number }>(
    'SELECT count(DISTINCT customer_key)::INTEGER AS customers, min(day) AS first, max(day) AS last FROM purchases',
  );
  if (row === undefined) throw new Error('Online Retail is empty');
  return {
    customers: row.customers,
    asOf: row.last,
    firstDay: row.first,
    lastDay: row.last,
    currency: null,
  } as ImportedFacts;
}
