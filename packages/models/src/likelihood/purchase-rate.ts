import type { Derivatives } from '../optimise/derivatives.ts';
import type { Point } from './two-branch.ts';

/**
 * ln[α^r (α + t)^−(r+x)], the part of every likelihood here that comes from rates λ ~ Gamma(r, α), added to `out` with
 * derivatives in parameters 0 (r) and 1 (α). Written with ln(1 + t/α) so that large r and α lose no digits.
 */
export function addRatePart({ parameters, x, t }: Point, out: Derivatives): void {
  const r = parameters[0];
  const alpha = parameters[1];
  const sum = alpha + t;
  const logRatio = Math.log1p(t / alpha);
  const { gradient, hessian } = out;
  out.value -= r * logRatio + x * Math.log(sum);
  gradient[0] = gradient[0] - logRatio;
  gradient[1] = gradient[1] + (r * t - x * alpha) / (alpha * sum);
  hessian[1] = hessian[1] + t / (alpha * sum);
  hessian[2] = hessian[2] - r / (alpha * alpha) + (r + x) / (sum * sum);
}
