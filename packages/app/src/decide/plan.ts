import { type Choices, customersIn, type Limits, NO_OPTION, type Prices, respondToPrices } from './choices.ts';
import { assignControl, type Lottery } from './control.ts';
import { type BestPlan, optimise } from './optimise.ts';
import { createDual, type Dual } from './optimise-dual.ts';

export interface ControlledPlan {
  /** Candidate → option of the plan; −1: none. */
  readonly chosen: Int32Array;
  /** Candidate → option that those held back would have got; −1 for everyone else. */
  readonly heldFrom: Int32Array;
  readonly best: BestPlan;
  readonly dual: Dual;
}

/** Where prices need not be exact: they only say who is a candidate for the lottery. */
const LOTTERY_TOLERANCE = 1e-4;

interface Part {
  readonly choices: Choices;
  /** Customer of the part → candidate of the whole. */
  readonly from: Int32Array;
  /** Option of the part → option of the whole, for customers of the part. */
  readonly optionFrom: Int32Array;
}

function partOf(choices: Choices, keep: (candidate: number) => boolean): Part {
  const from: number[] = [];
  let options = 0;
  for (let candidate = 0; candidate < customersIn(choices); candidate += 1) {
    if (!keep(candidate)) continue;
    from.push(candidate);
    options += (choices.start[candidate + 1] as number) - (choices.start[candidate] as number);
  }
  const start = new Int32Array(from.length + 1);
  const optionFrom = new Int32Array(options);
  let used = 0;
  from.forEach((candidate, index) => {
    for (
      let option = choices.start[candidate] as number;
      option < (choices.start[candidate + 1] as number);
      option += 1
    ) {
      optionFrom[used] = option;
      used += 1;
    }
    start[index + 1] = used;
  });
  const pick = (column: Float64Array) => {
    const picked = new Float64Array(options);
    for (let option = 0; option < options; option += 1) picked[option] = column[optionFrom[option] as number] as number;
    return picked;
  };
  return {
    choices: { start, gain: pick(choices.gain), money: pick(choices.money), hours: pick(choices.hours) },
    from: Int32Array.from(from),
    optionFrom,
  };
}

function isLimited(limits: Limits): boolean {
  return Number.isFinite(limits.money) || Number.isFinite(limits.hours);
}

/** The prices at which the plan will stop, found with a first lottery of the same size. */
function foreseenPrices(choices: Choices, limits: Limits, lottery: Lottery): Prices {
  if (!isLimited(limits)) return { money: 0, hour: 0 };
  const free = partOf(choices, (candidate) => (lottery.lot[candidate] as number) >= lottery.share);
  return createDual(free.choices).solve(limits, LOTTERY_TOLERANCE).prices;
}

/**
 * The best plan for those who are not held back, and the control group. Held back are some of those whom the plan would
 * contact, so that they can be compared with those it does contact; they use no means.
 */
export function planWithControl(choices: Choices, limits: Limits, lottery: Lottery): ControlledPlan {
  const candidates = customersIn(choices);
  const heldFrom = new Int32Array(candidates).fill(NO_OPTION);
  let held: Uint8Array = new Uint8Array(candidates);
  if (lottery.share > 0) {
    const wanted = new Int32Array(candidates);
    respondToPrices(choices, foreseenPrices(choices, limits, lottery), wanted);
    held = assignControl(
      lottery,
      wanted.map((_, candidate) => candidate).filter((candidate) => wanted[candidate] !== NO_OPTION),
    );
    held.forEach((isHeld, candidate) => {
      if (isHeld === 1) heldFrom[candidate] = wanted[candidate] as number;
    });
  }
  const free = partOf(choices, (candidate) => held[candidate] === 0);
  const dual = createDual(free.choices);
  const best = optimise(free.choices, limits, dual);
  const chosen = new Int32Array(candidates).fill(NO_OPTION);
  best.chosen.forEach((option, index) => {
    if (option !== NO_OPTION) chosen[free.from[index] as number] = free.optionFrom[option] as number;
  });
  return { chosen, heldFrom, best, dual };
}
