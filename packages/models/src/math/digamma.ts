/**
 * Digamma function ψ(x) = d/dx lnΓ(x) for x > 0, absolute error about 1e-15.
 *
 * Source: Abramowitz & Stegun 6.3.5 (recurrence up to x ≥ 10) and 6.3.18 (asymptotic series).
 *
 * @example digamma(1) // −0.5772156649015329
 */
export function digamma(x: number): number {
  let sum = 0;
  let shifted = x;
  while (shifted < 10) {
    sum += 1 / shifted;
    shifted += 1;
  }
  const u = 1 / (shifted * shifted);
  const tail = 5 / 660 - u * (691 / 32760 - u * (1 / 12 - (u * 3617) / 8160));
  const series = u * (1 / 12 - u * (1 / 120 - u * (1 / 252 - u * (1 / 240 - u * tail))));
  return Math.log(shifted) - 0.5 / shifted - series - sum;
}
