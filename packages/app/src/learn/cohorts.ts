import type { LearnSummary } from './contract.ts';

/** Quarters are numbered from 1970-Q1. Parallel arrays: so many lives of a cohort began in `start`, were lost in `lost`. */
export interface LifeCounts {
  /** Quarter of the customer's first purchase. */
  readonly cohort: ArrayLike<number>;
  readonly start: ArrayLike<number>;
  /** NaN: not lost by the as-of day. */
  readonly lost: ArrayLike<number>;
  readonly lives: ArrayLike<number>;
  /** How many of these lives are their customer's first. */
  readonly first: ArrayLike<number>;
}

function nameOfQuarter(quarter: number): string {
  return `${1970 + Math.floor(quarter / 4)}-Q${(quarter % 4) + 1}`;
}

/**
 * Of those who first bought in a quarter, the share who are not lost at its end, at the end of the next quarter, and so
 * on; the last figure of each cohort stands at the as-of day. Who came back counts again.
 */
export function surviveByQuarter(counts: LifeCounts, asOfQuarter: number): LearnSummary['cohorts'] {
  const alive = new Map<number, Float64Array>();
  const customers = new Map<number, number>();
  for (let row = 0; row < counts.lives.length; row++) {
    const cohort = counts.cohort[row] ?? 0;
    const start = counts.start[row] ?? 0;
    const lost = counts.lost[row] ?? Number.NaN;
    const lives = counts.lives[row] ?? 0;
    const shares = alive.get(cohort) ?? new Float64Array(asOfQuarter - cohort + 1);
    alive.set(cohort, shares);
    const last = Number.isNaN(lost) ? asOfQuarter + 1 : lost;
    for (let quarter = start; quarter < last; quarter++) {
      shares[quarter - cohort] = (shares[quarter - cohort] ?? 0) + lives;
    }
    customers.set(cohort, (customers.get(cohort) ?? 0) + (counts.first[row] ?? 0));
  }
  return [...alive.keys()]
    .sort((a, b) => a - b)
    .map((cohort) => {
      const size = customers.get(cohort) ?? 0;
      const surviving = Array.from(alive.get(cohort) ?? [], (count) => count / size);
      return { cohort: nameOfQuarter(cohort), customers: size, surviving };
    });
}
