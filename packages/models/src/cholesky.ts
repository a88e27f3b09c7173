/**
 * Solves A·x = b for a symmetric positive definite A (row by row, size n × n); null where A is not, so that a caller
 * can say that its data do not determine the answer.
 */
export function solvePositiveDefinite(matrix: Float64Array, right: Float64Array): Float64Array | null {
  const n = right.length;
  const lower = Float64Array.from(matrix);
  const at = (row: number, column: number) => lower[row * n + column];
  for (let row = 0; row < n; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = at(row, column);
      for (let k = 0; k < column; k++) sum -= at(row, k) * at(column, k);
      if (row > column) lower[row * n + column] = sum / at(column, column);
      else if (sum > 0) lower[row * n + row] = Math.sqrt(sum);
      else return null;
    }
  }
  const solution = Float64Array.from(right);
  for (let row = 0; row < n; row++) {
    let sum = solution[row];
    for (let k = 0; k < row; k++) sum -= at(row, k) * solution[k];
    solution[row] = sum / at(row, row);
  }
  for (let row = n - 1; row >= 0; row--) {
    let sum = solution[row];
    for (let k = row + 1; k < n; k++) sum -= at(k, row) * solution[k];
    solution[row] = sum / at(row, row);
  }
  return solution;
}
