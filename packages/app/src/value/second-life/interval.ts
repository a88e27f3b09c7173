import { conformalBounds } from '@winback/models';
import { type Forecast, forecastReturners } from './forecast.ts';
import { type Returners, someReturners } from './returners.ts';

/** Multiples of the expected margin between which the realised one of a returner lies. */
export interface RelativeInterval {
  readonly low: number;
  readonly high: number;
  /** Second lives whose realised ÷ expected margins the bounds were read from. */
  readonly scores: number;
  /** Every one of these lives had been watched for at least so many days. */
  readonly watchedDays: number;
}

export const COVERAGE = 0.95;
/** So many lives watched for the whole window make those watched for less dispensable. */
const ENOUGH_FULL = 100;
const LEAST_HEARD = 40;

/** Lives watched for the whole window are the best witnesses; with few of them the longer watched half is heard. */
function leastFollowUp(returners: Returners, window: number): number {
  const longestFirst = Int32Array.from(returners.followUp).sort().reverse();
  if (longestFirst[ENOUGH_FULL - 1] >= window) return window;
  const heard = Math.min(returners.count, Math.max(LEAST_HEARD, Math.ceil(returners.count / 2)));
  return longestFirst[heard - 1] ?? 0;
}

/**
 * Each half of the returners is forecast by a fit on the other half, so that no life is judged by a fit that has seen
 * it; the ranks of realised ÷ expected then bound the next returner's without any assumption on the distribution.
 */
export function relativeInterval(
  returners: Returners,
  window: number,
  fit: (some: Returners) => Forecast | null,
): RelativeInterval | null {
  const least = leastFollowUp(returners, window);
  const judged = [0, 1].flatMap((fold) => {
    const forecast = fit(someReturners(returners, (row) => row % 2 !== fold));
    if (forecast === null) return [];
    const rest = someReturners(returners, (row) => row % 2 === fold && returners.followUp[row] >= least);
    return Array.from(forecastReturners(forecast, rest), (expected, row) => ({
      score: rest.margin[row] / expected,
      weight: rest.weight[row],
    }));
  });
  const scores = judged.map(({ score }) => score);
  const weights = judged.map(({ weight }) => weight);
  const { low, high } = conformalBounds(scores, COVERAGE, weights);
  if (high === Number.POSITIVE_INFINITY) return null;
  const lowest = scores.reduce((smallest, score) => Math.min(smallest, score), 0);
  return {
    low: low === Number.NEGATIVE_INFINITY ? lowest : low,
    high,
    scores: scores.length,
    watchedDays: least,
  };
}
