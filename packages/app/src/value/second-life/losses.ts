import type { Day } from '../../platform/time.ts';
import type { LimitRule } from '../rhythm.ts';
import { knownEnd, limitOfGap, type Timelines, type TraitScale } from './timelines.ts';

/**
 * Losses known at the end of a day, by the rule of the table `lives`: a silence outlasted the limit known when it
 * began. Parallel arrays, one row for each life that was lost. What the customer looked like when lost is taken from
 * all purchases up to then.
 */
export interface Losses {
  readonly count: number;
  readonly customer: Int32Array;
  /** 1: the first life was lost. */
  readonly life: Int32Array;
  /** Position in the timelines of the last purchase before the silence. */
  readonly last: Int32Array;
  readonly limit: Int32Array;
  /**
   * ln of the mean gap within the lives so far (absences left out), shrunk towards that of all by one gap; ln of the
   * mean margin per purchase day.
   */
  readonly logGap: Float64Array;
  readonly logMargin: Float64Array;
  readonly logPurchases: Float64Array;
  /** Position of the purchase with which the next life began, −1 if none was known; and after its last purchase. */
  readonly next: Int32Array;
  readonly nextEnd: Int32Array;
}

/** `span`: days from the first to the last purchase of each life, added up; `gaps`: gaps within lives. */
export function logGapOf(span: number, gaps: number, pooledGap: number): number {
  return Math.log((span + pooledGap) / (gaps + 1));
}

export function logMarginOf(meanMargin: number, leastMargin: number): number {
  return Math.log(Math.max(meanMargin, leastMargin));
}

interface LossRow {
  readonly customer: number;
  readonly life: number;
  readonly last: number;
  readonly limit: number;
  readonly marginSoFar: number;
  readonly spanSoFar: number;
  readonly next: number;
  nextEnd: number;
}

/** One pass over a customer's purchases known by `until`. */
function cutHistory(timelines: Timelines, rule: LimitRule, span: { customer: number; until: Day }): LossRow[] {
  const { customer, until } = span;
  const start = timelines.offsets[customer];
  const end = knownEnd(timelines, customer, until);
  const firstDay = timelines.day[start];
  const rows: LossRow[] = [];
  let margin = 0;
  let absent = 0;
  for (let i = start; i < end; i++) {
    const day = timelines.day[i];
    margin += timelines.margin[i];
    const limit = limitOfGap(rule, i - start, day - firstDay);
    const known = i + 1 < end;
    const lost = known ? timelines.day[i + 1] > day + limit : day + limit <= until;
    if (!lost) continue;
    const before = rows.at(-1);
    if (before !== undefined) before.nextEnd = i + 1;
    const next = known ? i + 1 : -1;
    rows.push({
      customer,
      life: rows.length + 1,
      last: i,
      limit,
      marginSoFar: margin,
      spanSoFar: day - firstDay - absent,
      next,
      nextEnd: known ? end : -1,
    });
    if (known) absent += timelines.day[i + 1] - day;
  }
  return rows;
}

export function lossesUntil(timelines: Timelines, rule: LimitRule, known: { until: Day; scale: TraitScale }): Losses {
  const rows: LossRow[] = [];
  for (let customer = 0; customer < timelines.customers; customer++) {
    rows.push(...cutHistory(timelines, rule, { customer, until: known.until }));
  }
  const { pooledGap, leastMargin } = known.scale;
  const purchasesOf = (row: LossRow) => row.last - timelines.offsets[row.customer] + 1;
  return {
    count: rows.length,
    customer: Int32Array.from(rows, (row) => row.customer),
    life: Int32Array.from(rows, (row) => row.life),
    last: Int32Array.from(rows, (row) => row.last),
    limit: Int32Array.from(rows, (row) => row.limit),
    logGap: Float64Array.from(rows, (row) =>
      logGapOf(row.spanSoFar, purchasesOf(row) - row.life, pooledGap ?? Number.NaN),
    ),
    logMargin: Float64Array.from(rows, (row) => logMarginOf(row.marginSoFar / purchasesOf(row), leastMargin)),
    logPurchases: Float64Array.from(rows, (row) => Math.log(purchasesOf(row))),
    next: Int32Array.from(rows, (row) => row.next),
    nextEnd: Int32Array.from(rows, (row) => row.nextEnd),
  };
}
