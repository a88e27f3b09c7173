import { integrate } from './math/integrate.ts';
import { lnBeta } from './math/ln-beta.ts';

/** Beyond this many expected terms the series gives way to an integral. */
const LONGEST_SERIES = 2000;

/** A customer who is still there: rate ~ Gamma(shape, rate), chance of leaving after each purchase ~ Beta(a, b). */
export interface StillThere {
  readonly shape: number;
  readonly rate: number;
  readonly a: number;
  readonly b: number;
}

/**
 * Purchases expected within t of a customer who is still there and leaves with his chance p after each purchase:
 * E[(1 − (1 + p u)^−R) / p], u = t / rate, R = shape.
 *
 * It is summed as Σ P(N = k) S_k: N purchases would be made without leaving (negative binomial), of which
 * S_k = Σ_{j<k} (b)_j / (a+b)_j are expected to happen. All terms are positive, so it is accurate at a = 1, where the
 * published closed form (Fader, Hardie & Lee 2005, eq. 10) is 0/0, and for all other values. Where N is too large to be
 * summed, the mean over p is integrated instead.
 */
export function expectedUntilLeaving(t: number, customer: StillThere): number {
  const u = t / customer.rate;
  if (!(u > 0)) return 0;
  const terms = customer.shape * u + 40 * (1 + u) + 8 * Math.sqrt(customer.shape * u * (1 + u));
  const startsAboveZero = customer.shape * Math.log1p(u) < 600;
  return terms < LONGEST_SERIES && startsAboveZero ? bySeries(u, customer) : byIntegral(u, customer);
}

function bySeries(u: number, { shape, a, b }: StillThere): number {
  const z = u / (1 + u);
  let chance = Math.exp(-shape * Math.log1p(u));
  let survival = 1;
  let expected = 0;
  let sum = 0;
  for (let k = 0; k < 20 * LONGEST_SERIES; k += 1) {
    chance *= ((shape + k) / (k + 1)) * z;
    expected += survival;
    survival *= (b + k) / (a + b + k);
    sum += chance * expected;
    if (k > shape * u && chance * expected * (1 + u) < 1e-17 * sum) break;
  }
  return sum;
}

/** The mean over p on the scale y = logit p; its width there is about √(1/a + 1/b) where that is small. */
function byIntegral(u: number, { shape, a, b }: StillThere): number {
  const logIntegrand = (y: number): number => {
    const lnP = -softplus(-y);
    const up = u * Math.exp(lnP);
    const tiny = (1 + shape) * up < 1e-15;
    const leaving = tiny ? Math.log(shape * u) + lnP : Math.log(-Math.expm1(-shape * Math.log1p(up)));
    return (a - 1) * lnP - b * softplus(y) + leaving;
  };
  const scale = Math.min(1, 2 * Math.sqrt(1 / a + 1 / b));
  return Math.exp(integrate({ logIntegrand, centre: Math.log(a / b), scale }) - lnBeta(a, b));
}

function softplus(y: number): number {
  return Math.max(y, 0) + Math.log1p(Math.exp(-Math.abs(y)));
}
