import { type Day, isoFromDay } from '../platform/time.ts';

export interface Gap {
  readonly from: string;
  readonly to: string;
  readonly days: number;
}

const USUAL_SHARE = 0.95;
const SHOWN_GAPS = 10;
const CURVE_POINTS = 50;

/** Runs of days without sales between consecutive days of sale. */
export function longestGap(saleDays: ArrayLike<Day>): number {
  let longest = 0;
  for (let i = 1; i < saleDays.length; i += 1) {
    longest = Math.max(longest, (saleDays[i] ?? 0) - (saleDays[i - 1] ?? 0) - 1);
  }
  return longest;
}

/** Gaps of more than two days and more than twice as long as 95 % of all: a weekly closing day is none. */
export function unusualGaps(saleDays: ArrayLike<Day>): Gap[] {
  const gaps: { after: Day; days: number }[] = [];
  for (let i = 1; i < saleDays.length; i += 1) {
    const after = saleDays[i - 1] ?? 0;
    gaps.push({ after, days: (saleDays[i] ?? 0) - after - 1 });
  }
  const lengths = gaps.map(({ days }) => days).sort((a, b) => a - b);
  const usual = lengths[Math.floor((lengths.length - 1) * USUAL_SHARE)] ?? 0;
  return gaps
    .filter(({ days }) => days > 2 && days > 2 * usual)
    .sort((a, b) => b.days - a.days || a.after - b.after)
    .slice(0, SHOWN_GAPS)
    .map(({ after, days }) => ({ from: isoFromDay(after + 1), to: isoFromDay(after + days), days }));
}

export interface CurvePoint {
  readonly customerShare: number;
  readonly revenueShare: number;
}

/**
 * The share of revenue that the largest customers bring, from the largest down. Customers whose returns exceed their
 * purchases pull the end of the curve back to 1 from above.
 */
export function concentrationCurve(revenue: Float64Array): CurvePoint[] {
  const sorted = revenue.toSorted().reverse();
  const total = sorted.reduce((sum, value) => sum + value, 0);
  if (sorted.length === 0 || total <= 0) return [];
  const points = Math.min(CURVE_POINTS, sorted.length);
  const curve: CurvePoint[] = [{ customerShare: 0, revenueShare: 0 }];
  let sum = 0;
  let taken = 0;
  for (let point = 1; point <= points; point += 1) {
    const upTo = Math.round((sorted.length * point) / points);
    for (; taken < upTo; taken += 1) sum += sorted[taken] ?? 0;
    curve.push({ customerShare: upTo / sorted.length, revenueShare: sum / total });
  }
  return curve;
}

/** The keys of the n largest values, the lower key first among equals. */
export function largestKeys(values: Float64Array, n: number): number[] {
  const best: number[] = [];
  const before = (a: number, b: number) => (values[b] ?? 0) - (values[a] ?? 0) || a - b;
  for (let key = 0; key < values.length; key += 1) {
    const last = best[best.length - 1];
    if (best.length === n && last !== undefined && before(key, last) > 0) continue;
    best.push(key);
    best.sort(before);
    if (best.length > n) best.pop();
  }
  return best;
}
