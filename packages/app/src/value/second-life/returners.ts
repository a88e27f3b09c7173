import type { Day } from '../../platform/time.ts';
import type { Losses } from './losses.ts';
import type { Timelines } from './timelines.ts';

/** Lives that followed a loss, each watched for its own number of days. Parallel arrays, one row for each life. */
export interface Returners {
  readonly count: number;
  readonly logGap: Float64Array;
  readonly logMargin: Float64Array;
  /**
   * On how many days one could have stood and seen the customer lost and about to return within the window, scaled to
   * mean 1. Whoever comes back right after the limit was hardly lost and is seldom met among the lost.
   */
  readonly weight: Float64Array;
  /** Days watched, at most the window. */
  readonly followUp: Int32Array;
  /** Purchase days (the returning one included) and margin within the days watched. */
  readonly purchases: Float64Array;
  readonly margin: Float64Array;
  /** Age in days of each purchase after the returning one, and the row it belongs to. */
  readonly eventAge: Int32Array;
  readonly eventRow: Int32Array;
}

function scaledToMeanOne(weights: readonly number[]): Float64Array {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return Float64Array.from(weights, (weight) => (weight * weights.length) / sum);
}

export function returnersOf(
  timelines: Timelines,
  losses: Losses,
  known: { readonly until: Day; readonly window: number },
): Returners {
  const rows = Array.from({ length: losses.count }, (_, row) => row).filter((row) => losses.next[row] >= 0);
  const daysLost = rows.map(
    (loss) => timelines.day[losses.next[loss]] - timelines.day[losses.last[loss]] - losses.limit[loss],
  );
  const followUp = new Int32Array(rows.length);
  const purchases = new Float64Array(rows.length);
  const margin = new Float64Array(rows.length);
  const eventAge: number[] = [];
  const eventRow: number[] = [];
  rows.forEach((loss, row) => {
    const next = losses.next[loss];
    const start = timelines.day[next];
    const watched = Math.min(known.until - start, known.window);
    followUp[row] = watched;
    for (let i = next; i < losses.nextEnd[loss]; i++) {
      const age = timelines.day[i] - start;
      if (age > watched) break;
      purchases[row] += 1;
      margin[row] += timelines.margin[i];
      if (age === 0) continue;
      eventAge.push(age);
      eventRow.push(row);
    }
  });
  return {
    count: rows.length,
    logGap: Float64Array.from(rows, (loss) => losses.logGap[loss]),
    logMargin: Float64Array.from(rows, (loss) => losses.logMargin[loss]),
    weight: scaledToMeanOne(daysLost.map((days) => Math.min(days, known.window))),
    followUp,
    purchases,
    margin,
    eventAge: Int32Array.from(eventAge),
    eventRow: Int32Array.from(eventRow),
  };
}

/** Those rows for which `keep` holds. */
export function someReturners(all: Returners, keep: (row: number) => boolean): Returners {
  const place = new Int32Array(all.count).fill(-1);
  const rows: number[] = [];
  for (let row = 0; row < all.count; row++) {
    if (!keep(row)) continue;
    place[row] = rows.length;
    rows.push(row);
  }
  const events = Array.from(all.eventRow, (row, event) => ({ row: place[row], event })).filter(({ row }) => row >= 0);
  const take = (values: ArrayLike<number>) => Float64Array.from(rows, (row) => values[row]);
  return {
    count: rows.length,
    logGap: take(all.logGap),
    logMargin: take(all.logMargin),
    weight: scaledToMeanOne(rows.map((row) => all.weight[row])),
    followUp: Int32Array.from(rows, (row) => all.followUp[row]),
    purchases: take(all.purchases),
    margin: take(all.margin),
    eventAge: Int32Array.from(events, ({ event }) => all.eventAge[event]),
    eventRow: Int32Array.from(events, ({ row }) => row),
  };
}
