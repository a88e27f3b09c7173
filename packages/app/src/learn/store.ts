import type { Facts } from '../platform/facts.ts';
import { quoteLiteral } from '../platform/sql.ts';
import type { Day } from '../platform/time.ts';
import { FLOWS, type Flows } from './bucket.ts';
import type { LifeCounts } from './cohorts.ts';

const QUARTER = (day: string) =>
  `((date_part('year', DATE '1970-01-01' + ${day}) - 1970) * 4 + date_part('quarter', DATE '1970-01-01' + ${day}) - 1)`;

const MONTH_END = (day: string) => `(last_day(DATE '1970-01-01' + ${day}) - DATE '1970-01-01')`;

const DAYS_OF_LOST_MARGIN = 365;

const kind = (flow: (typeof FLOWS)[number]) => FLOWS.indexOf(flow);

/** Everything that flowed into and out of the base, by day. */
export function readFlows(facts: Facts): Promise<Flows> {
  return facts.columns<'day' | 'kind' | 'amount'>(`
    SELECT start_day AS day, if(life = 1, ${kind('new')}, ${kind('returned')}) AS kind, count(*) AS amount
      FROM lives GROUP BY ALL
    UNION ALL
    SELECT lost_day, if(life = 1, ${kind('lost')}, ${kind('lostAgain')}), count(*)
      FROM lives WHERE lost_day IS NOT NULL GROUP BY ALL
    UNION ALL
    SELECT day, ${kind('margin')}, sum(margin_minor) FROM purchases GROUP BY day
    UNION ALL
    SELECT start_day, if(life = 1, ${kind('newMargin')}, ${kind('returnedMargin')}), sum(p.margin_minor)
      FROM purchases p
      JOIN (SELECT customer_key, life, start_day, least(last_day, ${MONTH_END('start_day')}) AS until FROM lives) l
        ON p.customer_key = l.customer_key AND p.day BETWEEN l.start_day AND l.until
      GROUP BY ALL
    UNION ALL
    SELECT lost_day, ${kind('lostMargin')}, sum(p.margin_minor)
      FROM purchases p
      JOIN (
        SELECT customer_key, lost_day, last_day, greatest(start_day, last_day - ${DAYS_OF_LOST_MARGIN - 1}) AS since
        FROM lives WHERE lost_day IS NOT NULL
      ) l ON p.customer_key = l.customer_key AND p.day BETWEEN l.since AND l.last_day
      GROUP BY ALL`);
}

/** How many lives began and were lost in which quarter, by quarter of the customer's first purchase. */
export function readLifeCounts(facts: Facts): Promise<LifeCounts> {
  return facts.columns<'cohort' | 'start' | 'lost' | 'lives' | 'first'>(`
    WITH own AS (
      SELECT customer_key, life, ${QUARTER('start_day')} AS start, ${QUARTER('lost_day')} AS lost FROM lives
    )
    SELECT start AS cohort, start, lost, count(*) AS lives, count(*) AS first FROM own WHERE life = 1 GROUP BY ALL
    UNION ALL
    SELECT f.start, l.start, l.lost, count(*), 0
      FROM own l JOIN own f ON f.customer_key = l.customer_key AND f.life = 1 WHERE l.life > 1 GROUP BY ALL`);
}

export interface LossCounts {
  /** Who were customers a year before the as-of day, and how many of them were lost since. */
  readonly yearAgo: number;
  readonly lostSince: number;
  readonly losses: number;
  readonly returns: number;
}

export async function readLossCounts(facts: Facts, asOf: Day): Promise<LossCounts> {
  const [counts] = await facts.rows<LossCounts>(
    `SELECT
       (count(*) FILTER (start_day <= $yearAgo AND (lost_day IS NULL OR lost_day > $yearAgo)))::DOUBLE AS "yearAgo",
       (count(*) FILTER (start_day <= $yearAgo AND lost_day > $yearAgo))::DOUBLE AS "lostSince",
       (count(*) FILTER (lost_day IS NOT NULL))::DOUBLE AS losses,
       (count(*) FILTER (life > 1))::DOUBLE AS returns
     FROM lives`,
    { yearAgo: asOf - 365 },
  );
  return counts ?? { yearAgo: 0, lostSince: 0, losses: 0, returns: 0 };
}

/** The customers' own ids of a few, by key. */
export async function readCustomerIds(facts: Facts, keys: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (keys.length === 0) return new Map();
  const rows = await facts.rows<{ customer_key: number; customer_id: string }>(
    `SELECT customer_key, customer_id FROM customers WHERE customer_key IN (${keys.map(Math.trunc).join(', ')})`,
  );
  return new Map(rows.map((row) => [row.customer_key, row.customer_id]));
}

/** A spreadsheet runs a cell that begins with one of these; an apostrophe before it makes it text. */
const RUNS_AS_FORMULA = ['=', '+', '-', '@', '\t', '\r'].map(quoteLiteral).join(', ');
const MUST_BE_QUOTED = [',', '"', '\n', '\r'].map((sign) => `contains(safe, ${quoteLiteral(sign)})`).join(' OR ');
const IDS_AT_ONCE = 8192;

/** The customers' own ids as cells of a CSV file in UTF-8, one after the other; `end[key]` is where a customer's ends. */
export interface IdCells {
  readonly bytes: Uint8Array;
  readonly end: Int32Array;
}

/**
 * Ids came from outside: none leaves as something that a spreadsheet would run or that breaks a row. `customers` stands
 * in the order of the keys.
 */
export async function readIdCells(facts: Facts): Promise<IdCells> {
  const cells = `WITH safe AS (
      SELECT customer_key,
        if(left(customer_id, 1) IN (${RUNS_AS_FORMULA}), '''' || customer_id, customer_id) AS safe FROM customers
    ), cells AS (
      SELECT customer_key, if(${MUST_BE_QUOTED}, '"' || replace(safe, '"', '""') || '"', safe) AS cell FROM safe
    )`;
  const { bytes } = await facts.columns<'bytes'>(`${cells} SELECT strlen(cell) AS bytes FROM cells`);
  const texts = await facts.rows<{ cells: string }>(`${cells}
    SELECT string_agg(cell, '' ORDER BY customer_key) AS cells FROM cells
    GROUP BY customer_key // ${IDS_AT_ONCE} ORDER BY customer_key // ${IDS_AT_ONCE}`);
  const end = new Int32Array(bytes.length);
  bytes.reduce((before, length, key) => {
    end[key] = before + length;
    return before + length;
  }, 0);
  return { bytes: Buffer.concat(texts.map((text) => Buffer.from(text.cells))), end };
}
