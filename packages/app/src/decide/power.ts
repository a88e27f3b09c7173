import type { PlanSummary } from './contract.ts';

/** Upper 2.5 % and 20 % points of the normal distribution: a two-sided test at 0.05 with power 0.8. */
const Z_TEST = 1.959963984540054;
const Z_POWER = 0.8416212335729143;
const BISECTIONS = 200;

/** Power of the test of two shares reaches 0.8 where this is not negative. */
function excess(groups: { treated: number; control: number; baseRate: number }, lift: number): number {
  const { treated, control, baseRate } = groups;
  const raised = baseRate + lift;
  const pooled = (treated * raised + control * baseRate) / (treated + control);
  const underNone = Math.sqrt(pooled * (1 - pooled) * (1 / treated + 1 / control));
  const underLift = Math.sqrt((raised * (1 - raised)) / treated + (baseRate * (1 - baseRate)) / control);
  return lift - Z_TEST * underNone - Z_POWER * underLift;
}

/** The smallest rise of the return rate that such groups show in four of five cases; null if no rise would do. */
export function detectableLift(groups: { treated: number; control: number; baseRate: number }): number | null {
  if (groups.treated < 1 || groups.control < 1) return null;
  let low = 0;
  let high = 1 - groups.baseRate;
  if (excess(groups, high) < 0) return null;
  for (let step = 0; step < BISECTIONS && low < high; step += 1) {
    const middle = (low + high) / 2;
    if (excess(groups, middle) < 0) low = middle;
    else high = middle;
  }
  return high;
}

/** What the control group of this plan can show; null where there is none. */
export function statePower(groups: {
  treated: number;
  control: number;
  baseRate: number;
  expectedLift: number;
}): PlanSummary['power'] {
  if (groups.control === 0 || groups.treated === 0) return null;
  return { ...groups, detectableLift: detectableLift(groups) };
}
