import type { CustomerReasons } from '../reason/contract.ts';
import { INFERRED_REASONS } from '../reason/contract.ts';
import { type CustomerRisks, STATES } from '../risk/contract.ts';
import type { CustomerValues } from '../value/contract.ts';
import type { Choices } from './choices.ts';
import { ACTIONS, ATTITUDES, type CustomerDecisions, OFFERS, RULES, TIERS } from './contract.ts';
import { type Case, type Circumstances, considerCustomer, createConsidered, type Option } from './decide.ts';
import { CONTACTS } from './policy.ts';
import type { Stakes } from './stakes.ts';

export interface Base {
  readonly values: CustomerValues;
  readonly risks: CustomerRisks;
  readonly reasons: CustomerReasons;
  readonly stakes: Stakes;
  readonly tier: Uint8Array;
}

/** Those for whom some contact pays, with what each such contact is. */
export interface Candidates {
  readonly choices: Choices;
  /** Candidate → customer_key, ascending. */
  readonly customer: Int32Array;
  /** Option → index into ACTIONS and OFFERS, chance after it. */
  readonly action: Uint8Array;
  readonly offer: Uint8Array;
  readonly chance: Float64Array;
  readonly minutes: Float64Array;
}

const MINUTES_PER_HOUR = 60;
const ACTIVE = STATES.indexOf('active');
const RETURNED = STATES.indexOf('returned');
const LOST = STATES.indexOf('lost');

export function isInTrouble(state: number | undefined): boolean {
  return state !== ACTIVE && state !== RETURNED;
}

/** Nobody is decided about yet: everyone keeps the chance that is there without our doing. */
export function createDecisions(base: Base): CustomerDecisions {
  const count = base.values.count;
  return {
    tier: base.tier,
    attitude: new Uint8Array(count).fill(ATTITUDES.indexOf('none')),
    action: new Uint8Array(count).fill(ACTIONS.indexOf('none')),
    offer: new Uint8Array(count).fill(OFFERS.indexOf('none')),
    control: new Uint8Array(count),
    rule: new Uint8Array(count).fill(RULES.indexOf('not_in_trouble')),
    chanceWith: base.stakes.without.slice(),
    chanceWithout: base.stakes.without,
    delta: new Float64Array(count),
    cost: new Float64Array(count),
    minutes: new Float64Array(count),
  };
}

function fillCase(one: Case, base: Base, customer: number): void {
  one.lost = base.risks.state[customer] === LOST;
  one.tier = TIERS[base.tier[customer] as number] ?? 'not_worth_it';
  one.reason = INFERRED_REASONS[base.reasons.reason[customer] as number] ?? 'unknown';
  one.confidence = base.reasons.confidence[customer] as number;
  one.stake = base.stakes.value[customer] as number;
  one.without = base.stakes.without[customer] as number;
  one.early = base.stakes.early[customer] as number;
  one.usualMargin = base.values.meanMargin[customer] as number;
}

function keepBest(decisions: CustomerDecisions, customer: number, best: Option): void {
  decisions.chanceWith[customer] = best.chance;
  decisions.delta[customer] = best.delta;
  decisions.cost[customer] = best.cost;
  decisions.minutes[customer] = best.minutes;
}

/** Growing columns of options, cut to size at the end. */
function createOptionColumns(most: number) {
  const columns = {
    gain: new Float64Array(most),
    money: new Float64Array(most),
    hours: new Float64Array(most),
    chance: new Float64Array(most),
    minutes: new Float64Array(most),
    action: new Uint8Array(most),
    offer: new Uint8Array(most),
  };
  return {
    put(at: number, option: Option) {
      columns.gain[at] = option.delta;
      columns.money[at] = option.cost;
      columns.hours[at] = option.minutes / MINUTES_PER_HOUR;
      columns.chance[at] = option.chance;
      columns.minutes[at] = option.minutes;
      columns.action[at] = ACTIONS.indexOf(option.contact);
      columns.offer[at] = OFFERS.indexOf(option.offer);
    },
    cut: (start: Int32Array, customer: Int32Array, used: number): Candidates => ({
      choices: {
        start,
        gain: columns.gain.subarray(0, used),
        money: columns.money.subarray(0, used),
        hours: columns.hours.subarray(0, used),
      },
      customer,
      action: columns.action.subarray(0, used),
      offer: columns.offer.subarray(0, used),
      chance: columns.chance.subarray(0, used),
      minutes: columns.minutes.subarray(0, used),
    }),
  };
}

/** Walks everyone through the decision; who passes becomes a candidate for the plan with every contact that pays. */
export function considerAll(base: Base, circumstances: Circumstances, decisions: CustomerDecisions): Candidates {
  const count = base.values.count;
  const troubled = base.risks.state.reduce((sum, state) => sum + (isInTrouble(state) ? 1 : 0), 0);
  const columns = createOptionColumns(troubled * CONTACTS.length);
  const start = new Int32Array(troubled + 1);
  const customers = new Int32Array(troubled);
  const considered = createConsidered();
  const one: Case = {
    lost: false,
    tier: 'small',
    reason: 'unknown',
    confidence: 0,
    stake: 0,
    without: 0,
    early: 0,
    usualMargin: 0,
  };
  let used = 0;
  let candidates = 0;
  for (let customer = 0; customer < count; customer += 1) {
    if (!isInTrouble(base.risks.state[customer])) continue;
    fillCase(one, base, customer);
    considerCustomer(one, circumstances, considered);
    decisions.attitude[customer] = ATTITUDES.indexOf(considered.attitude);
    decisions.rule[customer] = RULES.indexOf(considered.rule);
    if (considered.best !== null) keepBest(decisions, customer, considered.best);
    if (considered.rule !== 'chosen') continue;
    for (const option of considered.options) {
      if (!option.allowed || option.delta <= 0) continue;
      columns.put(used, option);
      used += 1;
    }
    customers[candidates] = customer;
    candidates += 1;
    start[candidates] = used;
  }
  return columns.cut(start.subarray(0, candidates + 1), customers.subarray(0, candidates), used);
}
