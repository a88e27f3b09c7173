import { type Choices, type Limits, NOTHING, type Prices, respondToPrices, type Totals } from './choices.ts';
import { type Minimum, minimiseConvex } from './minimise-convex.ts';

/** What is known after some price lists were tried: no plan within the limits gains more than `bound`. */
interface DualSolution {
  readonly prices: Prices;
  readonly bound: number;
  /** The mix of plans that meets the limits exactly; an estimate of the best plan's size and use. */
  readonly mix: Totals;
}

export interface Dual {
  solve(limits: Limits, tolerance: number): DualSolution;
  /** The lowest bound by all that was tried so far. */
  bound(limits: Limits): number;
}

interface Tried {
  readonly prices: Prices;
  readonly totals: Totals;
}

const MAX_ROUNDS = 200;
/** Sums over customers are no more exact than this; a bound within it of nothing (a budget of zero) is met. */
const ROUNDING = 1e-12;

function paid(prices: Prices, use: Pick<Totals, 'money' | 'hours'>): number {
  const money = prices.money === 0 ? 0 : prices.money * use.money;
  return money + (prices.hour === 0 ? 0 : prices.hour * use.hours);
}

/** Beyond this price nobody would use the means at all. */
function prohibitive(tried: readonly Tried[], use: (totals: Totals) => number): number {
  let highest = 0;
  for (const { totals } of tried) if (use(totals) > 0) highest = Math.max(highest, totals.gain / use(totals));
  return 2 * highest + Number.MIN_VALUE;
}

function priceHours(tried: readonly Tried[], perMoney: number, limits: Limits): Minimum {
  const worth = (perHour: number) => {
    let value = Number.NEGATIVE_INFINITY;
    let totals = NOTHING;
    for (const plan of tried) {
      const line = plan.totals.gain - perMoney * plan.totals.money - perHour * plan.totals.hours;
      if (line > value) {
        value = line;
        totals = plan.totals;
      }
    }
    return { value, totals };
  };
  if (limits.hours === Number.POSITIVE_INFINITY) return { at: 0, ...worth(0) };
  return minimiseConvex(
    (perHour) => {
      const { value, totals } = worth(perHour);
      return { value: value + perHour * limits.hours, slope: limits.hours - totals.hours, totals };
    },
    prohibitive(tried, (totals) => totals.hours),
  );
}

/** The best mix of the plans tried so far (Dantzig–Wolfe's master), with the prices that make it so. */
function mixTried(tried: readonly Tried[], limits: Limits): { prices: Prices; value: number; mix: Totals } {
  let hour = 0;
  const atMoneyPrice = (perMoney: number): Minimum => {
    const minimum = priceHours(tried, perMoney, limits);
    hour = minimum.at;
    return minimum;
  };
  if (limits.money === Number.POSITIVE_INFINITY) {
    const minimum = atMoneyPrice(0);
    return { prices: { money: 0, hour }, value: minimum.value, mix: minimum.totals };
  }
  const minimum = minimiseConvex(
    (perMoney) => {
      const { value, totals } = atMoneyPrice(perMoney);
      return { value: value + perMoney * limits.money, slope: limits.money - totals.money, totals };
    },
    prohibitive(tried, (totals) => totals.money),
  );
  atMoneyPrice(minimum.at);
  return { prices: { money: minimum.at, hour }, value: minimum.value, mix: minimum.totals };
}

/**
 * The Lagrangian dual of the plan. Any price list gives an upper bound: what customers would gain after paying the
 * prices, plus what the limited means would fetch. The lowest bound is found by trying the prices at which the mix of
 * plans tried so far is best, until bound and mix meet. What was tried does not depend on the limits, so it serves
 * every further solve (the profit curve).
 */
export function createDual(choices: Choices): Dual {
  const tried: Tried[] = [{ prices: { money: 0, hour: 0 }, totals: NOTHING }];
  const boundAt = (plan: Tried, limits: Limits) =>
    plan.totals.gain - paid(plan.prices, plan.totals) + paid(plan.prices, limits);
  const tryPrices = (prices: Prices): Tried => {
    const plan = { prices, totals: respondToPrices(choices, prices) };
    tried.push(plan);
    return plan;
  };
  const unlimited = tryPrices({ money: 0, hour: 0 });
  return {
    bound: (limits) => tried.slice(1).reduce((lowest, plan) => Math.min(lowest, boundAt(plan, limits)), Infinity),
    solve(limits, tolerance) {
      let best = unlimited;
      const keepLower = (plan: Tried) => {
        if (boundAt(plan, limits) < boundAt(best, limits)) best = plan;
      };
      for (const plan of tried.slice(2)) keepLower(plan);
      for (let round = 0; ; round += 1) {
        const master = mixTried(tried, limits);
        const bound = boundAt(best, limits);
        const allowed = Math.max(tolerance * bound, ROUNDING * unlimited.totals.gain);
        if (bound - master.value <= allowed || round === MAX_ROUNDS) {
          return { prices: best.prices, bound, mix: master.mix };
        }
        keepLower(tryPrices(master.prices));
      }
    },
  };
}
