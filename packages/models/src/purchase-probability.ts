import type { BetaGeometricParameter } from './beta-geometric-model.ts';
import { betaTails } from './math/incomplete-beta.ts';
import { lnBeta } from './math/ln-beta.ts';

/**
 * Chance that a new BG/NBD customer makes exactly n repeat purchases within t: either n purchases and still there, or
 * n purchases were reached and the customer left after the n-th.
 *
 * Source: Fader, Hardie & Lee (2005), eq. 8; its finite sum is written as an incomplete beta function.
 *
 * @example bgNbdProbability({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, 39, 0) // 0.5738
 */
export function bgNbdProbability(
  { r, alpha, a, b }: Record<BetaGeometricParameter, number>,
  t: number,
  n: number,
): number {
  const sum = alpha + t;
  const lnB = lnBeta(a, b);
  const lnExactly = r * Math.log(alpha / sum) + (n === 0 ? 0 : n * Math.log(t / sum) - Math.log(n) - lnBeta(r, n));
  const stillThere = Math.exp(lnBeta(a, b + n) - lnB + lnExactly);
  if (n === 0) return stillThere;
  const atLeast = betaTails({ a: n, b: r, x: t / sum, y: alpha / sum }).lower;
  return stillThere + Math.exp(lnBeta(a + 1, b + n - 1) - lnB) * atLeast;
}
