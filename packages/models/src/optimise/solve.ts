import { packed } from './derivatives.ts';

/**
 * Cholesky factor of a small symmetric matrix (packed lower triangle), or null where it is not safely positive
 * definite: a pivot that lost twelve digits is taken for zero.
 */
export function factorise(matrix: Float64Array, size: number): Float64Array | null {
  const factor = new Float64Array(matrix.length);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = matrix[packed(i, j)];
      for (let k = 0; k < j; k += 1) sum -= factor[packed(i, k)] * factor[packed(j, k)];
      if (i === j) {
        if (!(sum > 1e-12 * Math.abs(matrix[packed(i, i)]))) return null;
        factor[packed(i, i)] = Math.sqrt(sum);
      } else {
        factor[packed(i, j)] = sum / factor[packed(j, j)];
      }
    }
  }
  return factor;
}

/** Solves L Lᵀ s = b for a factor of `factorise`. */
export function solve(factor: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  const s = right.slice();
  for (let i = 0; i < size; i += 1) {
    for (let k = 0; k < i; k += 1) s[i] = s[i] - factor[packed(i, k)] * s[k];
    s[i] = s[i] / factor[packed(i, i)];
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < size; k += 1) s[i] = s[i] - factor[packed(k, i)] * s[k];
    s[i] = s[i] / factor[packed(i, i)];
  }
  return s;
}

/** Diagonal of the inverse of a positive definite matrix, or null. */
export function inverseDiagonal(matrix: Float64Array, size: number): Float64Array | null {
  const factor = factorise(matrix, size);
  if (factor === null) return null;
  const diagonal = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    const unit = new Float64Array(size);
    unit[i] = 1;
    diagonal[i] = solve(factor, unit)[i];
  }
  return diagonal;
}
