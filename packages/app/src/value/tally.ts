import { AppError } from '../platform/errors.ts';
import type { Day } from '../platform/time.ts';
import type { CustomersNow } from './customers.ts';
import type { Rows } from './purchase-rows.ts';
import type { GapCounts } from './rhythm.ts';

/** Four windows of 91 days make 52 whole weeks, so that weekdays weigh the same in each. */
const QUARTER_DAYS = 91;
const QUARTERS = 4;
const YEAR_DAYS = 365;

export type PurchaseRows = Rows<'customer_key' | 'day' | 'revenue_minor' | 'margin_minor'>;

export interface Tallied {
  readonly customers: CustomersNow;
  readonly gaps: GapCounts;
}

export interface Tally {
  /** Purchases go on where those before ended: sorted by customer and day, one for each day of a customer. */
  add(purchases: PurchaseRows): void;
  finish(): Tallied;
}

/** What the tally is taken over: customer_key lies below `customers`, days from `firstDay` on. */
export interface Tallying {
  readonly customers: number;
  readonly firstDay: Day;
  readonly asOf: Day;
  readonly minorPerMajor: number;
}

function createColumns(customers: number) {
  const integers = () => new Int32Array(customers);
  const doubles = () => new Float64Array(customers);
  return {
    customerKey: integers().map((_, key) => key),
    x: integers(),
    firstDay: integers(),
    lastDay: integers(),
    revenue: doubles(),
    margin: doubles(),
    last365Margin: doubles(),
    last365Purchases: integers(),
    lastGapDays: doubles().fill(Number.NaN),
    quarterMargin: [doubles(), doubles(), doubles(), doubles()] as const,
  };
}

type Columns = ReturnType<typeof createColumns>;

function toMajor({ revenue, margin, last365Margin, quarterMargin }: Columns, minorPerMajor: number): void {
  for (const column of [revenue, margin, last365Margin, ...quarterMargin]) {
    for (let key = 0; key < column.length; key++) column[key] /= minorPerMajor;
  }
}

/** A quarter before the first purchase is unknown. */
function forgetQuarters({ firstDay, quarterMargin }: Columns, asOf: Day): void {
  quarterMargin.forEach((quarter, window) => {
    const end = asOf - (QUARTERS - 1 - window) * QUARTER_DAYS;
    for (let key = 0; key < quarter.length; key++) if (firstDay[key] > end) quarter[key] = Number.NaN;
  });
}

function countedGaps(counts: Int32Array): GapCounts {
  const days = Float64Array.from(counts.keys()).filter((gap) => counts[gap] > 0);
  return { days, count: days.map((gap) => counts[gap]) };
}

/** All that is known of the customers today and of their gaps, from one pass over the purchases. */
export function createTally({ customers, firstDay, asOf, minorPerMajor }: Tallying): Tally {
  const columns = createColumns(customers);
  const { quarterMargin, ...known } = columns;
  const gapCounts = new Int32Array(Math.max(1, asOf - firstDay + 1));
  const quartersFrom = asOf - QUARTERS * QUARTER_DAYS + 1;
  let current = -1;
  let before = 0;
  const step = (key: number, day: Day) => {
    const gap = key === current ? day - before : Number.NaN;
    if (key < current || gap <= 0) throw new AppError('internal', 'value.error.purchases_not_sorted');
    if (key === current) {
      known.x[key]++;
      known.lastGapDays[key] = gap;
      gapCounts[gap]++;
    } else known.firstDay[key] = day;
    known.lastDay[key] = day;
    current = key;
    before = day;
  };
  return {
    add({ rows, columns: { customer_key, day: days, revenue_minor, margin_minor } }) {
      for (let row = 0; row < rows; row++) {
        const key = customer_key[row];
        const day = days[row];
        const margin = margin_minor[row];
        step(key, day);
        known.revenue[key] += revenue_minor[row];
        known.margin[key] += margin;
        if (day > asOf - YEAR_DAYS) {
          known.last365Margin[key] += margin;
          known.last365Purchases[key]++;
        }
        if (day >= quartersFrom && day <= asOf) quarterMargin[((day - quartersFrom) / QUARTER_DAYS) | 0][key] += margin;
      }
    },
    finish() {
      toMajor(columns, minorPerMajor);
      forgetQuarters(columns, asOf);
      return { customers: { ...columns, day: asOf, every: 1 }, gaps: countedGaps(gapCounts) };
    },
  };
}
