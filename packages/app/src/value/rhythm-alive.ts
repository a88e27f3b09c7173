import { rhythmExceedance } from '@winback/models';
import type { Histories } from './histories.ts';
import type { RhythmParameters } from './rhythm.ts';

const BISECTIONS = 40;
const LEAST_SHARE = 1e-6;
const LARGEST_SHARE = 0.9;

export interface RhythmAlive {
  /** The share that leaves after a purchase, the same for all. */
  readonly leaving: number;
  readonly pAlive: Float64Array;
}

/**
 * P(alive) from the personal rhythm: with the share q that leaves after each purchase and the chance s that one who
 * still buys is silent for so long, P(alive) = (1 − q) s / (q + (1 − q) s). q maximises the likelihood of the
 * repeaters, Σ x ln(1 − q) + ln(q + (1 − q) s), which is concave; one-time buyers would pull it up, since most of them
 * never had a rhythm.
 */
export function rhythmAlive(parameters: RhythmParameters, histories: Histories): RhythmAlive {
  const { x, tx, T, weight } = histories.days;
  const silent = x.map((count, row) => rhythmExceedance(parameters, { count, total: tx[row] }, T[row] - tx[row]));
  const slope = (q: number) => {
    let sum = 0;
    for (let row = 0; row < x.length; row++) {
      const repeats = x[row];
      if (repeats === 0) continue;
      const s = silent[row];
      sum += weight[row] * ((1 - s) / (q + (1 - q) * s) - repeats / (1 - q));
    }
    return sum;
  };
  let low = LEAST_SHARE;
  let high = LARGEST_SHARE;
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = (low + high) / 2;
    if (slope(middle) > 0) low = middle;
    else high = middle;
  }
  const leaving = (low + high) / 2;
  return { leaving, pAlive: silent.map((s) => ((1 - leaving) * s) / (leaving + (1 - leaving) * s)) };
}
