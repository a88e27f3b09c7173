/**
 * Trigamma function ψ′(x) for x > 0, relative error about 1e-15.
 *
 * Source: Abramowitz & Stegun 6.4.6 (recurrence up to x ≥ 10) and 6.4.12 (asymptotic series).
 *
 * @example trigamma(1) // π²/6 = 1.6449340668482264
 */
export function trigamma(x: number): number {
  let sum = 0;
  let shifted = x;
  while (shifted < 10) {
    sum += 1 / (shifted * shifted);
    shifted += 1;
  }
  const u = 1 / (shifted * shifted);
  const tail = 5 / 66 - u * (691 / 2730 - u * (7 / 6 - (u * 3617) / 510));
  const series = 1 / 6 - u * (1 / 30 - u * (1 / 42 - u * (1 / 30 - u * tail)));
  return sum + 1 / shifted + u / 2 + (u * series) / shifted;
}
