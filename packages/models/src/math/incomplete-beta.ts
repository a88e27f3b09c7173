import { lnBeta } from './ln-beta.ts';

/** Both tails, I_x(a, b) and 1 − I_x(a, b), each with full relative accuracy. */
export interface BetaTails {
  readonly lower: number;
  readonly upper: number;
}

const TINY = 1e-300;
const LONGEST_FRACTION = 20_000;

/** Continued fraction of the incomplete beta function, modified Lentz evaluation; converges fast for x < (a+1)/(a+b+2). */
function fraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / clear(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < LONGEST_FRACTION; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / clear(1 + even * d);
    c = clear(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / clear(1 + odd * d);
    c = clear(1 + odd / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return value;
}

function clear(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}

/**
 * Both tails of the regularised incomplete beta function at x with complement y = 1 − x given separately,
 * so that neither tail loses digits near its end; a, b > 0.
 *
 * Source: Didonato & Morris (1992); continued fraction Abramowitz & Stegun 26.5.8, modified Lentz evaluation.
 *
 * @example betaTails({ a: 2, b: 3, x: 0.25, y: 0.75 }).lower // 0.26171875
 */
export function betaTails(at: { a: number; b: number; x: number; y: number }): BetaTails {
  const { a, b, x, y } = at;
  if (!(x > 0)) return { lower: 0, upper: 1 };
  if (!(y > 0)) return { lower: 1, upper: 0 };
  const lnX = x < 0.5 ? Math.log(x) : Math.log1p(-y);
  const lnY = x < 0.5 ? Math.log1p(-x) : Math.log(y);
  const front = a * lnX + b * lnY - lnBeta(a, b);
  if (x < (a + 1) / (a + b + 2)) {
    const lower = Math.min(1, (Math.exp(front) * fraction(a, b, x)) / a);
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, (Math.exp(front) * fraction(b, a, y)) / b);
  return { lower: 1 - upper, upper };
}

/**
 * Regularised incomplete beta function I_x(a, b) for a, b > 0 and x in [0, 1]: the chance that a Beta(a, b) variable is
 * at most x.
 *
 * @example incompleteBeta(2, 3, 0.25) // 0.26171875
 */
export function incompleteBeta(a: number, b: number, x: number): number {
  return betaTails({ a, b, x, y: 1 - x }).lower;
}
