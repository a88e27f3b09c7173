import { type Day, isoFromDay, monthOfDay } from '../platform/time.ts';
import type { BucketMonth } from './contract.ts';

/** What flowed on a day; the order is that of the codes in `Flows.kind`. Money in minor units. */
export const FLOWS = [
  'new',
  'returned',
  'lost',
  'lostAgain',
  'margin',
  'newMargin',
  'returnedMargin',
  'lostMargin',
] as const;
type Flow = (typeof FLOWS)[number];

/** Parallel arrays: on `day`, `amount` customers or minor units of money flowed. */
export interface Flows {
  readonly day: ArrayLike<Day>;
  readonly kind: ArrayLike<number>;
  readonly amount: ArrayLike<number>;
}

export interface BucketPeriod {
  readonly firstDay: Day;
  readonly asOf: Day;
  readonly minorPerMajor: number;
}

function firstDayOfMonth(month: number): Day {
  return Date.UTC(1970, month, 1) / 86_400_000;
}

function sumByMonth(flows: Flows, firstMonth: number, months: number): Record<Flow, Float64Array> {
  const sums = Object.fromEntries(FLOWS.map((flow) => [flow, new Float64Array(months)])) as Record<Flow, Float64Array>;
  for (let row = 0; row < flows.day.length; row++) {
    const flow = FLOWS[flows.kind[row] ?? -1];
    const month = monthOfDay(flows.day[row] ?? Number.NaN) - firstMonth;
    if (flow === undefined || !(month >= 0 && month < months)) {
      throw new RangeError(`a flow of kind ${flows.kind[row]} on day ${flows.day[row]} lies outside the period`);
    }
    const column = sums[flow];
    column[month] = (column[month] ?? 0) + (flows.amount[row] ?? 0);
  }
  return sums;
}

/**
 * The leaky bucket, month by month: those who are in at the opening, who is poured in, who leaks out. A customer leaks
 * on the day on which the silence passes the limit, not on the day of the last purchase.
 */
export function balanceMonths(flows: Flows, period: BucketPeriod): BucketMonth[] {
  const firstMonth = monthOfDay(period.firstDay);
  const months = monthOfDay(period.asOf) - firstMonth + 1;
  const sums = sumByMonth(flows, firstMonth, months);
  const count = (flow: Flow, month: number) => sums[flow][month] ?? 0;
  const money = (flow: Flow, month: number) => count(flow, month) / period.minorPerMajor;
  const balance: BucketMonth[] = [];
  let opening = 0;
  for (let month = 0; month < months; month++) {
    const gone = count('lost', month) + count('lostAgain', month);
    const closing = opening + count('new', month) + count('returned', month) - gone;
    const starts = firstDayOfMonth(firstMonth + month);
    const ends = firstDayOfMonth(firstMonth + month + 1) - 1;
    balance.push({
      month: isoFromDay(starts).slice(0, 7),
      complete: starts >= period.firstDay && ends <= period.asOf,
      opening,
      new: count('new', month),
      returned: count('returned', month),
      lost: count('lost', month),
      lostAgain: count('lostAgain', month),
      closing,
      hole: opening > 0 ? gone / opening : null,
      newMargin: money('newMargin', month),
      knownMargin:
        (count('margin', month) - count('newMargin', month) - count('returnedMargin', month)) / period.minorPerMajor,
      returnedMargin: money('returnedMargin', month),
      lostMargin: money('lostMargin', month),
    });
    opening = closing;
  }
  return balance;
}
