import { ACTIONS, ATTITUDES, OFFERS, RULES, TIERS } from '../decide/contract.ts';
import { INFERRED_REASONS } from '../reason/contract.ts';
import { STATES } from '../risk/contract.ts';
import type { CustomerValues } from '../value/contract.ts';
import type { Results } from './contract.ts';

/** Columns that hold codes, and what each code is called in English in every output. */
export const CODES = {
  state: STATES,
  tier: TIERS,
  reason: INFERRED_REASONS,
  attitude: ATTITUDES,
  action: ACTIONS,
  offer: OFFERS,
  rule: RULES,
} as const;
export type CodeColumn = keyof typeof CODES;

export const CHANCE_DECIMALS = 4;
/** Decimals of money where neither the file nor the user names a currency. */
export const MINOR_DIGITS_UNSTATED = 2;

/** Days between purchases as this customer used to buy; NaN after one purchase. */
function usualGaps({ x, firstDay, lastDay }: CustomerValues): Float64Array {
  return Float64Array.from(x, (repeats, customer) =>
    repeats > 0 ? ((lastDay[customer] ?? 0) - (firstDay[customer] ?? 0)) / repeats : Number.NaN,
  );
}

/** To the decimals that a person would give; a tight loop, because it runs once per customer and column. */
function roundColumn(column: Float64Array, decimals: number): Float64Array {
  const scale = 10 ** decimals;
  const rounded = new Float64Array(column.length);
  for (let row = 0; row < column.length; row++) rounded[row] = Math.round((column[row] ?? Number.NaN) * scale) / scale;
  return rounded;
}

/** All that the outputs say of a customer, as columns side by side, rounded; index = customer_key. */
export function outcomeColumns({ valued, risked, reasoned, decided }: Results, moneyDecimals: number) {
  const { customers: value } = valued;
  const { customers: risk } = risked;
  const { customers: why } = reasoned;
  const { customers: decision } = decided;
  const money = (column: Float64Array) => roundColumn(column, moneyDecimals);
  const chance = (column: Float64Array) => roundColumn(column, CHANCE_DECIMALS);
  return {
    first_day: value.firstDay,
    last_day: value.lastDay,
    x: value.x,
    past_margin: value.totalMargin,
    mean_margin: money(value.meanMargin),
    state: risk.state,
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
    chance_with: chance(decision.chanceWith),
    chance_without: chance(decision.chanceWithout),
    delta: money(decision.delta),
    cost: money(decision.cost),
    minutes: money(decision.minutes),
  };
}
export type OutcomeColumns = ReturnType<typeof outcomeColumns>;
export type OutcomeColumn = keyof OutcomeColumns;
