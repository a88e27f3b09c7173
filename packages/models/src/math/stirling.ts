/**
 * Remainder of Stirling's formula, lnΓ(x) − [(x − ½) ln x − x + ½ ln 2π], for x ≥ 10.
 *
 * Source: Abramowitz & Stegun 6.1.41; the term left out is below 1e-17 at x = 10.
 */
export function stirlingRemainder(x: number): number {
  const u = 1 / (x * x);
  const tail = 1 / 1188 - u * (691 / 360360 - u * (1 / 156 - (u * 3617) / 122400));
  return (1 / 12 - u * (1 / 360 - u * (1 / 1260 - u * (1 / 1680 - u * tail)))) / x;
}
