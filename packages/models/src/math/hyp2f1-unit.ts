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
  let [inB, inC] = [1 / b, -1 / c];
  let [curveB, curveC] = [-inB * inB, inC * inC];
  let term = b / c;
  // Sums are kept in local numbers: this loop is where a fit of the Pareto/NBD spends its time.
  let value = 1 + term * z;
  let [sumB, sumC, sumZ] = [term * z * inB, term * z * inC, term];
  let [sumBB, sumBC, sumCC] = [term * z * (inB * inB + curveB), term * z * inB * inC, term * z * (inC * inC + curveC)];
  let [sumBZ, sumCZ, sumZZ] = [term * inB, term * inC, 0];
  // From here on `term` is t_k / z², so that derivatives in z need no division by a z that may be 0.
  term = ((b / c) * (b + 1)) / (c + 1);
  for (let k = 2; k < LONGEST_SERIES; k += 1) {
    const stepB = 1 / (b + k - 1);
    const stepC = 1 / (c + k - 1);
    inB += stepB;
    inC -= stepC;
    curveB -= stepB * stepB;
    curveC += stepC * stepC;
    const once = k * term * z;
    const full = term * z * z;
    value += full;
    sumB += full * inB;
    sumC += full * inC;
    sumZ += once;
    sumBB += full * (inB * inB + curveB);
    sumBC += full * inB * inC;
    sumCC += full * (inC * inC + curveC);
    sumBZ += once * inB;
    sumCZ += once * inC;
    sumZZ += k * (k - 1) * term;
    if (k * k * term * (1 + inB * inB) < 1e-17 * value) break;
    term *= (b + k) * (1 / (c + k)) * z;
  }
  return { value, b: sumB, c: sumC, z: sumZ, bb: sumBB, bc: sumBC, cc: sumCC, bz: sumBZ, cz: sumCZ, zz: sumZZ };
}
