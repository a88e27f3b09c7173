export interface RecurrentEvents {
  /** Age of each event, in whole days from the beginning of its own history; below that history's follow-up. */
  readonly eventAge: ArrayLike<number>;
  /** The history each event belongs to. */
  readonly eventHistory: ArrayLike<number>;
  /** Days for which each history has been watched. */
  readonly followUp: ArrayLike<number>;
  /** Pace of each history against the curve; absent: all at pace 1. */
  readonly pace?: ArrayLike<number>;
  /** How much each history counts; absent: all the same. */
  readonly weight?: ArrayLike<number>;
  /** A point of the curve counts as seen while at least this many histories have been watched so long. */
  readonly leastWatched: number;
}

export interface MeanCumulative {
  /** Expected events up to and including each age 0 … horizon. */
  readonly curve: Float64Array;
  /** Up to this age the curve is counted; beyond it is continued with its own bend. */
  readonly seenUntil: number;
  /** Exponent p of the continuation M(t) = M(s)·(t/s)^p; null where nothing had to be continued. */
  readonly exponent: number | null;
}

const EARLIER_SHARE = 0.25;

/** Sum of the weights of histories that have been watched up to each age. */
function watchedAt(followUp: ArrayLike<number>, weight: (row: number) => number, horizon: number): Float64Array {
  const watched = new Float64Array(horizon + 2);
  for (let i = 0; i < followUp.length; i++) {
    const until = Math.min(horizon, followUp[i]);
    if (until >= 0) watched[until] += weight(i);
  }
  for (let age = horizon - 1; age >= 0; age--) {
    watched[age] += watched[age + 1];
  }
  return watched;
}

/** Between growing no more (0) and growing for ever at the same pace (1). */
function bend(curve: Float64Array, seenUntil: number): number {
  const late = curve[seenUntil];
  const age = Math.max(1, Math.round(seenUntil * EARLIER_SHARE));
  const early = curve[age];
  if (late <= 0 || age >= seenUntil) return 0;
  if (early <= 0) return 1;
  return Math.min(1, Math.max(0, Math.log(late / early) / Math.log(seenUntil / age)));
}

/**
 * The mean cumulative number of recurrent events (Nelson 1988): at each age, events ÷ histories still watched. It needs
 * no model of who buys or stops, and unequal follow-up does not bias it. Where those watched for long are quicker or
 * slower than the others, their paces correct for it (the proportional rates of Lin, Wei, Yang & Ying 2000).
 */
export function meanCumulative(events: RecurrentEvents, horizon: number): MeanCumulative {
  const { pace, weight } = events;
  const weightOf = (row: number) => (weight === undefined ? 1 : weight[row]);
  const watched = watchedAt(events.followUp, () => 1, horizon);
  const exposed = watchedAt(events.followUp, (row) => weightOf(row) * (pace === undefined ? 1 : pace[row]), horizon);
  const happened = new Float64Array(horizon + 1);
  for (let i = 0; i < events.eventAge.length; i++) {
    const age = events.eventAge[i];
    if (age <= horizon) happened[age] += weightOf(events.eventHistory[i]);
  }
  const curve = new Float64Array(horizon + 1);
  let seenUntil = 0;
  let total = 0;
  for (let age = 0; age <= horizon; age++) {
    if (watched[age] < Math.max(1, events.leastWatched)) break;
    if (exposed[age] > 0) total += happened[age] / exposed[age];
    curve[age] = total;
    seenUntil = age;
  }
  if (seenUntil === horizon) return { curve, seenUntil, exponent: null };
  const exponent = bend(curve, seenUntil);
  for (let age = seenUntil + 1; age <= horizon; age++) curve[age] = total * (age / Math.max(1, seenUntil)) ** exponent;
  return { curve, seenUntil, exponent };
}
