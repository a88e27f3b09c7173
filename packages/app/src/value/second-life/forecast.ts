import { fitCountElasticity, fitMeanElasticity, meanCumulative } from '@winback/models';
import type { SecondLifeGrade } from '../contract.ts';
import type { Returners } from './returners.ts';

export type SecondLifeMethod = SecondLifeGrade['chosen'];

/**
 * All methods have one form, so that they differ only in what they take from the first life:
 * margin over t days from the return = scale · margin₁^marginElasticity · (1 + pace · gap₁^−gapElasticity · curve[t]),
 * with margin₁ the mean margin per purchase day and gap₁ the mean gap before the loss.
 */
export interface Forecast {
  readonly method: SecondLifeMethod;
  readonly scale: number;
  readonly marginElasticity: number;
  readonly pace: number;
  readonly gapElasticity: number;
  /** Purchases after the returning one by day since the return, 0 … horizon. */
  readonly curve: Float64Array;
  /** The curve is counted up to this age and continued beyond; null where it is not counted at all. */
  readonly seenUntil: number | null;
}

/** Returners by whose weight the totals of a fit are pulled to its own expectation. */
const LEVEL_STRENGTH = 20;
/** A point of the purchase curve needs so many returners watched so long, and so large a share of them. */
const LEAST_WATCHED = 10;
const LEAST_WATCHED_SHARE = 0.15;
const PACE_TURNS = 4;

export function expectedMargin(
  forecast: Forecast,
  traits: { logGap: number; logMargin: number },
  later: number,
): number {
  const purchases = 1 + forecast.pace * Math.exp(-forecast.gapElasticity * traits.logGap) * later;
  return forecast.scale * Math.exp(forecast.marginElasticity * traits.logMargin) * purchases;
}

/** What the forecast expects of each returner over the days watched. */
export function forecastReturners(forecast: Forecast, returners: Returners): Float64Array {
  return returners.logGap.map((logGap, row) =>
    expectedMargin(forecast, { logGap, logMargin: returners.logMargin[row] }, forecast.curve[returners.followUp[row]]),
  );
}

/** The later purchases up to the horizon, each discounted from the day of the return. */
export function discountedLater(forecast: Forecast, horizon: number, discountRate: number): number {
  let later = 0;
  for (let day = 1; day <= horizon; day++) {
    const purchases = forecast.curve[day] - forecast.curve[day - 1];
    later += purchases * (1 + discountRate) ** (-day / 365);
  }
  return later;
}

/** As if nothing had happened: own rate, own margin, for the whole time. `factor` 1 unless it is to be shrunk. */
export function continueFirstLife(horizon: number, factor = 1): Forecast {
  return {
    method: 'first life continued',
    scale: factor,
    marginElasticity: 1,
    pace: 1,
    gapElasticity: 1,
    curve: Float64Array.from({ length: horizon + 1 }, (_, day) => day),
    seenUntil: null,
  };
}

function purchaseCurve(returners: Returners, horizon: number, paced?: { pace: Float64Array; weight: Float64Array }) {
  const leastWatched = Math.max(Math.min(LEAST_WATCHED, returners.count), LEAST_WATCHED_SHARE * returners.count);
  const { eventAge, eventRow, followUp } = returners;
  return meanCumulative({ eventAge, eventHistory: eventRow, followUp, leastWatched, ...paced }, horizon);
}

/**
 * Curve and elasticity in turns, since each is counted given the other. The curve is that of a customer whose gap is
 * the mean one of the returners, so that the turns differ by little and a few of them are enough.
 */
function fitPace(returners: Returners, horizon: number) {
  const { weight, followUp, purchases } = returners;
  const centre = total(returners.logGap) / returners.count;
  const logZ = returners.logGap.map((logGap) => centre - logGap);
  const count = purchases.map((all, row) => weight[row] * (all - 1));
  let pace = { intercept: 0, elasticity: 0 };
  let curve = purchaseCurve(returners, horizon, { pace: weight.map(() => 1), weight });
  for (let turn = 0; turn < PACE_TURNS; turn++) {
    const exposure = weight.map((share, row) => share * curve.curve[followUp[row]]);
    const fitted = fitCountElasticity({ count, exposure, logZ });
    if (fitted === null) break;
    pace = fitted;
    const paces = logZ.map((value) => Math.exp(fitted.intercept + fitted.elasticity * value));
    curve = purchaseCurve(returners, horizon, { pace: paces, weight });
  }
  return { ...curve, elasticity: pace.elasticity, pace: Math.exp(pace.intercept + pace.elasticity * centre) };
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** A total that counts returners as often as they are met among the lost; not below zero. */
function weighted({ weight }: Returners, values: Float64Array): number {
  return Math.max(0, total(values.map((value, row) => weight[row] * value)));
}

/** Everyone who comes back is worth what all who came back were worth. */
export function averageReturner(returners: Returners, horizon: number): Forecast | null {
  if (returners.count === 0) return null;
  const { curve, seenUntil } = purchaseCurve(returners, horizon);
  const flat: Forecast = {
    method: 'average of all returners',
    scale: 1,
    marginElasticity: 0,
    pace: 1,
    gapElasticity: 0,
    curve,
    seenUntil,
  };
  return { ...flat, scale: Math.max(0, total(returners.margin)) / total(forecastReturners(flat, returners)) };
}

/**
 * The second life as second lives were: purchases by a counted curve, faster or slower as the first life was, by an
 * elasticity; margin per purchase by another; then the level, so that the total is that of all second lives seen.
 */
export function fitSecondLife(returners: Returners, horizon: number): Forecast | null {
  const { curve, seenUntil, pace, elasticity } = fitPace(returners, horizon);
  const least = Math.exp(returners.logMargin.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY));
  const amount = fitMeanElasticity({
    amount: returners.margin.map((margin, row) => Math.max(least, margin / returners.purchases[row])),
    logZ: returners.logMargin,
    weight: returners.weight,
  });
  if (amount === null) return null;
  const fitted: Forecast = {
    method: 'second life',
    scale: Math.exp(amount.intercept),
    marginElasticity: amount.elasticity,
    pace,
    gapElasticity: elasticity,
    curve,
    seenUntil,
  };
  const level = weighted(returners, returners.margin) / weighted(returners, forecastReturners(fitted, returners));
  const weight = returners.count / (returners.count + LEVEL_STRENGTH);
  return { ...fitted, scale: fitted.scale * (weight * level + (1 - weight)) };
}

/** Second life ÷ first life continued, over those who came back; null without any. */
export function factorOfReturners(returners: Returners, horizon: number): number | null {
  const continued = weighted(returners, forecastReturners(continueFirstLife(horizon), returners));
  return continued > 0 ? weighted(returners, returners.margin) / continued : null;
}
