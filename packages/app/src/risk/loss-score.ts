import type { RiskPolicy } from './policy.ts';

/** Limits of silence of one customer, in days; NaN where no rhythm is known. */
export interface Limits {
  readonly calm: number;
  readonly risk: number;
  readonly lost: number;
}

/** Indicator at the calm, the risk and the lost limit; the limits are where half, 80 % and 95 % of gaps have ended. */
const AT_CALM = 0.5;
const AT_RISK = 0.8;
const AT_LOST = 0.95;

/** The share of the customer's usual gaps that would have ended by now: straight lines between the limits known. */
export function rhythmIndicator(silentDays: number, limits: Limits): number {
  const { calm, risk, lost } = limits;
  if (silentDays < calm) return (AT_CALM * silentDays) / calm;
  if (silentDays < risk) return AT_CALM + ((AT_RISK - AT_CALM) * (silentDays - calm)) / (risk - calm);
  if (silentDays < lost) return AT_RISK + ((AT_LOST - AT_RISK) * (silentDays - risk)) / (lost - risk);
  return silentDays >= lost ? 1 - ((1 - AT_LOST) * lost) / silentDays : Number.NaN;
}

/** Values of the indicators, each 0…1 in the order of INDICATORS; NaN: cannot be told. */
export type Indicators = readonly [number, number, number];

/** The weight of the indicators that can be told. */
function knownWeight(indicators: Indicators, weights: RiskPolicy['weights']): number {
  return (
    (Number.isNaN(indicators[0]) ? 0 : weights.rhythm) +
    (Number.isNaN(indicators[1]) ? 0 : weights.inactivity) +
    (Number.isNaN(indicators[2]) ? 0 : weights.value_fall)
  );
}

/**
 * What each indicator adds to the loss score, which is their sum. An indicator that cannot be told has no part in it
 * (NaN) and leaves its weight to the others: not known is not the same as no risk.
 */
export function contributionsOf(indicators: Indicators, { weights }: RiskPolicy): [number, number, number] {
  const known = knownWeight(indicators, weights);
  return [
    (weights.rhythm * indicators[0]) / known,
    (weights.inactivity * indicators[1]) / known,
    (weights.value_fall * indicators[2]) / known,
  ];
}

/** The sum of the contributions; NaN where nothing can be told. */
export function lossScore(indicators: Indicators, { weights }: RiskPolicy): number {
  // By place: taking a million arrays apart by iteration costs more than the sum.
  const rhythm = indicators[0];
  const inactivity = indicators[1];
  const fall = indicators[2];
  const sum =
    (Number.isNaN(rhythm) ? 0 : weights.rhythm * rhythm) +
    (Number.isNaN(inactivity) ? 0 : weights.inactivity * inactivity) +
    (Number.isNaN(fall) ? 0 : weights.value_fall * fall);
  return sum / knownWeight(indicators, weights);
}
