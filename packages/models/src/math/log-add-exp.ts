/**
 * ln(eᵃ + eᵇ) without overflow; either argument may be −Infinity.
 *
 * @example logAddExp(1000, 1000) // 1000 + ln 2
 */
export function logAddExp(a: number, b: number): number {
  const high = Math.max(a, b);
  if (high === -Infinity) return -Infinity;
  return high + Math.log1p(Math.exp(Math.min(a, b) - high));
}
