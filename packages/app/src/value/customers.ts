import type { Day } from '../platform/time.ts';

/** A look at the customers at the end of a day: at all of them, or at every so-many-th key where they are very many. */
export interface Seen {
  readonly day: Day;
  readonly every: number;
}

/** What was known of the customers on a day: parallel arrays in order of customerKey. Money in major units. */
export interface CustomersAt extends Seen {
  readonly customerKey: Int32Array;
  /** Repeat purchase days; purchase days in all are x + 1. */
  readonly x: Int32Array;
  readonly firstDay: Int32Array;
  readonly lastDay: Int32Array;
  readonly revenue: Float64Array;
  readonly margin: Float64Array;
}

type QuarterMargins = readonly [Float64Array, Float64Array, Float64Array, Float64Array];

/** What only the present needs: rows are those of `CustomersAt` on the as-of day, so the row is the customer_key. */
export interface CustomersNow extends CustomersAt {
  readonly last365Margin: Float64Array;
  readonly last365Purchases: Int32Array;
  readonly lastGapDays: Float64Array;
  readonly quarterMargin: QuarterMargins;
}
