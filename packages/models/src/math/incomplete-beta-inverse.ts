import { betaTails } from './incomplete-beta.ts';
import { lnBeta } from './ln-beta.ts';

/** A quantile on (0, 1) with its complement, both with full relative accuracy. */
export interface BetaQuantile {
  readonly x: number;
  readonly y: number;
}

const WIDEST_LOGIT = 700;

/** Derivative of ln(lower tail) or ln(upper tail) is taken in logit(x), where the problem is smooth at both ends. */
function density(at: { a: number; b: number }, lnX: number, lnY: number): number {
  return Math.exp(at.a * lnX + at.b * lnY - lnBeta(at.a, at.b));
}

/**
 * The x with I_x(a, b) = probability, and y = 1 − x, by a bracketed Newton iteration on the logit of x.
 * The tail that is smaller is the one matched, so quantiles near 0 and 1 keep their digits.
 *
 * @example betaQuantile(2, 3, 0.26171875).x // 0.25
 */
export function betaQuantile(a: number, b: number, probability: number): BetaQuantile {
  if (!(probability > 0)) return { x: 0, y: 1 };
  if (!(probability < 1)) return { x: 1, y: 0 };
  let low = -WIDEST_LOGIT;
  let high = WIDEST_LOGIT;
  let logit = Math.log(a / b);
  for (let step = 0; step < 200; step += 1) {
    const { x, y } = fromLogit(logit);
    const { lower, upper } = betaTails({ a, b, x, y });
    const useLower = probability <= 0.5;
    const miss = useLower ? Math.log(lower / probability) : Math.log((1 - probability) / upper);
    if (miss === 0) return { x, y };
    if (miss > 0) high = logit;
    else low = logit;
    const slope = density({ a, b }, Math.log(x), Math.log(y)) / (useLower ? lower : upper);
    const next = logit - miss / slope;
    const jump = next > low && next < high ? next : (low + high) / 2;
    if (Math.abs(jump - logit) <= 1e-15 * Math.max(1, Math.abs(logit))) return fromLogit(jump);
    logit = jump;
  }
  return fromLogit(logit);
}

function fromLogit(logit: number): BetaQuantile {
  const e = Math.exp(-Math.abs(logit));
  const large = 1 / (1 + e);
  const small = e / (1 + e);
  return logit < 0 ? { x: small, y: large } : { x: large, y: small };
}

/**
 * Inverse of the regularised incomplete beta function: the x with I_x(a, b) = probability; a, b > 0.
 *
 * @example incompleteBetaInverse(2, 3, 0.26171875) // 0.25
 */
export function incompleteBetaInverse(a: number, b: number, probability: number): number {
  return betaQuantile(a, b, probability).x;
}
