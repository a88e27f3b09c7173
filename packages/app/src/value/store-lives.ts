import { AppError } from '../platform/errors.ts';
import type { Facts } from '../platform/facts.ts';
import type { Day } from '../platform/time.ts';
import type { Seen } from './customers.ts';
import { type CurrentLives, createLifeCutter } from './cut-lives.ts';
import type { GapCounts, LimitRule } from './rhythm.ts';

/**
 * How often each length of gap occurs between neighbouring purchase days of some customers, up to a day. `purchases`
 * lies sorted by customer and day, so the row before is the purchase before: a streaming `lag` reads in one pass what a
 * partitioned window would have to sort again. A gap of zero or less would mean that this order is broken.
 */
export async function readGapCounts(facts: Facts, { day, every }: Seen): Promise<GapCounts> {
  const gaps = await facts.columns<'days' | 'count'>(
    `SELECT gap AS days, count(*) AS count FROM (
       SELECT CASE WHEN lag(customer_key) OVER () = customer_key THEN day - lag(day) OVER ()
                        WHEN lag(customer_key) OVER () > customer_key THEN 0 END AS gap
       FROM purchases WHERE day <= $day AND customer_key % $every = 0)
     WHERE gap IS NOT NULL GROUP BY gap ORDER BY gap`,
    { day, every },
  );
  if ((gaps.days[0] ?? 1) <= 0) throw new AppError('internal', 'value.error.purchases_not_sorted');
  return { days: gaps.days, count: gaps.count };
}

const LIVES = `CREATE OR REPLACE TABLE lives AS
  SELECT customer_key, life, start_day, last_day, purchases, margin_minor::BIGINT AS margin_minor,
    CASE WHEN lost_day <= $asOf THEN lost_day END AS lost_day
  FROM cut_lives`;

/** Cuts the purchases into the table `lives`, in one pass; `rule` null: everyone is in the first life. */
export async function createLives(
  facts: Facts,
  rule: LimitRule | null,
  { customers, asOf }: { readonly customers: number; readonly asOf: Day },
): Promise<CurrentLives> {
  const cutter = createLifeCutter(rule, customers);
  await facts.scan('SELECT customer_key, day, margin_minor::DOUBLE AS margin_minor FROM purchases', cutter.add);
  const { lives, current } = cutter.finish();
  await facts.create('cut_lives', lives);
  await facts.run(LIVES, { asOf });
  await facts.run('DROP TABLE cut_lives');
  return current;
}
