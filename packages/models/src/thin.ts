import { combineCodes, encodeColumn } from './codes.ts';
import type { PurchaseStatistics } from './statistics.ts';

function pick(statistics: PurchaseStatistics, rows: readonly number[], weights: readonly number[]): PurchaseStatistics {
  const column = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row]);
  return {
    x: column(statistics.x),
    tx: column(statistics.tx),
    T: column(statistics.T),
    weight: Float64Array.from(weights),
  };
}

/**
 * A systematic sample of about `size` rows for a first look at a likelihood: one-time buyers have few distinct rows and
 * are all kept; of the others, rows heavier than the sampling step are kept and the rest are drawn in their order, each
 * standing for one step of weight. No randomness is used.
 */
export function thin(statistics: PurchaseStatistics, size: number): PurchaseStatistics {
  const { x, weight } = statistics;
  let repeaters = 0;
  for (let row = 0; row < x.length; row += 1) if (x[row] > 0) repeaters += weight[row];
  const step = repeaters / size;
  const rows: number[] = [];
  const weights: number[] = [];
  let carried = step / 2;
  for (let row = 0; row < x.length; row += 1) {
    if (x[row] === 0 || weight[row] >= step) {
      rows.push(row);
      weights.push(weight[row]);
      continue;
    }
    carried += weight[row];
    if (carried >= step) {
      carried -= step;
      rows.push(row);
      weights.push(step);
    }
  }
  return pick(statistics, rows, weights);
}

/** Statistics on a coarser grid of time. */
export interface Coarsened {
  readonly statistics: PurchaseStatistics;
  readonly step: number;
}

const FINEST_STEPS = 256;
const COARSEST_STEPS = 64;

/**
 * Rounds t_x and T to a grid coarse enough that at most `limit` distinct rows remain (or to 64 steps of the longest T).
 */
export function coarsen(statistics: PurchaseStatistics, limit: number): Coarsened {
  const longest = statistics.T.reduce((high, T) => Math.max(high, T), 0);
  for (let steps = FINEST_STEPS; ; steps /= 2) {
    const step = longest / steps;
    const coarse = regroup(statistics, step);
    if (coarse.x.length <= limit || steps <= COARSEST_STEPS) return { statistics: coarse, step };
  }
}

function regroup({ x, tx, T, weight }: PurchaseStatistics, step: number): PurchaseStatistics {
  const onGrid = (times: Float64Array): Float64Array => times.map((time) => Math.round(time / step));
  const [last, end] = [onGrid(tx), onGrid(T)];
  const byXT = combineCodes(encodeColumn(x), encodeColumn(end));
  const { codes, size } = combineCodes(byXT, encodeColumn(last));
  const column = (): Float64Array => new Float64Array(size);
  const coarse: PurchaseStatistics = { x: column(), tx: column(), T: column(), weight: column() };
  for (let row = 0; row < codes.length; row += 1) {
    const group = codes[row];
    coarse.x[group] = x[row];
    coarse.tx[group] = last[row] * step;
    coarse.T[group] = end[row] * step;
    coarse.weight[group] += weight[row];
  }
  return coarse;
}
