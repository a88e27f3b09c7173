/** Value, gradient and Hessian of a function of a few parameters. The Hessian is the packed lower triangle. */
export interface Derivatives {
  value: number;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}

/** An empty record for a function of `size` parameters. */
export function createDerivatives(size: number): Derivatives {
  return { value: 0, gradient: new Float64Array(size), hessian: new Float64Array((size * (size + 1)) / 2) };
}

/** Sets value and derivatives to zero. */
export function clearDerivatives(derivatives: Derivatives): void {
  derivatives.value = 0;
  for (let i = 0; i < derivatives.gradient.length; i += 1) derivatives.gradient[i] = 0;
  for (let i = 0; i < derivatives.hessian.length; i += 1) derivatives.hessian[i] = 0;
}

/** Place of (row, column) in a packed lower triangle. */
export function packed(row: number, column: number): number {
  return row >= column ? (row * (row + 1)) / 2 + column : (column * (column + 1)) / 2 + row;
}

/** Turns derivatives in p into derivatives in ln p, in place; `parameters` are the p > 0. */
export function toLogParameters(derivatives: Derivatives, parameters: Float64Array): void {
  const { gradient, hessian } = derivatives;
  for (let i = 0; i < parameters.length; i += 1) {
    gradient[i] = gradient[i] * parameters[i];
    for (let j = 0; j <= i; j += 1) {
      const at = packed(i, j);
      hessian[at] = hessian[at] * parameters[i] * parameters[j];
    }
    hessian[packed(i, i)] = hessian[packed(i, i)] + gradient[i];
  }
}
