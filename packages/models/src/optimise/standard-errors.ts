import type { Derivatives } from './derivatives.ts';
import { inverseDiagonal } from './solve.ts';

/**
 * Standard errors of parameters from the Hessian of the log-likelihood in ln p: √diag(−H⁻¹) times p (delta method).
 * Null where the likelihood is flat in some direction.
 */
export function standardErrors(derivatives: Derivatives, parameters: Float64Array): Float64Array | null {
  const information = derivatives.hessian.map((value) => -value);
  const variances = inverseDiagonal(information, parameters.length);
  return variances === null ? null : parameters.map((value, i) => value * Math.sqrt(variances[i]));
}
