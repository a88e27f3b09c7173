import { type CustomerRisks, STATES } from '../risk/contract.ts';
import type { CustomerValues } from '../value/contract.ts';
import { chanceWithin } from './response.ts';

/** What is at stake with each customer, and the chance that it comes without our doing. Index = customer_key. */
export interface Stakes {
  /** The value if the customer comes back (lost: the second life) or stays (others). */
  readonly value: Float64Array;
  /** Lost: the chance to come back unasked; others: the share of that value that is kept unasked. */
  readonly without: Float64Array;
  /** Of the lost, the chance to come back unasked within the answer window; 0 for others. */
  readonly early: Float64Array;
  /** Its mean over the lost. */
  readonly meanEarly: number;
}

const LOST = STATES.indexOf('lost');
const LEAVING = STATES.indexOf('leaving');
/** A model that is nearly sure of a loss says little about the value if it is wrong. */
const LEAST_ALIVE = 0.05;

function known(value: number, otherwise: number): number {
  return Number.isFinite(value) ? value : otherwise;
}

function within(chance: number): number {
  return Math.min(1, Math.max(0, chance));
}

/** P(alive), or where the model cannot say the chance of at least one more purchase. */
function chanceAlive(values: CustomerValues, customer: number): number {
  const expected = known(values.expectedPurchases[customer] as number, 0);
  return within(known(values.pAlive[customer] as number, 1 - Math.exp(-expected)));
}

/**
 * A future value is already weighed with the chance of staying; divided by it, it is the value if the customer stays.
 * Who is leaving has lost part of the usual value even while buying. `windowShare` is the answer window as a share of
 * the horizon.
 */
export function weighStakes(values: CustomerValues, risks: CustomerRisks, windowShare: number): Stakes {
  const value = new Float64Array(values.count);
  const without = new Float64Array(values.count);
  const early = new Float64Array(values.count);
  let lost = 0;
  let sumEarly = 0;
  for (let customer = 0; customer < values.count; customer += 1) {
    const state = risks.state[customer];
    if (state === LOST) {
      value[customer] = Math.max(0, known(values.sltv[customer] as number, 0));
      without[customer] = within(known(values.returnProbability[customer] as number, 0));
      early[customer] = chanceWithin(without[customer] as number, windowShare);
      lost += 1;
      sumEarly += early[customer] as number;
      continue;
    }
    const alive = chanceAlive(values, customer);
    const fall = state === LEAVING ? within(known(risks.valueFall[customer] as number, 0)) : 0;
    value[customer] = Math.max(0, known(values.futureValue[customer] as number, 0)) / Math.max(LEAST_ALIVE, alive);
    without[customer] = alive * (1 - fall);
  }
  return { value, without, early, meanEarly: lost === 0 ? 0 : sumEarly / lost };
}
