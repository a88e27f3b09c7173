import type { PurchaseModel } from './model.ts';
import type { PurchaseHistory, PurchaseStatistics } from './statistics.ts';

/**
 * When purchases ahead are counted and discounted. `horizon` and `period` are in the time unit of the parameters: with
 * weekly parameters, twelve months discounted by month are { horizon: 52.14, period: 4.345, rate: 0.01 }.
 * `rate` is the discount per period.
 */
export interface Discounting {
  readonly horizon: number;
  readonly period: number;
  readonly rate: number;
}

/** Ends of the periods with their discount factors; a last period that the horizon cuts short counts by its length. */
function periodEnds({ horizon, period, rate }: Discounting): { time: number; factor: number }[] {
  const whole = Math.floor(horizon / period + 1e-9);
  const times = Array.from({ length: whole }, (_, i) => (i + 1) * period);
  if (horizon > whole * period * (1 + 1e-9)) times.push(horizon);
  return times.map((time) => ({ time, factor: (1 + rate) ** -(time / period) }));
}

/**
 * Discounted expected purchases of a customer over the horizon: Σ (E[X(t_i)] − E[X(t_{i−1})]) / (1 + rate)^i, t_i being
 * the end of period i.
 *
 * Source: Fader, Hardie & Lee (2005), RFM and CLV, Journal of Marketing Research 42(4), with discounting at period ends.
 * The length of a period is always stated: taking 30 of a weekly model's units for a month is a known error.
 *
 * @example
 * discountedExpectedPurchases(
 *   bgNbd,
 *   { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
 *   { x: 2, tx: 30.43, T: 38.86, horizon: 12 * 4.345, period: 4.345, rate: 0.01 },
 * )
 */
export function discountedExpectedPurchases<P extends string>(
  model: Pick<PurchaseModel<P>, 'expectedPurchases'>,
  parameters: Record<P, number>,
  customer: PurchaseHistory & Discounting,
): number {
  let before = 0;
  let sum = 0;
  for (const { time, factor } of periodEnds(customer)) {
    const expected = model.expectedPurchases(parameters, time, customer);
    sum += (expected - before) * factor;
    before = expected;
  }
  return sum;
}

/**
 * `discountedExpectedPurchases` of every row of the statistics.
 *
 * @example
 * discountedExpectedPurchasesOfAll(bgNbd, parameters, { ...statistics, horizon: 365, period: 30.4, rate: 0.01 })
 */
export function discountedExpectedPurchasesOfAll<P extends string>(
  model: Pick<PurchaseModel<P>, 'scoreSum'>,
  parameters: Record<P, number>,
  customers: PurchaseStatistics & Discounting,
): Float64Array {
  const ends = periodEnds(customers);
  // Summed by parts: each expectation enters with its own factor less that of the period after it.
  const times = ends.map(({ time, factor }, i) => ({ time, weight: factor - (ends[i + 1]?.factor ?? 0) }));
  return model.scoreSum(parameters, times, customers).expectedPurchases;
}
