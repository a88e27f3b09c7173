import { type Choices, customersIn, NO_OPTION, type Prices } from './choices.ts';
import { selectRank } from './select-rank.ts';

export function worthAt(choices: Choices, prices: Prices, option: number): number {
  if (option === NO_OPTION) return 0;
  return (
    (choices.gain[option] as number) -
    prices.money * (choices.money[option] as number) -
    prices.hour * (choices.hours[option] as number)
  );
}

/** What it costs at these prices to give each customer the second best instead of the best. */
export function regrets(choices: Choices, prices: Prices): Float64Array {
  const customers = customersIn(choices);
  const regret = new Float64Array(customers);
  for (let customer = 0; customer < customers; customer += 1) {
    let best = 0;
    let second = Number.NEGATIVE_INFINITY;
    for (
      let option = choices.start[customer] as number;
      option < (choices.start[customer + 1] as number);
      option += 1
    ) {
      const worth = worthAt(choices, prices, option);
      if (worth > best) {
        second = best;
        best = worth;
      } else if (worth > second) second = worth;
    }
    regret[customer] = best - second;
  }
  return regret;
}

/** The `count` customers whose decision is closest, closest first; ties by position, so that the order is one. */
export function closestCalls(regret: Float64Array, count: number): Int32Array {
  const wanted = Math.min(count, regret.length);
  if (wanted === 0) return new Int32Array(0);
  const limit = selectRank(regret.slice(), wanted - 1);
  const below: number[] = [];
  const level: number[] = [];
  for (let customer = 0; customer < regret.length; customer += 1) {
    const value = regret[customer] as number;
    if (value < limit) below.push(customer);
    else if (value === limit && level.length < wanted) level.push(customer);
  }
  below.sort((a, b) => (regret[a] as number) - (regret[b] as number) || a - b);
  return Int32Array.from([...below, ...level].slice(0, wanted));
}
