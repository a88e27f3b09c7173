import { daysIn, type Forecaster, forecastRows } from './forecaster.ts';
import type { Histories } from './histories.ts';

export const NAIVE_RATE = 'naive-rate';
export const SILENCE_RULE = 'silence-rule';

/** Twice the usual gap is where practice draws the line between "late" and "gone". */
const SILENCE_MULTIPLE = 2;

/** What a person with a calculator would say: repeat purchases so far per day, times the days ahead. */
export const naiveRate: Forecaster = {
  name: NAIVE_RATE,
  rung: 'personal rhythm rule',
  logLikelihood: null,
  forecast: (ahead, histories) => {
    const days = daysIn(ahead);
    return forecastRows(histories, ({ x, T }) => ({
      pAlive: Number.NaN,
      expectedPurchases: T > 0 ? (x / T) * days : 0,
    }));
  },
};

/**
 * The other rule of thumb, a yes or no: "buys again" while the silence is at most twice the usual gap; after a single
 * purchase the usual gap is that of all.
 */
export function silenceRule(histories: Histories): Float64Array {
  const { x, tx, T, weight } = histories.days;
  let gaps = 0;
  let span = 0;
  for (let i = 0; i < x.length; i++) {
    gaps += x[i] * weight[i];
    span += tx[i] * weight[i];
  }
  const usual = gaps === 0 ? Number.POSITIVE_INFINITY : span / gaps;
  return x.map((repeats, i) => {
    const gap = repeats === 0 ? usual : tx[i] / repeats;
    return T[i] - tx[i] <= SILENCE_MULTIPLE * gap ? 1 : 0;
  });
}
