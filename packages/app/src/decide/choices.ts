/**
 * The plan as a problem: customer i has the options start[i] … start[i + 1] − 1, of which at most one is taken. Flat
 * arrays, because there are millions of options.
 */
export interface Choices {
  readonly start: Int32Array;
  /** What the option adds after its cost. */
  readonly gain: Float64Array;
  readonly money: Float64Array;
  readonly hours: Float64Array;
}

/** `Infinity` where there is no limit. */
export interface Limits {
  readonly money: number;
  readonly hours: number;
}

/** What one more unit of a limited means would add. */
export interface Prices {
  readonly money: number;
  readonly hour: number;
}

export interface Totals {
  readonly gain: number;
  readonly money: number;
  readonly hours: number;
  readonly customers: number;
}

export const NOTHING: Totals = { gain: 0, money: 0, hours: 0, customers: 0 };

/** No option is taken. */
export const NO_OPTION = -1;

export function customersIn(choices: Choices): number {
  return choices.start.length - 1;
}

/**
 * Each customer takes the option that is worth most after paying these prices, or none. By Everett's theorem no other
 * plan that uses as much gains more. `chosen`, where given, receives the options.
 */
export function respondToPrices(choices: Choices, prices: Prices, chosen?: Int32Array): Totals {
  const { start, gain, money, hours } = choices;
  const customers = customersIn(choices);
  const perMoney = prices.money;
  const perHour = prices.hour;
  let totalGain = 0;
  let totalMoney = 0;
  let totalHours = 0;
  let taken = 0;
  for (let customer = 0, option = 0; customer < customers; customer += 1) {
    const end = start[customer + 1] as number;
    let best = 0;
    let pick = NO_OPTION;
    for (; option < end; option += 1) {
      const worth =
        (gain[option] as number) - perMoney * (money[option] as number) - perHour * (hours[option] as number);
      if (worth > best) {
        best = worth;
        pick = option;
      }
    }
    if (chosen !== undefined) chosen[customer] = pick;
    if (pick === NO_OPTION) continue;
    totalGain += gain[pick] as number;
    totalMoney += money[pick] as number;
    totalHours += hours[pick] as number;
    taken += 1;
  }
  return { gain: totalGain, money: totalMoney, hours: totalHours, customers: taken };
}

export function totalsOf(choices: Choices, chosen: Int32Array): Totals {
  let gain = 0;
  let money = 0;
  let hours = 0;
  let customers = 0;
  for (const option of chosen) {
    if (option === NO_OPTION) continue;
    gain += choices.gain[option] as number;
    money += choices.money[option] as number;
    hours += choices.hours[option] as number;
    customers += 1;
  }
  return { gain, money, hours, customers };
}
