import { ACTIONS, ATTITUDES, OFFERS, RULES, TIERS } from '../decide/contract.ts';
import { INFERRED_REASONS } from '../reason/contract.ts';
import { STATES } from '../risk/contract.ts';
import type { Results } from './contract.ts';

/** Who has bought only once has no usual gap to compare the silence with. */
const BOUGHT_ONCE = ['active', 'at_risk'] as const;

/** Columns that hold codes, and what each code is called in English in every output. */
export const CODES = {
  state: STATES,
  tier: TIERS,
  reason: INFERRED_REASONS,
  attitude: ATTITUDES,
  action: ACTIONS,
  offer: OFFERS,
  rule: RULES,
  /** Which sentence tells the state … */
  standing: [...STATES, ...BOUGHT_ONCE.map((state) => `${state}_once` as const)],
  /** … and which tells the rule. */
  settlement: [...RULES, 'chosen_without_offer'],
} as const;
export type CodeColumn = keyof typeof CODES;

export const CHANCE_DECIMALS = 4;
export const MINUTE_DECIMALS = 2;
/** Decimals of money where neither the file nor the user names a currency. */
export const MINOR_DIGITS_UNSTATED = 2;

/** As a whole number of the smallest unit that a person would give; NaN stays. */
function scaled(column: Float64Array, decimals: number): Float64Array {
  const scale = 10 ** decimals;
  const whole = new Float64Array(column.length);
  for (let row = 0; row < column.length; row++) whole[row] = Math.round((column[row] as number) * scale);
  return whole;
}

interface Lives {
  readonly x: Int32Array;
  readonly firstDay: Int32Array;
  readonly lastDay: Int32Array;
}

/** Days between purchases as this customer used to buy; NaN after one purchase. */
function usualGaps({ x, firstDay, lastDay }: Lives): Float64Array {
  const gaps = new Float64Array(x.length).fill(Number.NaN);
  for (let row = 0; row < x.length; row++) {
    const repeats = x[row] as number;
    if (repeats > 0) gaps[row] = ((lastDay[row] as number) - (firstDay[row] as number)) / repeats;
  }
  return gaps;
}

function standings(state: Uint8Array, x: Int32Array): Uint8Array {
  const once = BOUGHT_ONCE.map((name) => STATES.indexOf(name));
  const standing = state.slice();
  for (let row = 0; row < x.length; row++) {
    const special = x[row] === 0 ? once.indexOf(state[row] as number) : -1;
    if (special >= 0) standing[row] = STATES.length + special;
  }
  return standing;
}

function settlements(rule: Uint8Array, offer: Uint8Array): Uint8Array {
  const chosen = RULES.indexOf('chosen');
  const none = OFFERS.indexOf('none');
  return rule.map((code, row) => (code === chosen && offer[row] === none ? RULES.length : code));
}

/**
 * All that the outputs say of a customer, as columns side by side; index = customer_key. Money is in minor units and
 * chances and purchases in ten-thousandths, whole numbers, so that every output writes the same digits.
 */
export function outcomeColumns({ valued, risked, reasoned, decided }: Results, minorDigits: number) {
  const { customers: value } = valued;
  const { customers: risk } = risked;
  const { customers: why } = reasoned;
  const { customers: decision } = decided;
  const money = (column: Float64Array) => scaled(column, minorDigits);
  const chance = (column: Float64Array) => scaled(column, CHANCE_DECIMALS);
  return {
    first_day: value.firstDay,
    last_day: value.lastDay,
    x: value.x,
    mean_margin: money(value.meanMargin),
    state: risk.state,
    standing: standings(risk.state, value.x),
    episode: risk.episode,
    silent_days: risk.silentDays,
    usual_gap: usualGaps(value),
    lost_days: value.lostDays,
    p_alive: chance(value.pAlive),
    expected_purchases: chance(value.expectedPurchases),
    future_value: money(value.futureValue),
    sltv: money(value.sltv),
    sltv_low: money(value.sltvLow),
    sltv_high: money(value.sltvHigh),
    tier: decision.tier,
    reason: why.reason,
    evidence: chance(why.evidence),
    attitude: decision.attitude,
    action: decision.action,
    offer: decision.offer,
    control: decision.control,
    rule: decision.rule,
    settlement: settlements(decision.rule, decision.offer),
    chance_with: chance(decision.chanceWith),
    chance_without: chance(decision.chanceWithout),
    delta: money(decision.delta),
    cost: money(decision.cost),
    minutes: scaled(decision.minutes, MINUTE_DECIMALS),
  };
}
export type OutcomeColumns = ReturnType<typeof outcomeColumns>;
export type OutcomeColumn = keyof OutcomeColumns;

function cutTable<Table extends object>(table: Table, customer: number): Table {
  const cut = Object.entries(table).map(([name, column]: [string, unknown]) => [
    name,
    column instanceof Float64Array || column instanceof Int32Array || column instanceof Uint8Array
      ? column.subarray(customer, customer + 1)
      : column,
  ]);
  return Object.fromEntries(cut) as Table;
}

/** What the stages know of one customer, as columns of one row. */
export function onlyCustomer(results: Results, customer: number): Results {
  const { valued, risked, reasoned, decided } = results;
  return {
    ...results,
    valued: { ...valued, customers: cutTable(valued.customers, customer) },
    risked: { ...risked, customers: cutTable(risked.customers, customer) },
    reasoned: { ...reasoned, customers: cutTable(reasoned.customers, customer) },
    decided: { ...decided, customers: cutTable(decided.customers, customer) },
  };
}
