import type { ImportedFacts } from '../ingest/contract.ts';
import type { Facts } from '../platform/facts.ts';
import { minorPerMajor } from '../platform/money.ts';
import type { CustomersAt, CustomersNow, Seen } from './customers.ts';

const MINOR_PER_MAJOR_WITHOUT_CURRENCY = 100;
/** Four windows of 91 days make 52 whole weeks, so that weekdays weigh the same in each. */
const QUARTER_DAYS = 91;
const YEAR_DAYS = 365;

/** Where each row of a result belongs: results come in any order, customers stand in that of their keys. */
interface Placed {
  readonly customerKey: Int32Array;
  integers(column: Float64Array): Int32Array;
  doubles(column: Float64Array): Float64Array;
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
  const perMajor = imported.currency === null ? MINOR_PER_MAJOR_WITHOUT_CURRENCY : minorPerMajor(imported.currency);
  return {
    customerKey,
    integers: (column) => scatter(column, new Int32Array(column.length), 1),
    doubles: (column) => scatter(column, new Float64Array(column.length), 1),
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

/** Everything about the present in one pass over the purchases. */
export async function readCustomersNow(facts: Facts, imported: ImportedFacts): Promise<CustomersNow> {
  const { asOf } = imported;
  const ends = [3, 2, 1, 0].map((windowsLater) => asOf - windowsLater * QUARTER_DAYS);
  const windows = ends.map(
    (end, window) =>
      `coalesce(sum(margin_minor) FILTER (day > ${end - QUARTER_DAYS} AND day <= ${end}), 0)::BIGINT AS q${window}`,
  );
  const columns = await facts.columns<BaseColumn | 'margin_365' | 'purchases_365' | 'last_gap' | `q${0 | 1 | 2 | 3}`>(
    `SELECT ${BASE_COLUMNS},
       coalesce(sum(margin_minor) FILTER (day > $yearAgo), 0)::BIGINT AS margin_365,
       count(*) FILTER (day > $yearAgo) AS purchases_365,
       max(day, 2)[1] - max(day, 2)[2] AS last_gap, ${windows.join(', ')}
     FROM purchases GROUP BY customer_key`,
    { yearAgo: asOf - YEAR_DAYS },
  );
  const placed = placeByKey(columns.customer_key, imported);
  const customers = customersFrom(columns, placed, { day: asOf, every: 1 });
  const quarter = (column: Float64Array, window: number) => {
    const margin = placed.money(column);
    for (let i = 0; i < margin.length; i++) if (customers.firstDay[i] > ends[window]) margin[i] = Number.NaN;
    return margin;
  };
  return {
    ...customers,
    last365Margin: placed.money(columns.margin_365),
    last365Purchases: placed.integers(columns.purchases_365),
    lastGapDays: placed.doubles(columns.last_gap),
    quarterMargin: [quarter(columns.q0, 0), quarter(columns.q1, 1), quarter(columns.q2, 2), quarter(columns.q3, 3)],
  };
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
