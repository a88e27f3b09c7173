import type { ImportedFacts } from '../ingest/contract.ts';
import type { Facts } from '../platform/facts.ts';
import { minorPerMajor } from '../platform/money.ts';
import type { Day } from '../platform/time.ts';
import type { CustomersAt, CustomersNow } from './customers.ts';

const MINOR_PER_MAJOR_WITHOUT_CURRENCY = 100;
/** Four windows of 91 days make 52 whole weeks, so that weekdays weigh the same in each. */
const QUARTER_DAYS = 91;
const YEAR_DAYS = 365;

function minorUnits(imported: ImportedFacts): number {
  return imported.currency === null ? MINOR_PER_MAJOR_WITHOUT_CURRENCY : minorPerMajor(imported.currency);
}

function scatter<T extends Int32Array | Float64Array>(values: Float64Array, place: Int32Array, into: T): T {
  for (let row = 0; row < values.length; row++) into[place[row]] = values[row];
  return into;
}

/** Groups come in any order; sorting the keys' positions here is cheaper than an ORDER BY over all columns. */
function placeByKey(keys: Float64Array, customers: number): { place: Int32Array; customerKey: Int32Array } {
  const present = new Uint8Array(customers);
  for (const key of keys) present[key] = 1;
  const rank = new Int32Array(customers);
  const customerKey = new Int32Array(keys.length);
  for (let key = 0, next = 0; key < customers; key++) {
    rank[key] = next;
    if (present[key] === 1) customerKey[next++] = key;
  }
  return { place: Int32Array.from(keys, (key) => rank[key]), customerKey };
}

function inMajor(values: Float64Array, perMajor: number): Float64Array {
  return values.map((value) => value / perMajor);
}

const BASE_COLUMNS = `customer_key, count(*) - 1 AS x, min(day) AS first_day, max(day) AS last_day,
  sum(revenue_minor)::BIGINT AS revenue, sum(margin_minor)::BIGINT AS margin`;
type BaseColumn = 'customer_key' | 'x' | 'first_day' | 'last_day' | 'revenue' | 'margin';

function customersFrom(
  columns: Record<BaseColumn, Float64Array>,
  imported: ImportedFacts,
  day: Day,
): { customers: CustomersAt; place: Int32Array } {
  const { place, customerKey } = placeByKey(columns.customer_key, imported.customers);
  const perMajor = minorUnits(imported);
  const integers = (values: Float64Array) => scatter(values, place, new Int32Array(values.length));
  const money = (values: Float64Array) => inMajor(scatter(values, place, new Float64Array(values.length)), perMajor);
  const customers = {
    day,
    customerKey,
    x: integers(columns.x),
    firstDay: integers(columns.first_day),
    lastDay: integers(columns.last_day),
    revenue: money(columns.revenue),
    margin: money(columns.margin),
  };
  return { customers, place };
}

/** The customers as one would have seen them at the end of `day`: only those with a purchase up to then. */
export async function readCustomersAt(facts: Facts, imported: ImportedFacts, day: Day): Promise<CustomersAt> {
  const columns = await facts.columns<BaseColumn>(
    `SELECT ${BASE_COLUMNS} FROM purchases WHERE day <= $day GROUP BY customer_key`,
    { day },
  );
  return customersFrom(columns, imported, day).customers;
}

/** Everything about the present in one pass over the purchases. */
export async function readCustomersNow(facts: Facts, imported: ImportedFacts): Promise<CustomersNow> {
  const asOf = imported.asOf;
  const windows = [0, 1, 2, 3].map((window) => {
    const end = asOf - (3 - window) * QUARTER_DAYS;
    return `coalesce(sum(margin_minor) FILTER (day > ${end - QUARTER_DAYS} AND day <= ${end}), 0)::BIGINT AS q${window}`;
  });
  const columns = await facts.columns<BaseColumn | 'margin_365' | 'purchases_365' | 'last_gap' | `q${0 | 1 | 2 | 3}`>(
    `SELECT ${BASE_COLUMNS},
       coalesce(sum(margin_minor) FILTER (day > $yearAgo), 0)::BIGINT AS margin_365,
       count(*) FILTER (day > $yearAgo) AS purchases_365,
       max(day, 2)[1] - max(day, 2)[2] AS last_gap, ${windows.join(', ')}
     FROM purchases GROUP BY customer_key`,
    { yearAgo: asOf - YEAR_DAYS },
  );
  const { customers, place } = customersFrom(columns, imported, asOf);
  const n = place.length;
  const perMajor = minorUnits(imported);
  const money = (values: Float64Array) => inMajor(scatter(values, place, new Float64Array(n)), perMajor);
  const quarter = (values: Float64Array, windowsLater: number) => {
    const end = asOf - windowsLater * QUARTER_DAYS;
    return money(values).map((value, key) => (customers.firstDay[key] > end ? Number.NaN : value));
  };
  return {
    ...customers,
    last365Margin: money(columns.margin_365),
    last365Purchases: scatter(columns.purchases_365, place, new Int32Array(n)),
    lastGapDays: scatter(columns.last_gap, place, new Float64Array(n)),
    quarterMargin: [quarter(columns.q0, 3), quarter(columns.q1, 2), quarter(columns.q2, 1), quarter(columns.q3, 0)],
  };
}

/** Purchase days of each of these customers within `days` after the day they were seen on. */
export async function readPurchasesAfter(facts: Facts, customers: CustomersAt, days: number): Promise<Int32Array> {
  const later = await facts.columns<'customer_key' | 'purchases'>(
    'SELECT customer_key, count(*) AS purchases FROM purchases WHERE day > $from AND day <= $to GROUP BY customer_key',
    { from: customers.day, to: customers.day + days },
  );
  const known = customers.customerKey;
  const most = Math.max(
    known.at(-1) ?? -1,
    later.customer_key.reduce((max, key) => Math.max(max, key), -1),
  );
  const byKey = scatter(later.purchases, Int32Array.from(later.customer_key), new Int32Array(most + 1));
  return known.map((key) => byKey[key]);
}
