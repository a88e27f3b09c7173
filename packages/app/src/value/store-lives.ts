import { AppError } from '../platform/errors.ts';
import type { Facts } from '../platform/facts.ts';
import type { Day } from '../platform/time.ts';
import type { Seen } from './customers.ts';
import { type GapCounts, LEAST_LIMIT_DAYS, type LimitRule } from './rhythm.ts';

/**
 * How often each length of gap occurs between neighbouring purchase days of a customer, up to a day. `purchases` lies
 * sorted by customer and day, so the row before is the purchase before: a streaming `lag` reads in one pass what a
 * partitioned window would have to sort again. A gap of zero or less would mean that this order is broken.
 */
export async function readGapCounts(facts: Facts, { day, every }: Seen): Promise<GapCounts> {
  const gaps = await facts.columns<'days' | 'count'>(
    `SELECT gap AS days, count(*) AS count FROM (
       SELECT customer_key, day, CASE WHEN lag(customer_key) OVER () = customer_key THEN day - lag(day) OVER ()
                        WHEN lag(customer_key) OVER () > customer_key THEN 0 END AS gap
       FROM purchases)
     WHERE gap IS NOT NULL AND day <= $day AND customer_key % $every = 0 GROUP BY gap ORDER BY gap`,
    { day, every },
  );
  if ((gaps.days[0] ?? 1) <= 0) throw new AppError('internal', 'value.error.purchases_not_sorted');
  return { days: gaps.days, count: gaps.count };
}

const SINGLE_LIVES = `CREATE OR REPLACE TABLE lives AS
  SELECT customer_key, 1::INTEGER AS life, min(day)::INTEGER AS start_day, max(day)::INTEGER AS last_day,
    count(*)::INTEGER AS purchases, sum(margin_minor)::BIGINT AS margin_minor, NULL::INTEGER AS lost_day
  FROM purchases GROUP BY customer_key ORDER BY customer_key`;

const lostDay = (lastDay: string) =>
  `${lastDay} + ceil(greatest(${LEAST_LIMIT_DAYS}, $constant + ($theta + (${lastDay} - first_day)) * factor))::INTEGER`;

/**
 * A life may begin with the first purchase of a customer and after a silence long enough (`candidates`). Sums run from
 * the start of each life to the end of all, so that a life is the difference of two neighbours.
 */
const LIVES = `CREATE OR REPLACE TABLE lives AS
  WITH candidates AS MATERIALIZED (
    SELECT customer_key, day, position, key_before IS DISTINCT FROM customer_key AS is_first, day_before
    FROM (
      SELECT customer_key, day, row_number() OVER () AS position,
        lag(customer_key) OVER () AS key_before, lag(day) OVER () AS day_before
      FROM purchases)
    WHERE is_first OR day - day_before > ${LEAST_LIMIT_DAYS}),
  firsts AS (SELECT customer_key, day AS first_day, position AS first_position FROM candidates WHERE is_first),
  returns AS (
    SELECT customer_key, day AS start_day, day_before
    FROM candidates JOIN firsts USING (customer_key) JOIN limit_factors ON gaps = position - 1 - first_position
    WHERE NOT is_first AND day > ${lostDay('day_before')}),
  totals AS MATERIALIZED (
    SELECT customer_key, min(day) AS first_day, max(day) AS final_day, count(*) AS purchases, sum(margin_minor) AS margin
    FROM purchases GROUP BY customer_key),
  starts AS (
    SELECT customer_key, first_day AS start_day, NULL AS day_before, purchases, margin FROM totals
    UNION ALL
    SELECT customer_key, start_day, day_before, count(*) AS purchases, sum(margin_minor) AS margin
    FROM returns JOIN purchases USING (customer_key) WHERE day >= start_day GROUP BY ALL),
  closed AS (
    SELECT customer_key, row_number() OVER w AS life, start_day, lead(day_before) OVER w AS day_before_next,
      purchases - coalesce(lead(purchases) OVER w, 0) AS own_purchases, coalesce(lead(purchases) OVER w, 0) AS later,
      margin - coalesce(lead(margin) OVER w, 0) AS own_margin
    FROM starts WINDOW w AS (PARTITION BY customer_key ORDER BY start_day)),
  judged AS (
    SELECT customer_key, life, start_day, coalesce(day_before_next, final_day) AS last_day, own_purchases, own_margin,
      ${lostDay('last_day')} AS lost_day
    FROM closed JOIN totals USING (customer_key) JOIN limit_factors ON gaps = purchases - later - 1)
  SELECT customer_key, life::INTEGER AS life, start_day, last_day, own_purchases::INTEGER AS purchases,
    own_margin::BIGINT AS margin_minor, CASE WHEN lost_day <= $asOf THEN lost_day END AS lost_day
  FROM judged ORDER BY customer_key, life`;

/**
 * Cuts each history where a silence outlasted the limit known when it began (gaps so far and their sum; the rule's
 * parameters are today's): the customer had been lost at the end of some day, so the next purchase begins a new life.
 * `rule` null: nobody can be called lost, everyone is in the first life.
 */
export async function createLives(facts: Facts, rule: LimitRule | null, asOf: Day): Promise<void> {
  if (rule === null) return facts.run(SINGLE_LIVES);
  await facts.create('limit_factors', {
    gaps: Int32Array.from(rule.factors, (_, gaps) => gaps),
    factor: rule.factors,
  });
  await facts.run(LIVES, { constant: rule.constant, theta: rule.theta, asOf });
  await facts.run('DROP TABLE limit_factors');
}

export interface CurrentLives {
  readonly life: Int32Array;
  readonly lifeStart: Int32Array;
}

/** The life each customer is in; only those in a later one need to be read. */
export async function readCurrentLives(facts: Facts, firstDay: Int32Array): Promise<CurrentLives> {
  const later = await facts.columns<'customer_key' | 'life' | 'start_day'>(
    'SELECT customer_key, life, start_day FROM lives WHERE life > 1 ORDER BY customer_key, life',
  );
  const life = new Int32Array(firstDay.length).fill(1);
  const lifeStart = firstDay.slice();
  later.customer_key.forEach((key, row) => {
    life[key] = later.life[row];
    lifeStart[key] = later.start_day[row];
  });
  return { life, lifeStart };
}
