/** A chance reached evenly over the horizon, taken over a share of it. */
export function chanceWithin(chance: number, shareOfHorizon: number): number {
  return 1 - (1 - chance) ** shareOfHorizon;
}

export interface ReturnPrior {
  /** Chance that an average lost customer is back within the answer window after this contact, unasked ones included. */
  readonly chance: number;
  /** The same without any contact: the mean over the lost customers of this file. */
  readonly unasked: number;
}

/**
 * Chance within the answer window after a contact, from the customer's own chance without. The contact multiplies the
 * odds as it does for the average lost customer, so that who is colder than the average stays colder. It lifts nobody
 * above the prior, so that who would come anyway earns it nothing.
 */
export function answerChance(without: number, prior: ReturnPrior): number {
  const unasked = Math.max(prior.unasked, Number.EPSILON);
  const times = prior.chance / (1 - prior.chance) / (unasked / (1 - unasked));
  const odds = (times * without) / (1 - without);
  return Math.max(without, Math.min(prior.chance, odds / (1 + odds)));
}

export interface Unasked {
  /** Chance to be back over the whole horizon … */
  readonly without: number;
  /** … and within the answer window. */
  readonly early: number;
}

/**
 * Chance to be back over the whole horizon after a contact now. Those who did not answer may still come unasked later,
 * and those who answered but would have come later anyway are no gain.
 */
export function returnChance({ without, early }: Unasked, prior: ReturnPrior): number {
  if (without >= 1) return without;
  const stillAway = (1 - without) / (1 - early);
  return Math.max(without, 1 - (1 - answerChance(early, prior)) * stillAway);
}

/** Chance to stay after a contact that keeps this share of those who would go. */
export function stayChance(without: number, kept: number): number {
  return without + (1 - without) * kept;
}
