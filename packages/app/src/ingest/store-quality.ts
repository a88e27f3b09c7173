import type { Facts } from '../platform/facts.ts';
import { columnOf } from './plan.ts';
import { SALE } from './reject.ts';
import { cancellationTest } from './row-sql.ts';
import type { StagedShape } from './store-stage.ts';

const number = (value: bigint | number | null | undefined) => Number(value ?? 0);

export interface Totals {
  readonly orders: number;
  readonly purchaseDays: number;
  readonly revenueMinor: number;
  readonly first: number;
  readonly last: number;
}

export async function readTotals(facts: Facts): Promise<Totals> {
  const [row] = await facts.rows<Record<string, bigint | number | null>>(
    `SELECT count(*) AS purchase_days, sum(orders)::BIGINT AS orders, sum(revenue_minor)::BIGINT AS revenue,
       min(day) AS first, max(day) AS last FROM purchases`,
  );
  return {
    orders: number(row?.orders),
    purchaseDays: number(row?.purchase_days),
    revenueMinor: number(row?.revenue),
    first: number(row?.first),
    last: number(row?.last),
  };
}

export async function readReturns(facts: Facts): Promise<{ minor: number; withoutPurchase: number }> {
  const [row] = await facts.rows<{ minor: bigint | null; alone: bigint }>(
    `SELECT sum(revenue_minor)::BIGINT AS minor, count(*) FILTER (purchase_day IS NULL AND revenue_minor > 0) AS alone
     FROM returned`,
  );
  return { minor: number(row?.minor), withoutPurchase: number(row?.alone) };
}

/** Net money in minor units and days of purchase of each customer, by key. */
export async function readCustomers(facts: Facts): Promise<{ revenue: Float64Array; days: Float64Array }> {
  return facts.columns<'revenue' | 'days'>(
    `SELECT sum(revenue_minor)::BIGINT AS revenue, count(*) AS days
     FROM purchases GROUP BY customer_key ORDER BY customer_key`,
  );
}

export async function readSaleDays(facts: Facts): Promise<Float64Array> {
  const { day } = await facts.columns<'day'>('SELECT DISTINCT day FROM purchases ORDER BY day');
  return day;
}

export async function readCustomerIds(facts: Facts, keys: readonly number[]): Promise<Map<number, string>> {
  if (keys.length === 0) return new Map();
  const rows = await facts.rows<{ customer_key: number; customer_id: string }>(
    `SELECT customer_key, customer_id FROM customers WHERE customer_key IN (${keys.map((key) => Math.trunc(key)).join(', ')})`,
  );
  return new Map(rows.map((row) => [row.customer_key, row.customer_id]));
}

export interface LargeDay {
  readonly key: number;
  readonly day: number;
  readonly minor: number;
  /** The customer's own median purchase day where there are enough of them, else everyone's. */
  readonly medianMinor: number;
}

/** The largest purchase days beside what is usual; only the customers of the very largest days are looked at closely. */
export async function readLargestDays(facts: Facts, atLeastDays: number): Promise<LargeDay[]> {
  const rows = await facts.rows<{ k: number; day: number; minor: bigint; median: number }>(
    `WITH usual AS (SELECT quantile_disc(revenue_minor, 0.5) AS median FROM purchases),
      large AS (SELECT customer_key, day, revenue_minor FROM purchases ORDER BY revenue_minor DESC, customer_key, day LIMIT 500),
      own AS (SELECT customer_key, count(*) AS n, quantile_disc(revenue_minor, 0.5) AS median FROM purchases
              SEMI JOIN large USING (customer_key) GROUP BY customer_key)
     SELECT customer_key AS k, day, revenue_minor AS minor,
       (CASE WHEN n >= ${Math.trunc(atLeastDays)} AND own.median > 0 THEN own.median ELSE usual.median END)::DOUBLE AS median
     FROM large JOIN own USING (customer_key), usual ORDER BY revenue_minor DESC, k, day`,
  );
  return rows.map((row) => ({ key: row.k, day: row.day, minor: Number(row.minor), medianMinor: row.median }));
}

/**
 * Facts about the rows as they came. Where money is quantity × price none of what is counted can be a sale, so the many
 * sales are passed over.
 */
export async function countAsItCame(facts: Facts, shape: StagedShape): Promise<Record<string, number>> {
  const has = (name: string) => shape.optional.includes(name);
  const cancellation = shape.plans.map(cancellationTest).find((test) => test !== null);
  const wanted = new Map<string, string>([['withoutCustomer', 'customer_id IS NULL']]);
  if (has('quantity')) wanted.set('negativeQuantity', 'quantity < 0');
  if (has('unit_price')) wanted.set('priceNotPositive', 'unit_price <= 0');
  if (cancellation !== undefined) wanted.set('onCancellationInvoices', cancellation);
  const columns = [...wanted].map(([name, test]) => `count(*) FILTER (${test}) AS "${name}"`);
  const byAmount = shape.plans.some((plan) => columnOf(plan, 'amount') !== undefined);
  const counted = byAmount ? 'staged' : `staged WHERE verdict <> ${SALE}`;
  const [row] = await facts.rows<Record<string, bigint>>(`SELECT ${columns.join(', ')} FROM ${counted}`);
  const [others] = await facts.rows<{ n: bigint }>(
    `SELECT count(DISTINCT customer_id) AS n FROM (SELECT customer_id FROM staged WHERE verdict <> ${SALE})
     ANTI JOIN customers USING (customer_id) WHERE customer_id IS NOT NULL`,
  );
  const counts = [...wanted.keys()].map((name) => [name, number(row?.[name])]);
  if (has('country')) counts.push(['countries', await countCountries(facts)]);
  return Object.fromEntries([...counts, ['customersWithoutSale', number(others?.n)]]);
}

async function countCountries(facts: Facts): Promise<number> {
  const [row] = await facts.rows<{ n: bigint }>('SELECT count(DISTINCT country) AS n FROM staged');
  return number(row?.n);
}
