/** A chance reached evenly over the horizon, taken over a share of it. */
export function chanceWithin(chance: number, shareOfHorizon: number): number {
  return 1 - (1 - chance) ** shareOfHorizon;
}

/**
 * A success rate of contacts counts those who would have come anyway. Without them it is the share persuaded of those
 * who would not.
 */
export function persuadedShare(successRate: number, unaskedRate: number): number {
  return Math.max(0, (successRate - unaskedRate) / (1 - unaskedRate));
}

export interface Persuasion {
  /** Share of the average lost customers who would not come by themselves within the answer window, but do so after a
   * contact. */
  readonly share: number;
  /** Mean chance of the lost of this file to come by themselves within the answer window. */
  readonly usualEarly: number;
}

/**
 * Chance to be back within the answer window after a contact. Who is colder than the average lost customer, by the odds
 * to come unasked, is as much harder to persuade; who is warmer is no easier, there are only fewer left to persuade.
 */
export function answerChance(early: number, { share, usualEarly }: Persuasion): number {
  const warmth = early >= usualEarly ? 1 : (early * (1 - usualEarly)) / ((1 - early) * usualEarly);
  return early + (1 - early) * share * warmth;
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
export function returnChance({ without, early }: Unasked, persuasion: Persuasion): number {
  if (without >= 1) return without;
  const stillAway = (1 - without) / (1 - early);
  return Math.max(without, 1 - (1 - answerChance(early, persuasion)) * stillAway);
}

/** Chance to stay after a contact that keeps this share of those who would go. */
export function stayChance(without: number, kept: number): number {
  return without + (1 - without) * kept;
}
