import { stirlingRemainder } from './stirling.ts';

const HALF_LN_TWO_PI = 0.9189385332046728;

/**
 * Natural logarithm of the gamma function for x > 0 (Infinity at 0), absolute error about 1e-15 below x = 10,
 * relative error about 1e-16 above.
 *
 * Source: Abramowitz & Stegun 6.1.15 (recurrence up to x ≥ 10) and 6.1.41 (Stirling's series).
 *
 * @example lnGamma(5) // ln 24 = 3.1780538303479458
 */
export function lnGamma(x: number): number {
  let product = 1;
  let shifted = x;
  while (shifted < 10) {
    product *= shifted;
    shifted += 1;
  }
  const value = (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LN_TWO_PI + stirlingRemainder(shifted);
  return product === 1 ? value : value - Math.log(product);
}
