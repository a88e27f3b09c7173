/**
 * What orders can show about a customer before the silence; NaN where the question cannot be asked. Parallel arrays,
 * index = customer_key.
 */
export interface Signs {
  /** Share of the money of the last two purchase days that was returned, and the same for all days before. */
  readonly returnedLately: Float64Array;
  readonly returnedBefore: Float64Array;
  /** Price paid on the last purchase day ÷ highest price paid before for the same products − 1. */
  readonly priceRise: Float64Array;
  /** Share of earlier spend in categories that are absent from the last two purchase days. */
  readonly spendMoved: Float64Array;
  /** Of others who began with the same products (else of all), the share that came again. */
  readonly othersCameAgain: Float64Array;
  /** Laplace's trend statistic of the purchase days; below zero: ever rarer. */
  readonly trend: Float64Array;
  /** Share of the purchase days that fall in the first half of the relationship. */
  readonly firstHalf: Float64Array;
  /** Months of the year in the shortest season that holds all purchases, where they span two years or more. */
  readonly seasonMonths: Float64Array;
}

/** The signs that customers who stay can show as well, so that leaving can be compared with and without them. */
export const COMPARED = ['product_returned', 'price_rise', 'category_moved'] as const;
export type Compared = (typeof COMPARED)[number];

export interface Threshold {
  /** From here on the sign counts as seen … */
  readonly seen: number;
  /** … and here it is as strong as it gets. */
  readonly strong: number;
}

export const THRESHOLDS: Readonly<Record<Compared, Threshold>> = {
  product_returned: { seen: 0.25, strong: 1 },
  price_rise: { seen: 0.05, strong: 0.25 },
  category_moved: { seen: 0.5, strong: 0.9 },
};

/** Who returns much anyway does not leave for returns: lately must be twice what was usual. */
const TIMES_USUAL_RETURNS = 2;

/** The number that speaks for the reason; NaN where nothing can be said. */
export function evidenceFor(signs: Signs, reason: Compared, customer: number): number {
  if (reason === 'price_rise') return signs.priceRise[customer] as number;
  if (reason === 'category_moved') return signs.spendMoved[customer] as number;
  const lately = signs.returnedLately[customer] as number;
  const before = signs.returnedBefore[customer] as number;
  return lately < TIMES_USUAL_RETURNS * before ? 0 : lately;
}

/** 0 below the threshold, then from one half to one. */
export function strengthOf(evidence: number, threshold: Threshold): number {
  if (!(evidence >= threshold.seen)) return 0;
  const way = (evidence - threshold.seen) / (threshold.strong - threshold.seen);
  return 0.5 + 0.5 * Math.min(1, way);
}
