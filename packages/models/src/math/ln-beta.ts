import { lnGamma } from './ln-gamma.ts';
import { stirlingRemainder } from './stirling.ts';

const HALF_LN_TWO_PI = 0.9189385332046728;

/**
 * Natural logarithm of the beta function B(a, b) for a, b > 0, without the cancellation that
 * lnΓ(a) + lnΓ(b) − lnΓ(a + b) suffers when an argument is large.
 *
 * Source: Stirling's formula in the arrangement of Didonato & Morris (1992), ACM TOMS 18(3), 360–373.
 *
 * @example lnBeta(2, 3) // ln(1/12) = −2.4849066497880004
 */
export function lnBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (large < 10) return lnGamma(small) + lnGamma(large) - lnGamma(small + large);
  const growth = -(large - 0.5) * Math.log1p(small / large);
  if (small < 10) {
    const remainder = stirlingRemainder(large) - stirlingRemainder(small + large);
    return lnGamma(small) + remainder + growth + small - small * Math.log(small + large);
  }
  const remainder = stirlingRemainder(small) + stirlingRemainder(large) - stirlingRemainder(small + large);
  return HALF_LN_TWO_PI - 0.5 * Math.log(small) + remainder + growth + small * Math.log(small / (small + large));
}
