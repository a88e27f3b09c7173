/**
 * Bounds for the next score when scores are exchangeable (split-conformal): with n scores and ranks counted over n + 1,
 * the next one lies between the bounds with at least the stated probability, whatever its distribution. Where there
 * are too few scores for both sides, the lower bound is -∞ and all doubt goes to the upper one; where even that cannot
 * be had, both are infinite. Weights, of mean 1, say how often each score is met where the next one comes from
 * (Tibshirani, Foygel Barber, Candès & Ramdas 2019); the next one itself counts 1.
 */
export function conformalBounds(
  scores: ArrayLike<number>,
  coverage: number,
  weights?: ArrayLike<number>,
): { low: number; high: number } {
  const order = Uint32Array.from(scores, (_, i) => i).sort((a, b) => scores[a] - scores[b]);
  const cumulative = new Float64Array(order.length);
  let sum = 0;
  order.forEach((score, rank) => {
    sum += weights === undefined ? 1 : weights[score];
    cumulative[rank] = sum;
  });
  const all = sum + 1;
  const highest = (share: number) => cumulative.findIndex((below) => below >= share * all - 1e-9);
  const low = cumulative.findLastIndex((below) => below <= ((1 - coverage) / 2) * all + 1e-9);
  const high = highest((1 + coverage) / 2);
  if (low >= 0 && high >= 0) return { low: scores[order[low]], high: scores[order[high]] };
  const oneSided = highest(coverage);
  return {
    low: Number.NEGATIVE_INFINITY,
    high: oneSided >= 0 ? scores[order[oneSided]] : Number.POSITIVE_INFINITY,
  };
}
