/** Fewer interior purchase days than this show no trend. */
const FEWEST_FOR_TREND = 3;
const MONTHS = 12;

export interface PurchaseDays {
  readonly count: number;
  readonly first: number;
  readonly last: number;
  /** Sum over all purchase days of the days since the first. */
  readonly sumSinceFirst: number;
}

/**
 * Laplace's trend test on the purchase days between the first and the last: standard normal for steady buying, below
 * zero where the gaps lengthen. NaN with too few days.
 */
export function trendOf(days: PurchaseDays): number {
  const interior = days.count - 2;
  const span = days.last - days.first;
  if (interior < FEWEST_FOR_TREND || span <= 0) return Number.NaN;
  const mean = (days.sumSinceFirst - span) / interior;
  return (mean - span / 2) / (span / Math.sqrt(12 * interior));
}

/** Length in months of the shortest run of the calendar, over the turn of the year too, that holds all set months. */
export function seasonOf(monthMask: number): number {
  let longestFree = 0;
  let free = 0;
  for (let month = 0; month < 2 * MONTHS; month += 1) {
    free = (monthMask >> (month % MONTHS)) & 1 ? 0 : free + 1;
    longestFree = Math.max(longestFree, Math.min(free, MONTHS));
  }
  return MONTHS - longestFree;
}
