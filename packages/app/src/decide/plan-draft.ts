import { type Choices, type Limits, NO_OPTION, totalsOf } from './choices.ts';

/** A plan while it is being mended: who takes which option, and what is left of the means. */
export interface PlanDraft {
  readonly chosen: Int32Array;
  money: number;
  hours: number;
}

/** Sums of doubles in another order differ in their last digits; a plan must keep its limits in any order. */
const ROUNDING_ALLOWANCE = 1e-12;

export function draftOf(choices: Choices, chosen: Int32Array, limits: Limits): PlanDraft {
  const totals = totalsOf(choices, chosen);
  return {
    chosen,
    money: limits.money * (1 - ROUNDING_ALLOWANCE) - totals.money,
    hours: limits.hours * (1 - ROUNDING_ALLOWANCE) - totals.hours,
  };
}

export function isWithinLimits(draft: PlanDraft): boolean {
  return draft.money >= 0 && draft.hours >= 0;
}

export function useOf(column: Float64Array, option: number): number {
  return option === NO_OPTION ? 0 : (column[option] as number);
}

export interface Change {
  readonly customer: number;
  readonly option: number;
}

export function applyChange(choices: Choices, draft: PlanDraft, change: Change): void {
  const before = draft.chosen[change.customer] as number;
  draft.money += useOf(choices.money, before) - useOf(choices.money, change.option);
  draft.hours += useOf(choices.hours, before) - useOf(choices.hours, change.option);
  draft.chosen[change.customer] = change.option;
}

export function fits(choices: Choices, draft: PlanDraft, change: Change): boolean {
  const before = draft.chosen[change.customer] as number;
  const money = draft.money + useOf(choices.money, before) - useOf(choices.money, change.option);
  const hours = draft.hours + useOf(choices.hours, before) - useOf(choices.hours, change.option);
  return money >= 0 && hours >= 0;
}
