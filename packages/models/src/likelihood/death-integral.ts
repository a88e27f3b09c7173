import { hyp2f1Unit } from '../math/hyp2f1-unit.ts';
import { integrate } from '../math/integrate.ts';
import { type Derivatives, packed } from '../optimise/derivatives.ts';

/** Arguments of the integral, all positive: purchases R = r + x and A = α + t, deaths s and B = β + t. */
export interface DeathArguments {
  readonly R: number;
  readonly A: number;
  readonly s: number;
  readonly B: number;
}

/** Up to here the series needs at most some hundreds of terms; beyond, the integral is cheaper. */
const LARGEST_Z = 0.96;

/**
 * ln Q, Q = (1/B) ∫₀^∞ (1 + v/A)^−R (1 + v/B)^−(s+1) dv, with its derivatives in (R, A, s, B) in this order, written to
 * an empty `out`. s·Q is the chance, under the posterior weight A^−R B^−s, that death comes before the next purchase would.
 *
 * With z = |A − B| / max(A, B) it is 2F1(1, R; R+s+1; z) / (R+s) where A ≥ B, and
 * (A/B) 2F1(1, s+1; R+s+1; z) / (R+s) where A < B (Euler's transformation of the forms in Fader & Hardie 2005, "A Note
 * on Deriving the Pareto/NBD Model", eq. 20 and 21). Where z is near 1 the integral itself is evaluated.
 */
export function deathIntegral(at: DeathArguments, out: Derivatives): void {
  const z = Math.abs(at.A - at.B) / Math.max(at.A, at.B);
  if (z > LARGEST_Z) byIntegral(at, out);
  else bySeries(at, out, z);
}

/** Positions of R, A, s, B in the derivatives. */
const [R_AT, A_AT, S_AT, B_AT] = [0, 1, 2, 3];

function bySeries({ R, A, s, B }: DeathArguments, out: Derivatives, z: number): void {
  const aLarger = A >= B;
  const [own, ownAt, other, otherAt] = aLarger ? [A, A_AT, B, B_AT] : [B, B_AT, A, A_AT];
  const series = hyp2f1Unit(aLarger ? R : s + 1, R + s + 1, z);
  const f = series.value;
  const l = { b: series.b / f, c: series.c / f, z: series.z / f };
  const bb = series.bb / f - l.b * l.b;
  const bc = series.bc / f - l.b * l.c;
  const cc = series.cc / f - l.c * l.c;
  const bz = series.bz / f - l.b * l.z;
  const cz = series.cz / f - l.c * l.z;
  const zz = series.zz / f - l.z * l.z;
  const total = R + s;
  const [leadAt, restAt] = aLarger ? [R_AT, S_AT] : [S_AT, R_AT];
  const { gradient, hessian } = out;
  out.value = Math.log(f / total) + (aLarger ? 0 : Math.log(A / B));
  gradient[leadAt] = l.b + l.c - 1 / total;
  gradient[restAt] = l.c - 1 / total;
  hessian[packed(leadAt, leadAt)] = bb + 2 * bc + cc + 1 / (total * total);
  hessian[packed(leadAt, restAt)] = bc + cc + 1 / (total * total);
  hessian[packed(restAt, restAt)] = cc + 1 / (total * total);
  // z = 1 − other/own.
  const zOwn = other / (own * own);
  const zOther = -1 / own;
  gradient[ownAt] = l.z * zOwn;
  gradient[otherAt] = l.z * zOther;
  hessian[packed(ownAt, ownAt)] = zz * zOwn * zOwn - (2 * l.z * zOwn) / own;
  hessian[packed(ownAt, otherAt)] = zz * zOwn * zOther + l.z / (own * own);
  hessian[packed(otherAt, otherAt)] = zz * zOther * zOther;
  hessian[packed(leadAt, ownAt)] = (bz + cz) * zOwn;
  hessian[packed(leadAt, otherAt)] = (bz + cz) * zOther;
  hessian[packed(restAt, ownAt)] = cz * zOwn;
  hessian[packed(restAt, otherAt)] = cz * zOther;
  if (!aLarger) addLogRatio(out, A, B);
}

/** Adds the derivatives of ln(A/B). */
function addLogRatio({ gradient, hessian }: Derivatives, A: number, B: number): void {
  gradient[A_AT] = gradient[A_AT] + 1 / A;
  gradient[B_AT] = gradient[B_AT] - 1 / B;
  hessian[packed(A_AT, A_AT)] = hessian[packed(A_AT, A_AT)] - 1 / (A * A);
  hessian[packed(B_AT, B_AT)] = hessian[packed(B_AT, B_AT)] + 1 / (B * B);
}

/** The same by quadrature in y = ln v, derivatives under the integral sign: means and covariances over the nodes. */
function byIntegral({ R, A, s, B }: DeathArguments, out: Derivatives): void {
  const [lnA, lnB, S] = [Math.log(A), Math.log(B), s + 1];
  const [shareA, shareB] = [R / A, S / B];
  const { gradient: mean, hessian: second } = out;
  // ln(1 + v/A), ln(1 + v/B), v/(A + v) and v/(B + v) at the node last visited, from −ln Q's integrand.
  let [logA, logB, inA, inB, sum] = [0, 0, 0, 0, 0];
  const logIntegrand = (y: number): number => {
    const inverse = Math.exp(-y);
    const [toA, toB] = [A * inverse, B * inverse];
    inA = 1 / (1 + toA);
    inB = 1 / (1 + toB);
    logA = toA < 1 ? y - lnA + Math.log1p(toA) : Math.log1p(1 / toA);
    logB = toB < 1 ? y - lnB + Math.log1p(toB) : Math.log1p(1 / toB);
    return y - R * logA - S * logB;
  };
  const total = integrate({ logIntegrand, centre: Math.log(peak({ R, A, s, B })) }, (weight) => {
    const [inR, inAlpha, inS, inBeta] = [-logA, shareA * inA, -logB, shareB * inB];
    sum += weight;
    mean[R_AT] += weight * inR;
    mean[A_AT] += weight * inAlpha;
    mean[S_AT] += weight * inS;
    mean[B_AT] += weight * inBeta;
    second[0] += weight * inR * inR;
    second[1] += weight * (inR * inAlpha + inA / A);
    second[2] += weight * inAlpha * (inAlpha + (inA - 2) / A);
    second[3] += weight * inR * inS;
    second[4] += weight * inAlpha * inS;
    second[5] += weight * inS * inS;
    second[6] += weight * inR * inBeta;
    second[7] += weight * inAlpha * inBeta;
    second[8] += weight * (inS * inBeta + inB / B);
    second[9] += weight * inBeta * (inBeta + (inB - 2) / B);
  });
  for (let i = 0; i < 4; i += 1) mean[i] /= sum;
  for (let i = 0; i < 4; i += 1) {
    for (let j = 0; j <= i; j += 1) second[packed(i, j)] = second[packed(i, j)] / sum - mean[i] * mean[j];
  }
  out.value = total - lnB;
  mean[B_AT] -= 1 / B;
  second[packed(B_AT, B_AT)] += 1 / (B * B);
}

/** The v at which v (1 + v/A)^−R (1 + v/B)^−(s+1) is largest: the positive root of a quadratic. */
function peak({ R, A, s, B }: DeathArguments): number {
  const linear = (R - 1) * B + s * A;
  const root = Math.sqrt(linear * linear + 4 * (R + s) * A * B);
  return linear > 0 ? (2 * A * B) / (linear + root) : (root - linear) / (2 * (R + s));
}
