import { INFERRED_REASONS } from '../reason/contract.ts';
import { STATES } from '../risk/contract.ts';
import { type Base, isInTrouble } from './candidates.ts';
import { ACTIONS, type CustomerDecisions, type DecideOptions, type PlanSummary, RULES, TIERS } from './contract.ts';
import type { ControlledPlan } from './plan.ts';
import { CONTACTS, type Policy, persuadedBy } from './policy.ts';
import { statePower } from './power.ts';
import type { ProfitCurve } from './profit-curve.ts';
import type { Tiers } from './tiers.ts';

const MINUTES_PER_HOUR = 60;
const LOST = STATES.indexOf('lost');
const CHOSEN = RULES.indexOf('chosen');
/** Rules under which a gain that could be had is left: for want of means, of effort worth it, or for the control. */
const FORGOING = new Set(
  ['held_for_control', 'over_budget', 'small_let_go', 'hard_to_avoid'].map((rule) =>
    (RULES as readonly string[]).indexOf(rule),
  ),
);

/** One pass over customers, summing columns by a code. */
function sumBy(codes: Uint8Array, length: number, value: (customer: number) => number): Float64Array {
  const sums = new Float64Array(length);
  for (let customer = 0; customer < codes.length; customer += 1) {
    const code = codes[customer] as number;
    sums[code] = (sums[code] as number) + value(customer);
  }
  return sums;
}

function byAction(decisions: CustomerDecisions): PlanSummary['byAction'] {
  const done = (column: Float64Array) => (customer: number) =>
    decisions.rule[customer] === CHOSEN ? (column[customer] as number) : 0;
  const sum = (value: (customer: number) => number) => sumBy(decisions.action, ACTIONS.length, value);
  const customers = sum(() => 1);
  const cost = sum(done(decisions.cost));
  const minutes = sum(done(decisions.minutes));
  const gain = sum(done(decisions.delta));
  return ACTIONS.map((action, code) => ({
    action,
    customers: customers[code] as number,
    cost: cost[code] as number,
    hours: (minutes[code] as number) / MINUTES_PER_HOUR,
    gain: gain[code] as number,
  }));
}

function byRule(decisions: CustomerDecisions): PlanSummary['byRule'] {
  const customers = sumBy(decisions.rule, RULES.length, () => 1);
  const gain = sumBy(decisions.rule, RULES.length, (customer) => Math.max(0, decisions.delta[customer] as number));
  return RULES.map((rule, code) => ({
    rule,
    customers: customers[code] as number,
    gainForgone: FORGOING.has(code) ? (gain[code] as number) : 0,
  }));
}

function tierRows(base: Base, tiers: Tiers): PlanSummary['tiers'] {
  const state = base.risks.state;
  const customers = sumBy(base.tier, TIERS.length, () => 1);
  const lost = sumBy(base.tier, TIERS.length, (customer) => (state[customer] === LOST ? 1 : 0));
  const atStake = sumBy(base.tier, TIERS.length, (customer) =>
    isInTrouble(state[customer]) ? (base.stakes.value[customer] as number) : 0,
  );
  return TIERS.map((tier, code) => ({
    tier,
    from: tiers.from[tier],
    customers: customers[code] as number,
    lost: lost[code] as number,
    valueAtStake: atStake[code] as number,
  }));
}

function powerOf(decisions: CustomerDecisions, plan: ControlledPlan): PlanSummary['power'] {
  const treated = plan.best.totals.customers;
  let control = 0;
  let unasked = 0;
  let lift = 0;
  decisions.rule.forEach((rule, customer) => {
    const held = decisions.control[customer] === 1;
    if (rule !== CHOSEN && !held) return;
    unasked += decisions.chanceWithout[customer] as number;
    if (held) control += 1;
    else lift += (decisions.chanceWith[customer] as number) - (decisions.chanceWithout[customer] as number);
  });
  if (treated === 0) return null;
  return statePower({ treated, control, baseRate: unasked / (treated + control), expectedLift: lift / treated });
}

/** What share each contact is assumed to persuade for each reason, before the firm has outcomes of its own. */
function statedPriors(policy: Policy): PlanSummary['priors'] {
  return CONTACTS.flatMap((action) => {
    const { strength, source } = policy.contacts[action];
    return INFERRED_REASONS.map((reason) => ({
      action,
      reason,
      mean: persuadedBy(action, reason, policy),
      strength,
      source,
    }));
  });
}

export interface Settled {
  readonly base: Base;
  readonly tiers: Tiers;
  readonly plan: ControlledPlan;
  readonly curve: ProfitCurve;
  readonly policy: Policy;
}

export function summarisePlan(decisions: CustomerDecisions, settled: Settled, options: DecideOptions): PlanSummary {
  const { plan, curve, base, tiers, policy } = settled;
  const { totals, gap, prices } = plan.best;
  return {
    budget: options.budget,
    agentHours: options.agentHours,
    contacted: totals.customers,
    control: decisions.control.reduce((sum, held) => sum + held, 0),
    expectedGain: totals.gain,
    cost: totals.money,
    hours: totals.hours,
    dualityGap: gap,
    shadowPrices: { money: prices.money, hour: prices.hour },
    byAction: byAction(decisions),
    byRule: byRule(decisions),
    profitCurve: curve.points,
    bestBudget: curve.bestBudget,
    tiers: tierRows(base, tiers),
    power: powerOf(decisions, plan),
    priors: statedPriors(policy),
  };
}
