import { type Choices, type Limits, type Prices, type Totals, totalsOf } from './choices.ts';
import { createDual, type Dual } from './optimise-dual.ts';
import { repairPlan } from './repair-plan.ts';

export interface BestPlan {
  /** Customer → option; −1: none. */
  readonly chosen: Int32Array;
  readonly totals: Totals;
  /** No plan within the limits gains more. */
  readonly bound: number;
  /** (bound − plan) ÷ bound; 0 where there is nothing to gain. */
  readonly gap: number;
  readonly prices: Prices;
}

const PLAN_TOLERANCE = 1e-9;

function gapOf(bound: number, gain: number): number {
  return bound > 0 ? Math.max(0, (bound - gain) / bound) : 0;
}

/** The plan that gains most within the limits, and how far from the best it can be at most. */
export function optimise(choices: Choices, limits: Limits, dual: Dual = createDual(choices)): BestPlan {
  const { prices, bound } = dual.solve(limits, PLAN_TOLERANCE);
  const chosen = repairPlan(choices, prices, limits);
  const totals = totalsOf(choices, chosen);
  return { chosen, totals, bound, gap: gapOf(bound, totals.gain), prices };
}
