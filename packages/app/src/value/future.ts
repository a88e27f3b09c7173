import { type Ahead, type Forecaster, within } from './forecaster.ts';
import type { Histories } from './histories.ts';

/** A month is a twelfth of a year, whatever the unit of the parameters: 30 weeks are not one. */
const DAYS_PER_YEAR = 365.25;
const DAYS_PER_MONTH = DAYS_PER_YEAR / 12;

const POINTS = 6;
/** Purchases fall off with the logarithm of time on the scale of a few weeks to some years; this lies between. */
const BEND = 8;

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

/**
 * Points in time and what the expectation until each weighs in Σ (E(tᵢ) − E(tᵢ₋₁)) / (1 + rate)^tᵢ over the months.
 * With more months than points, E is taken for the polynomial in ln(1 + 8 t / horizon) through 0 and the points, so that
 * the sum stays linear in E: a million histories are then asked at six times, not each month.
 */
export function discountWeights(horizonDays: number, discountRate: number): Ahead {
  const ends = monthEnds(horizonDays);
  const bent = (time: number) => Math.log1p((BEND * time) / horizonDays);
  const straight = (point: number) => (Math.expm1((point / POINTS) * Math.log1p(BEND)) * horizonDays) / BEND;
  const spaced = Array.from({ length: POINTS }, (_, i) => (i === POINTS - 1 ? horizonDays : straight(i + 1)));
  const points = ends.length <= POINTS ? ends : spaced;
  const known = [0, ...points];
  return points.map((time) => {
    const others = known.filter((other) => other !== time).map(bent);
    const share = (at: number) =>
      others.reduce((product, other) => (product * (bent(at) - other)) / (bent(time) - other), 1);
    const weight = ends.reduce((sum, end, i) => {
      const factor = (1 + discountRate) ** (-end / DAYS_PER_YEAR);
      return sum + (share(end) - share(ends[i - 1] ?? 0)) * factor;
    }, 0);
    return { time, weight };
  });
}

/** Purchases of each distinct history over the horizon, counted, and discounted month by month at the yearly rate. */
export function foretell(
  forecaster: Forecaster,
  histories: Histories,
  { horizonDays, discountRate }: { readonly horizonDays: number; readonly discountRate: number },
): Future {
  const whole = forecaster.forecast(within(horizonDays), histories);
  const discounted = forecaster.forecast(discountWeights(horizonDays, discountRate), histories);
  return { ...whole, discountedPurchases: discounted.expectedPurchases };
}
