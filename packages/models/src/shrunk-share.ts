export interface SharePrior {
  readonly mean: number;
  /** How many observed cases the prior is worth. */
  readonly strength: number;
}

/** A share of successes with a Beta prior: few trials stay near the prior, many speak for themselves. */
export function shrunkShare(successes: number, trials: number, prior: SharePrior): number {
  return (successes + prior.mean * prior.strength) / (trials + prior.strength);
}
