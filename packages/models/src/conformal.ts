/**
 * Bounds for the next score when scores are exchangeable (split-conformal): with n scores and ranks counted over n + 1,
 * the next one lies between the bounds with at least the stated probability, whatever its distribution. Where there
 * are too few scores for both sides, the lower bound is -∞ and all doubt goes to the upper one; where even that cannot
 * be had, both are infinite.
 */
export function conformalBounds(scores: ArrayLike<number>, coverage: number): { low: number; high: number } {
  const sorted = Float64Array.from(scores).sort();
  const n = sorted.length;
  const lowRank = Math.floor(((n + 1) * (1 - coverage)) / 2 + 1e-9);
  const highRank = Math.ceil(((n + 1) * (1 + coverage)) / 2 - 1e-9);
  if (lowRank >= 1 && highRank <= n) {
    return { low: sorted[lowRank - 1], high: sorted[highRank - 1] };
  }
  const oneSided = Math.ceil((n + 1) * coverage - 1e-9);
  return {
    low: Number.NEGATIVE_INFINITY,
    high: oneSided <= n ? sorted[oneSided - 1] : Number.POSITIVE_INFINITY,
  };
}
