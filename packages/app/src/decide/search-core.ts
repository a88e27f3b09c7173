import { type Choices, NO_OPTION, type Prices } from './choices.ts';
import { applyChange, fits, type PlanDraft, useOf } from './plan-draft.ts';
import { worthAt } from './regret.ts';

const MAX_NODES = 200_000;

export interface Core {
  readonly choices: Choices;
  readonly prices: Prices;
  /** Those whose decisions are closest; all others stay as they are. */
  readonly customers: Int32Array;
}

/** For each customer of the core the options (none among them), best at the prices first. */
function rankedOptions(core: Core): number[][] {
  const { choices, prices } = core;
  return Array.from(core.customers, (customer) => {
    const options = [NO_OPTION];
    for (
      let option = choices.start[customer] as number;
      option < (choices.start[customer + 1] as number);
      option += 1
    ) {
      options.push(option);
    }
    return options.sort((a, b) => worthAt(choices, prices, b) - worthAt(choices, prices, a) || a - b);
  });
}

/** Infinity left of a means whose price is zero is worth nothing, not NaN. */
function worthOfRest(left: number, price: number): number {
  return price === 0 ? 0 : left * price;
}

/**
 * Branch and bound over the few customers whose decision is close, with the prices' own bound: what the rest could add
 * at most is what they would pay for plus the worth of the means left. On a small problem this finds the best plan.
 */
export function searchCore(core: Core, draft: PlanDraft): void {
  const { choices, prices, customers } = core;
  const ranked = rankedOptions(core);
  const depthEnd = customers.length;
  const bestWorthFrom = new Float64Array(depthEnd + 1);
  for (let depth = depthEnd - 1; depth >= 0; depth -= 1) {
    const first = (ranked[depth] as number[])[0] as number;
    bestWorthFrom[depth] = (bestWorthFrom[depth + 1] as number) + worthAt(choices, prices, first);
  }
  const best = Array.from(customers, (customer) => draft.chosen[customer] as number);
  let bestGain = best.reduce((sum, option) => sum + useOf(choices.gain, option), 0);
  const path = best.slice();
  let money = draft.money + best.reduce((sum, option) => sum + useOf(choices.money, option), 0);
  let hours = draft.hours + best.reduce((sum, option) => sum + useOf(choices.hours, option), 0);
  let nodes = 0;
  const descend = (depth: number, gain: number): void => {
    if (depth === depthEnd) {
      if (gain > bestGain) {
        bestGain = gain;
        best.splice(0, depthEnd, ...path);
      }
      return;
    }
    for (const option of ranked[depth] as number[]) {
      nodes += 1;
      if (nodes > MAX_NODES) return;
      const spent = useOf(choices.money, option);
      const worked = useOf(choices.hours, option);
      if (spent > money || worked > hours) continue;
      money -= spent;
      hours -= worked;
      const reached = gain + useOf(choices.gain, option);
      const rest = worthOfRest(money, prices.money) + worthOfRest(hours, prices.hour);
      path[depth] = option;
      if (reached + rest + (bestWorthFrom[depth + 1] as number) > bestGain) descend(depth + 1, reached);
      money += spent;
      hours += worked;
    }
  };
  descend(0, 0);
  for (const customer of customers) applyChange(choices, draft, { customer, option: NO_OPTION });
  customers.forEach((customer, index) => {
    const change = { customer, option: best[index] as number };
    if (fits(choices, draft, change)) applyChange(choices, draft, change);
  });
}
