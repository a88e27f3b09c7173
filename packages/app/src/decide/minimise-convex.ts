import type { Totals } from './choices.ts';

/** A convex function at a point: its value, a slope there, and the plan whose line this is. */
export interface Support {
  readonly value: number;
  readonly slope: number;
  readonly totals: Totals;
}

export interface Minimum {
  readonly at: number;
  readonly value: number;
  /** The mix of two supporting plans that uses exactly the limited means. */
  readonly totals: Totals;
}

const MAX_STEPS = 500;
const RELATIVE_TOLERANCE = 1e-13;

function mix(left: Totals, right: Totals, share: number): Totals {
  const of = (a: number, b: number) => share * a + (1 - share) * b;
  return {
    gain: of(left.gain, right.gain),
    money: of(left.money, right.money),
    hours: of(left.hours, right.hours),
    customers: of(left.customers, right.customers),
  };
}

/**
 * The minimum over [0, right] of a convex function made of lines, found exactly by meeting the line that falls with the
 * line that rises until nothing lies above their meeting point. The slope at `right` must not be negative.
 */
export function minimiseConvex(support: (at: number) => Support, right: number): Minimum {
  let left = support(0);
  if (left.slope >= 0) return { at: 0, value: left.value, totals: left.totals };
  let leftAt = 0;
  let rightAt = right;
  let rising = support(right);
  for (let step = 0; ; step += 1) {
    const meeting =
      (rising.value - left.value - rising.slope * rightAt + left.slope * leftAt) / (left.slope - rising.slope);
    const at = Math.min(rightAt, Math.max(leftAt, meeting));
    const estimate = left.value + left.slope * (at - leftAt);
    const found = support(at);
    const settled = found.value - estimate <= RELATIVE_TOLERANCE * Math.abs(found.value);
    if (settled || step === MAX_STEPS || at <= leftAt || at >= rightAt) {
      const share = rising.slope / (rising.slope - left.slope);
      return { at, value: estimate, totals: mix(left.totals, rising.totals, share) };
    }
    if (found.slope < 0) {
      left = found;
      leftAt = at;
    } else {
      rising = found;
      rightAt = at;
    }
  }
}
