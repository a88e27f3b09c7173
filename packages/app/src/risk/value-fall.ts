import type { RiskPolicy } from './policy.ts';

/** Net margin in the last four quarters, oldest first; NaN before the first purchase. */
export type Quarters = readonly [number, number, number, number];

export interface ValueFall {
  /** Fall of the newest quarter against the mean of those before, 0…1; NaN where that cannot be told. */
  readonly fall: number;
  /** More than chance. */
  readonly falling: boolean;
}

const UNKNOWN: ValueFall = { fall: Number.NaN, falling: false };

/**
 * Is a customer's value falling against the own base? A rare buyer has quarters without a purchase and is not leaving
 * for that: a fall counts only where it is larger than the chance of so few purchases explains (counts vary with their
 * own square root), or where each of the four quarters was below the one before. Where not even a fall to nothing
 * could be told from chance, nothing is said.
 */
export function valueFall(quarters: Quarters, purchasesInYear: number, policy: RiskPolicy): ValueFall {
  let known = 0;
  let sum = 0;
  let steady = true;
  for (let quarter = 0; quarter < 3; quarter++) {
    const value = quarters[quarter];
    if (Number.isNaN(value)) continue;
    known++;
    sum += value;
    if (quarters[quarter + 1] >= value) steady = false;
  }
  if (known === 0 || !(sum > 0)) return UNKNOWN;
  const fall = Math.min(1, Math.max(0, 1 - quarters[3] / (sum / known)));
  const perQuarter = purchasesInYear / (known + 1);
  const error = perQuarter > 0 ? Math.sqrt((1 + 1 / known) / perQuarter) : Number.POSITIVE_INFINITY;
  const steadyFall = steady && known === 3;
  if (policy.fallErrors * error >= 1 && !steadyFall) return UNKNOWN;
  const falling = fall >= policy.leastFall && (steadyFall || fall >= policy.fallErrors * error);
  return { fall, falling };
}
