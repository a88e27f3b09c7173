import { type Choices, type Limits, NO_OPTION, type Prices, respondToPrices } from './choices.ts';
import { applyChange, type Change, draftOf, fits, isWithinLimits, type PlanDraft, useOf } from './plan-draft.ts';
import { closestCalls, regrets, worthAt } from './regret.ts';
import { searchCore } from './search-core.ts';

const FIRST_CLOSE_CALLS = 1024;
const CORE_SIZE = 24;

function optionsOf(choices: Choices, customer: number): number[] {
  const options: number[] = [];
  for (let option = choices.start[customer] as number; option < (choices.start[customer + 1] as number); option += 1) {
    options.push(option);
  }
  return options;
}

/** The best option at the prices that uses no more of what is short and less of some of it. */
function relief(problem: { choices: Choices; prices: Prices }, draft: PlanDraft, customer: number): number {
  const { choices, prices } = problem;
  const now = draft.chosen[customer] as number;
  let pick = NO_OPTION;
  for (const option of optionsOf(choices, customer)) {
    const money = useOf(choices.money, option) - useOf(choices.money, now);
    const hours = useOf(choices.hours, option) - useOf(choices.hours, now);
    const helps = (draft.money >= 0 || money < 0) && (draft.hours >= 0 || hours < 0);
    if (helps && worthAt(choices, prices, option) > worthAt(choices, prices, pick)) pick = option;
  }
  return pick;
}

/** Takes back, closest decisions first, until the limits hold. */
function takeBack(problem: { choices: Choices; prices: Prices }, draft: PlanDraft, closest: Int32Array): void {
  for (const customer of closest) {
    if (isWithinLimits(draft)) return;
    if (draft.chosen[customer] === NO_OPTION) continue;
    applyChange(problem.choices, draft, { customer, option: relief(problem, draft, customer) });
  }
}

/** The last resort where no cheaper option is cheap enough: nothing at all uses nothing. */
function giveUp(choices: Choices, draft: PlanDraft, closest: Int32Array): void {
  for (const customer of closest) {
    if (isWithinLimits(draft)) return;
    applyChange(choices, draft, { customer, option: NO_OPTION });
  }
}

interface Upgrade extends Change {
  /** Share of the means' worth that this use of them wastes. */
  readonly waste: number;
}

/** Spends what is left where the least of its worth is wasted. */
function fill(problem: { choices: Choices; prices: Prices }, draft: PlanDraft, closest: Int32Array): void {
  const { choices, prices } = problem;
  const upgrades: Upgrade[] = [];
  for (const customer of closest) {
    const now = draft.chosen[customer] as number;
    for (const option of optionsOf(choices, customer)) {
      const more = useOf(choices.gain, option) - useOf(choices.gain, now);
      if (more <= 0) continue;
      const lost = worthAt(choices, prices, now) - worthAt(choices, prices, option);
      upgrades.push({ customer, option, waste: lost <= 0 ? 0 : lost / (lost + more) });
    }
  }
  upgrades.sort((a, b) => a.waste - b.waste || a.customer - b.customer || a.option - b.option);
  for (const upgrade of upgrades) {
    const more = useOf(choices.gain, upgrade.option) - useOf(choices.gain, draft.chosen[upgrade.customer] as number);
    if (more > 0 && fits(choices, draft, upgrade)) applyChange(choices, draft, upgrade);
  }
}

/**
 * From prices to a plan that keeps the limits: everyone's best answer to the prices, closest decisions taken back until
 * it fits, then the closest decisions searched for the best way to use what is left.
 */
export function repairPlan(choices: Choices, prices: Prices, limits: Limits): Int32Array {
  const chosen = new Int32Array(choices.start.length - 1).fill(NO_OPTION);
  respondToPrices(choices, prices, chosen);
  const draft = draftOf(choices, chosen, limits);
  const regret = regrets(choices, prices);
  let closest = closestCalls(regret, FIRST_CLOSE_CALLS);
  takeBack({ choices, prices }, draft, closest);
  while (!isWithinLimits(draft) && closest.length < regret.length) {
    closest = closestCalls(regret, closest.length * 8);
    takeBack({ choices, prices }, draft, closest);
  }
  giveUp(choices, draft, closest);
  fill({ choices, prices }, draft, closest);
  searchCore({ choices, prices, customers: closest.subarray(0, CORE_SIZE) }, draft);
  fill({ choices, prices }, draft, closest);
  return chosen;
}
