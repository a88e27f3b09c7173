import { type Compared, evidenceFor, type Signs, THRESHOLDS } from './signs.ts';

/** Who is compared with whom: index = customer_key. */
export interface Groups {
  /** 1: in trouble; 2: staying, asked for comparison; 0: not asked. */
  readonly asked: Uint8Array;
  /** Purchase days after the first. */
  readonly repeats: Int32Array;
}

export const TROUBLED = 1;
export const STAYING = 2;

export interface Contrast {
  /** Share with the sign among those of whom it can be asked; null where there are none. */
  readonly troubled: number | null;
  readonly staying: number | null;
  /** Of those in trouble with the sign, the share that would not be in trouble without it. */
  readonly fraction: number;
}

/** Buyers of like experience are compared: who bought more often has had more occasion to see anything. */
const STRATA = [0, 1, 3, 7];
/** With fewer than this to compare with, the file cannot say, and half is assumed. */
const FEWEST_STAYING = 30;
const ASSUMED_FRACTION = 0.5;
const SMOOTHING = 0.5;
/** The ratio of odds is taken at its lower bound (one-sided, 90 %), so that chance in small numbers explains nothing. */
const LOWER_BOUND_Z = 1.2816;

interface Counts {
  troubledWith: number;
  troubledWithout: number;
  stayingWith: number;
  stayingWithout: number;
}

function countStrata(signs: Signs, groups: Groups, reason: Compared): Counts[] {
  const strata = STRATA.map((): Counts => ({ troubledWith: 0, troubledWithout: 0, stayingWith: 0, stayingWithout: 0 }));
  for (let customer = 0; customer < groups.asked.length; customer += 1) {
    const group = groups.asked[customer];
    const evidence = evidenceFor(signs, reason, customer);
    if ((group !== TROUBLED && group !== STAYING) || Number.isNaN(evidence)) continue;
    const repeats = groups.repeats[customer] as number;
    let stratum = STRATA.length - 1;
    while (repeats < (STRATA[stratum] as number)) stratum -= 1;
    const counts = strata[stratum] as Counts;
    const seen = evidence >= THRESHOLDS[reason].seen;
    if (group === TROUBLED) {
      if (seen) counts.troubledWith += 1;
      else counts.troubledWithout += 1;
    } else if (seen) counts.stayingWith += 1;
    else counts.stayingWithout += 1;
  }
  return strata;
}

/**
 * The share of the troubled with a sign that owe their trouble to it, as far as a comparison can tell: 1 − 1 ÷ odds
 * ratio, pooled over strata by Mantel and Haenszel. Where those who stay saw as much of it, it explains nothing.
 */
export function contrastSign(signs: Signs, groups: Groups, reason: Compared): Contrast {
  const strata = countStrata(signs, groups, reason);
  const sum = (pick: (counts: Counts) => number) => strata.reduce((total, counts) => total + pick(counts), 0);
  const troubledWith = sum((counts) => counts.troubledWith);
  const stayingWith = sum((counts) => counts.stayingWith);
  const troubled = troubledWith + sum((counts) => counts.troubledWithout);
  const staying = stayingWith + sum((counts) => counts.stayingWithout);
  const pooled = (pick: (counts: Counts) => number) =>
    sum((counts) => {
      const all = counts.troubledWith + counts.troubledWithout + counts.stayingWith + counts.stayingWithout;
      return all === 0 ? 0 : pick(counts) / all;
    });
  const ratio =
    (pooled((counts) => counts.troubledWith * counts.stayingWithout) + SMOOTHING) /
    (pooled((counts) => counts.troubledWithout * counts.stayingWith) + SMOOTHING);
  const cells = [troubledWith, troubled - troubledWith, stayingWith, staying - stayingWith];
  const standardError = Math.sqrt(cells.reduce((total, cell) => total + 1 / (cell + SMOOTHING), 0));
  const oddsRatio = ratio * Math.exp(-LOWER_BOUND_Z * standardError);
  return {
    troubled: troubled === 0 ? null : troubledWith / troubled,
    staying: staying === 0 ? null : stayingWith / staying,
    fraction: staying < FEWEST_STAYING ? ASSUMED_FRACTION : Math.max(0, 1 - 1 / oddsRatio),
  };
}
