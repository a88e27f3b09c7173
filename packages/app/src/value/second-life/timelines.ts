import type { Day } from '../../platform/time.ts';
import { type LimitRule, learnRhythm, limitDays } from '../rhythm.ts';

/** Purchases of a set of customers, one after the other; those of customer c lie at offsets[c] … offsets[c + 1] − 1. */
export interface Timelines {
  readonly customers: number;
  readonly offsets: Int32Array;
  /** Rising within a customer. */
  readonly day: Float64Array;
  /** Net margin of that day, in major units. */
  readonly margin: Float64Array;
}

/** Position after the last purchase of customer c that was known at the end of `until`. */
export function knownEnd(timelines: Timelines, customer: number, until: Day): number {
  const start = timelines.offsets[customer];
  let end = timelines.offsets[customer + 1];
  while (end > start && timelines.day[end - 1] > until) end--;
  return end;
}

/** Whole days of silence that a customer with so many gaps so far, over so many days, may keep without being lost. */
export function limitOfGap(rule: LimitRule, gaps: number, span: number): number {
  return Math.ceil(limitDays(rule, Math.min(gaps, rule.factors.length - 1), span));
}

/** Scales that make customers comparable, from purchases known by a day. */
export interface TraitScale {
  /** Mean gap between two purchase days over all customers, absences left out; null where there is none. */
  readonly pooledGap: number | null;
  /** Mean margins below this count as this, so that a loss-making customer still has a logarithm. */
  readonly leastMargin: number;
}

const LEAST_SHARE_OF_MEAN_MARGIN = 0.05;
const LEAST_MARGIN = 0.01;

export function traitScale(timelines: Timelines, until: Day, rule: LimitRule | null): TraitScale {
  let gaps = 0;
  let span = 0;
  let margin = 0;
  let purchases = 0;
  for (let customer = 0; customer < timelines.customers; customer++) {
    const start = timelines.offsets[customer];
    const end = knownEnd(timelines, customer, until);
    for (let i = start; i < end; i++) {
      purchases++;
      margin += timelines.margin[i];
      if (i === start) continue;
      const before = timelines.day[i - 1];
      const gap = timelines.day[i] - before;
      if (rule !== null && gap > limitOfGap(rule, i - 1 - start, before - timelines.day[start])) continue;
      gaps++;
      span += gap;
    }
  }
  return {
    pooledGap: gaps === 0 ? null : span / gaps,
    leastMargin: Math.max(LEAST_MARGIN, purchases === 0 ? 0 : (LEAST_SHARE_OF_MEAN_MARGIN * margin) / purchases),
  };
}

/** The rule of loss as it would have been learnt from purchases up to `until`; null where no gap had been seen. */
export function lostRuleAt(timelines: Timelines, until: Day): LimitRule | null {
  const x: number[] = [];
  const firstDay: number[] = [];
  const lastDay: number[] = [];
  const gapCounts = new Map<number, number>();
  for (let customer = 0; customer < timelines.customers; customer++) {
    const start = timelines.offsets[customer];
    const end = knownEnd(timelines, customer, until);
    if (end === start) continue;
    x.push(end - start - 1);
    firstDay.push(timelines.day[start]);
    lastDay.push(timelines.day[end - 1]);
    for (let i = start + 1; i < end; i++) {
      const gap = timelines.day[i] - timelines.day[i - 1];
      gapCounts.set(gap, (gapCounts.get(gap) ?? 0) + 1);
    }
  }
  const days = Float64Array.from(gapCounts.keys()).sort();
  const watchedFrom = firstDay.reduce((least, day) => Math.min(least, day), until);
  const rhythm = learnRhythm({
    x: Int32Array.from(x),
    firstDay: Int32Array.from(firstDay),
    lastDay: Int32Array.from(lastDay),
    gaps: { days, count: days.map((gap) => gapCounts.get(gap) ?? 0) },
    watchedDays: until - watchedFrom,
  });
  return rhythm.rules === null ? null : rhythm.rules.lost;
}
