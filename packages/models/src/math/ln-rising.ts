import { digamma } from './digamma.ts';
import { lnGamma } from './ln-gamma.ts';
import { trigamma } from './trigamma.ts';

/** Value of ln (a)ₙ with its first and second derivative in a. */
export interface Rising {
  readonly value: number;
  readonly first: number;
  readonly second: number;
}

const LONGEST_PRODUCT = 40;

/**
 * Logarithm of the rising factorial, ln (a)ₙ = lnΓ(a + n) − lnΓ(a), with its derivatives in a; a > 0, n ≥ 0.
 * Short products are summed factor by factor, which stays exact where a is tiny or huge.
 *
 * @example lnRising(3, 2).value // ln(3·4) = 2.4849066497880004
 */
export function lnRising(a: number, n: number): Rising {
  if (n > LONGEST_PRODUCT || n !== Math.floor(n)) {
    return {
      value: lnGamma(a + n) - lnGamma(a),
      first: digamma(a + n) - digamma(a),
      second: trigamma(a + n) - trigamma(a),
    };
  }
  let value = 0;
  let first = 0;
  let second = 0;
  for (let j = 0; j < n; j += 1) {
    const inverse = 1 / (a + j);
    value += Math.log(a + j);
    first += inverse;
    second -= inverse * inverse;
  }
  return { value, first, second };
}
