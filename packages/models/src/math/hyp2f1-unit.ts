/** 2F1(1, b; c; z) with its first and second derivatives in b, c and z. */
export interface HypergeometricUnit {
  readonly value: number;
  readonly b: number;
  readonly c: number;
  readonly z: number;
  readonly bb: number;
  readonly bc: number;
  readonly cc: number;
  readonly bz: number;
  readonly cz: number;
  readonly zz: number;
}

const LONGEST_SERIES = 5000;

/**
 * Gauss's hypergeometric function with first parameter 1, Σ (b)ₖ/(c)ₖ zᵏ, and its derivatives, for 0 < b < c and
 * 0 ≤ z < 1: all terms positive, about 36 / −ln z of them.
 *
 * Source: Abramowitz & Stegun 15.1.1, differentiated term by term.
 *
 * @example hyp2f1Unit(1, 2, 0.5).value // −ln(1 − z)/z = 1.3862943611198906
 */
export function hyp2f1Unit(b: number, c: number, z: number): HypergeometricUnit {
  let value = 1 + (b / c) * z;
  let [inB, inC] = [1 / b, -1 / c];
  let [curveB, curveC] = [-inB * inB, inC * inC];
  let term = b / c;
  const sum = { b: term * z * inB, c: term * z * inC, z: term, bb: 0, bc: 0, cc: 0, bz: 0, cz: 0, zz: 0 };
  sum.bb = term * z * (inB * inB + curveB);
  sum.bc = term * z * inB * inC;
  sum.cc = term * z * (inC * inC + curveC);
  sum.bz = term * inB;
  sum.cz = term * inC;
  // From here on `term` is t_k / z², so that derivatives in z need no division by a z that may be 0.
  term = ((b / c) * (b + 1)) / (c + 1);
  for (let k = 2; k < LONGEST_SERIES; k += 1) {
    const [stepB, stepC] = [1 / (b + k - 1), 1 / (c + k - 1)];
    inB += stepB;
    inC -= stepC;
    curveB -= stepB * stepB;
    curveC += stepC * stepC;
    const once = k * term * z;
    const full = term * z * z;
    value += full;
    sum.b += full * inB;
    sum.c += full * inC;
    sum.z += once;
    sum.bb += full * (inB * inB + curveB);
    sum.bc += full * inB * inC;
    sum.cc += full * (inC * inC + curveC);
    sum.bz += once * inB;
    sum.cz += once * inC;
    sum.zz += k * (k - 1) * term;
    if (k * k * term * (1 + inB * inB) < 1e-17 * value) break;
    term *= (b + k) * (1 / (c + k)) * z;
  }
  return { value, ...sum };
}
