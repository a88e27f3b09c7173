import type { Forecaster } from './forecaster.ts';
import type { Histories } from './histories.ts';

/** A month is a twelfth of a year, whatever the unit of the parameters: 30 weeks are not one. */
const DAYS_PER_YEAR = 365.25;
const MONTHS_PER_YEAR = 12;
const DAYS_PER_MONTH = DAYS_PER_YEAR / MONTHS_PER_YEAR;

export interface Future {
  readonly pAlive: Float64Array;
  readonly expectedPurchases: Float64Array;
  /** Each month's purchases discounted from that month's end. */
  readonly discountedPurchases: Float64Array;
}

/** Ends of the months up to the horizon, the last one cut short by it. */
export function monthEnds(horizonDays: number): number[] {
  const whole = Math.floor(horizonDays / DAYS_PER_MONTH);
  const ends = Array.from({ length: whole }, (_, month) => (month + 1) * DAYS_PER_MONTH);
  return whole * DAYS_PER_MONTH < horizonDays ? [...ends, horizonDays] : ends;
}

/** Purchases of each distinct history over the horizon, counted and discounted month by month at the yearly rate. */
export function foretell(
  forecaster: Forecaster,
  histories: Histories,
  { horizonDays, discountRate }: { readonly horizonDays: number; readonly discountRate: number },
): Future {
  const whole = forecaster.forecast(horizonDays, histories);
  const discountedPurchases = new Float64Array(whole.expectedPurchases.length);
  let before: Float64Array = new Float64Array(discountedPurchases.length);
  for (const end of monthEnds(horizonDays)) {
    const factor = (1 + discountRate) ** (-end / DAYS_PER_YEAR);
    const until = end === horizonDays ? whole.expectedPurchases : forecaster.forecast(end, histories).expectedPurchases;
    for (let row = 0; row < until.length; row++) discountedPurchases[row] += (until[row] - before[row]) * factor;
    before = until;
  }
  return { ...whole, discountedPurchases };
}
