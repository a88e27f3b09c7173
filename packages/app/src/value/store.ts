import type { ImportedFacts } from '../ingest/contract.ts';
import type { Facts } from '../platform/facts.ts';
import { minorPerMajor } from '../platform/money.ts';
import type { CustomersAt, Seen } from './customers.ts';
import { createTally, type Tallied } from './tally.ts';

const MINOR_PER_MAJOR_WITHOUT_CURRENCY = 100;

const perMajorOf = ({ currency }: ImportedFacts) =>
  currency === null ? MINOR_PER_MAJOR_WITHOUT_CURRENCY : minorPerMajor(currency);

/** Where each row of a result belongs: results come in any order, customers stand in that of their keys. */
interface Placed {
  readonly customerKey: Int32Array;
  integers(column: Float64Array): Int32Array;
  /** Minor units to major ones. */
  money(column: Float64Array): Float64Array;
}

/** Finding each key's rank here is cheaper than an ORDER BY over all columns in the engine. */
function placeByKey(keys: Float64Array, imported: ImportedFacts): Placed {
  const rank = new Int32Array(imported.customers).fill(-1);
  for (let row = 0; row < keys.length; row++) rank[keys[row]] = 0;
  const customerKey = new Int32Array(keys.length);
  for (let key = 0, next = 0; key < rank.length; key++) {
    if (rank[key] < 0) continue;
    customerKey[next] = key;
    rank[key] = next++;
  }
  const place = new Int32Array(keys.length);
  for (let row = 0; row < keys.length; row++) place[row] = rank[keys[row]];
  const scatter = <T extends Int32Array | Float64Array>(column: Float64Array, into: T, scale: number): T => {
    for (let row = 0; row < column.length; row++) into[place[row]] = column[row] / scale;
    return into;
  };
  const perMajor = perMajorOf(imported);
  return {
    customerKey,
    integers: (column) => scatter(column, new Int32Array(column.length), 1),
    money: (column) => scatter(column, new Float64Array(column.length), perMajor),
  };
}

const BASE_COLUMNS = `customer_key, count(*) - 1 AS x, min(day) AS first_day, max(day) AS last_day,
  sum(revenue_minor)::BIGINT AS revenue, sum(margin_minor)::BIGINT AS margin`;
type BaseColumn = 'customer_key' | 'x' | 'first_day' | 'last_day' | 'revenue' | 'margin';

function customersFrom(columns: Record<BaseColumn, Float64Array>, placed: Placed, seen: Seen): CustomersAt {
  return {
    ...seen,
    customerKey: placed.customerKey,
    x: placed.integers(columns.x),
    firstDay: placed.integers(columns.first_day),
    lastDay: placed.integers(columns.last_day),
    revenue: placed.money(columns.revenue),
    margin: placed.money(columns.margin),
  };
}

/** The customers as one would have seen them at the end of a day: only those with a purchase up to then. */
export async function readCustomersAt(facts: Facts, imported: ImportedFacts, seen: Seen): Promise<CustomersAt> {
  const columns = await facts.columns<BaseColumn>(
    `SELECT ${BASE_COLUMNS} FROM purchases WHERE day <= $day AND customer_key % $every = 0 GROUP BY customer_key`,
    { ...seen },
  );
  return customersFrom(columns, placeByKey(columns.customer_key, imported), seen);
}

/** Everything about the present, and all gaps, in one pass over the purchases, which lie sorted by customer and day. */
export async function readCustomersNow(facts: Facts, imported: ImportedFacts): Promise<Tallied> {
  const tally = createTally({ ...imported, minorPerMajor: perMajorOf(imported) });
  await facts.scan(
    `SELECT customer_key, day, revenue_minor::DOUBLE AS revenue_minor, margin_minor::DOUBLE AS margin_minor
     FROM purchases`,
    tally.add,
  );
  return tally.finish();
}

/** Purchase days of each of these customers within `days` after the day they were seen on. */
export async function readPurchasesAfter(
  facts: Facts,
  { customerKey, day, every }: CustomersAt,
  days: number,
): Promise<Int32Array> {
  const later = await facts.columns<'customer_key' | 'purchases'>(
    `SELECT customer_key, count(*) AS purchases FROM purchases
     WHERE day > $day AND day <= $to AND customer_key % $every = 0 GROUP BY customer_key`,
    { day, every, to: day + days },
  );
  const byKey = new Map<number, number>();
  for (let row = 0; row < later.customer_key.length; row++) byKey.set(later.customer_key[row], later.purchases[row]);
  return customerKey.map((key) => byKey.get(key) ?? 0);
}
