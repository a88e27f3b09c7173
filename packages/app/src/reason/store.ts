import type { Facts } from '../platform/facts.ts';

/** Who is asked about, with what the queries need of each: parallel arrays, index = customer_key. */
export interface Asked {
  readonly firstDay: Int32Array;
  /** The purchase day before the last; the last where there is only one. */
  readonly previousDay: Int32Array;
  readonly lastDay: Int32Array;
  readonly repeats: Int32Array;
  /** 1 in trouble, 2 staying and asked for comparison, 0 neither. */
  readonly asked: Uint8Array;
  /** 1: the lines of this customer are needed. */
  readonly lines: Uint8Array;
}

/** Sets aside who is asked. */
export async function putAsked(facts: Facts, asked: Asked): Promise<void> {
  const keys = new Int32Array(asked.asked.length);
  for (let key = 0; key < keys.length; key += 1) keys[key] = key;
  await facts.create('reason_customers', {
    customer_key: keys,
    first_day: asked.firstDay,
    previous_day: asked.previousDay,
    last_day: asked.lastDay,
    repeats: asked.repeats,
    asked: asked.asked,
    lines: asked.lines,
  });
}

/** Sets aside the lines of those whose lines are needed, so that ten million lines are gone through only once. */
export async function putLines(facts: Facts): Promise<void> {
  await facts.run(`CREATE OR REPLACE TABLE reason_lines AS
    SELECT l.customer_key, l.day, l.product, l.category, l.quantity, l.unit_price, l.revenue_minor
    FROM order_lines l SEMI JOIN (SELECT customer_key FROM reason_customers WHERE lines = 1) USING (customer_key)`);
}

export async function dropAsked(facts: Facts): Promise<void> {
  await facts.run('DROP TABLE reason_customers');
  await facts.run('DROP TABLE reason_lines');
}

/** Money bought and returned on the last two purchase days and before; only customers who ever returned something. */
export function readReturns(facts: Facts) {
  return facts.columns<'customer_key' | 'bought_lately' | 'returned_lately' | 'bought_before' | 'returned_before'>(`
    WITH back AS (
      SELECT r.customer_key, coalesce(r.purchase_day, r.day) >= c.previous_day AS lately,
        sum(r.revenue_minor) AS back, sum(if(r.purchase_day IS NULL, 0, r.revenue_minor)) AS netted
      FROM returned r JOIN reason_customers c USING (customer_key) WHERE c.asked > 0 GROUP BY ALL
    ), kept AS (
      SELECT p.customer_key, p.day >= c.previous_day AS lately, sum(p.revenue_minor) AS kept
      FROM purchases p JOIN reason_customers c USING (customer_key)
      WHERE c.asked > 0 AND p.customer_key IN (SELECT customer_key FROM back) GROUP BY ALL
    ), both_sides AS (
      SELECT customer_key, lately, coalesce(kept, 0) + coalesce(netted, 0) AS bought, coalesce(back, 0) AS back
      FROM kept FULL JOIN back USING (customer_key, lately)
    )
    SELECT customer_key,
      coalesce(sum(bought) FILTER (lately), 0) AS bought_lately, coalesce(sum(back) FILTER (lately), 0) AS returned_lately,
      coalesce(sum(bought) FILTER (NOT lately), 0) AS bought_before,
      coalesce(sum(back) FILTER (NOT lately), 0) AS returned_before
    FROM both_sides GROUP BY customer_key ORDER BY customer_key`);
}

/**
 * Money of the last purchase day for products that were bought before, at the price of now and at the highest price
 * paid before. Only earlier lines of no larger quantity count, so that a lost quantity discount is no price rise. The
 * 64 bits per customer keep nearly all other lines out of the costly join.
 */
export function readPrices(facts: Facts) {
  return facts.columns<'customer_key' | 'now_minor' | 'before_minor'>(`
    WITH recent AS MATERIALIZED (
      SELECT l.customer_key, l.product, l.unit_price, l.quantity, l.revenue_minor
      FROM reason_lines l JOIN reason_customers c USING (customer_key)
      WHERE c.asked > 0 AND c.repeats > 0 AND l.day = c.last_day AND l.unit_price > 0 AND l.product IS NOT NULL
    ), masks AS MATERIALIZED (
      SELECT customer_key, bit_or(1::UBIGINT << (hash(product) & 63)::UBIGINT) AS mask FROM recent GROUP BY ALL
    ), earlier AS MATERIALIZED (
      SELECT l.customer_key, l.product, l.unit_price, l.quantity
      FROM reason_lines l JOIN masks m USING (customer_key) JOIN reason_customers c USING (customer_key)
      WHERE l.day < c.last_day AND l.unit_price > 0 AND (m.mask >> (hash(l.product) & 63)::UBIGINT) & 1 = 1
    ), pairs AS (
      SELECT n.customer_key, n.product, min(n.unit_price) AS price, max(e.unit_price) AS paid,
        max(n.revenue_minor) AS revenue_minor
      FROM recent n JOIN earlier e USING (customer_key, product)
      WHERE e.quantity IS NULL OR n.quantity IS NULL OR e.quantity <= n.quantity
      GROUP BY ALL
    )
    SELECT customer_key, sum(revenue_minor) AS now_minor, sum(round(revenue_minor * paid / price)::BIGINT) AS before_minor
    FROM pairs WHERE revenue_minor > 0 GROUP BY customer_key ORDER BY customer_key`);
}

/**
 * Earlier spend, and the part of it in categories that are still there on the last two purchase days. The 63 largest
 * categories have a bit each and the rest share one, so spend is never called moved for want of bits.
 */
export function readSpendMoved(facts: Facts, fewestRepeats: number) {
  return facts.columns<'customer_key' | 'earlier_minor' | 'kept_minor'>(
    `
    WITH bits AS MATERIALIZED (
      SELECT category, 1::UBIGINT << least(row_number() OVER (ORDER BY count(*) DESC, category) - 1, 63)::UBIGINT AS bit
      FROM reason_lines WHERE category IS NOT NULL GROUP BY category
    ), lines AS MATERIALIZED (
      SELECT l.customer_key, l.day >= c.previous_day AS lately, b.bit, l.revenue_minor
      FROM reason_lines l JOIN reason_customers c USING (customer_key) JOIN bits b USING (category)
      WHERE c.asked > 0 AND c.repeats >= $fewestRepeats
    ), late AS (
      SELECT customer_key, bit_or(bit) AS mask FROM lines WHERE lately GROUP BY customer_key
    )
    SELECT customer_key, sum(revenue_minor) AS earlier_minor,
      coalesce(sum(revenue_minor) FILTER (mask & bit > 0), 0) AS kept_minor
    FROM lines JOIN late USING (customer_key) WHERE NOT lately
    GROUP BY customer_key HAVING sum(revenue_minor) > 0 ORDER BY customer_key`,
    { fewestRepeats },
  );
}

/**
 * For one-time buyers in trouble: how many others began with the same things, and how many of these came again. Every
 * n-th customer is enough to know how those who begin with a thing behave.
 */
export function readBeginners(facts: Facts, part: 'product' | 'category', every: number) {
  return facts.columns<'customer_key' | 'others' | 'came_again'>(
    `
    WITH parts AS (
      SELECT l.${part} AS part, count(*) AS beginners, count(*) FILTER (c.repeats > 0) AS came_again
      FROM reason_lines l JOIN reason_customers c USING (customer_key)
      WHERE l.day = c.first_day AND l.${part} IS NOT NULL AND l.customer_key % $every = 0 GROUP BY ALL
    ), own AS MATERIALIZED (
      SELECT l.customer_key, l.${part} AS part FROM reason_lines l JOIN reason_customers c USING (customer_key)
      WHERE c.asked = 1 AND c.repeats = 0
    )
    SELECT customer_key, sum(beginners - if(customer_key % $every = 0, 1, 0)) AS others, sum(came_again) AS came_again
    FROM own JOIN parts USING (part) GROUP BY customer_key ORDER BY customer_key`,
    { every },
  );
}

/** When those in trouble bought: for the trend of their gaps and the season of their buying. */
export function readBuyingDays(facts: Facts, fewestRepeats: number) {
  return facts.columns<'customer_key' | 'purchase_days' | 'sum_since_first' | 'in_first_half' | 'months'>(
    `
    SELECT customer_key, count(*) AS purchase_days, sum(p.day - c.first_day) AS sum_since_first,
      count(*) FILTER (2 * (p.day - c.first_day) <= c.last_day - c.first_day) AS in_first_half,
      bit_or(1 << (month(DATE '1970-01-01' + p.day) - 1)) AS months
    FROM purchases p JOIN reason_customers c USING (customer_key)
    WHERE c.asked = 1 AND c.repeats >= $fewestRepeats GROUP BY customer_key ORDER BY customer_key`,
    { fewestRepeats },
  );
}
