import type { Candidates } from './candidates.ts';
import { NO_OPTION } from './choices.ts';
import { ACTIONS, type CustomerDecisions, OFFERS, RULES } from './contract.ts';
import type { ControlledPlan } from './plan.ts';

const NO_ACTION = ACTIONS.indexOf('none');
const NO_OFFER = OFFERS.indexOf('none');

/** Writes what the plan settled: who is contacted and how, who is held back, who is left out for want of means. */
export function settlePlan(decisions: CustomerDecisions, candidates: Candidates, plan: ControlledPlan): void {
  const { choices, customer } = candidates;
  customer.forEach((key, candidate) => {
    const chosen = plan.chosen[candidate] as number;
    const heldFrom = plan.heldFrom[candidate] as number;
    const option = chosen === NO_OPTION ? heldFrom : chosen;
    const contacted = chosen !== NO_OPTION;
    decisions.action[key] = contacted ? (candidates.action[chosen] as number) : NO_ACTION;
    decisions.offer[key] = contacted ? (candidates.offer[chosen] as number) : NO_OFFER;
    decisions.control[key] = heldFrom === NO_OPTION ? 0 : 1;
    if (option === NO_OPTION) {
      decisions.rule[key] = RULES.indexOf('over_budget');
      return;
    }
    decisions.rule[key] = RULES.indexOf(contacted ? 'chosen' : 'held_for_control');
    decisions.chanceWith[key] = candidates.chance[option] as number;
    decisions.delta[key] = choices.gain[option] as number;
    decisions.cost[key] = choices.money[option] as number;
    decisions.minutes[key] = candidates.minutes[option] as number;
  });
}
