import { lnRising } from '../math/ln-rising.ts';
import { clearDerivatives, createDerivatives, type Derivatives, packed } from '../optimise/derivatives.ts';
import { deathIntegral } from './death-integral.ts';
import { addRatePart } from './purchase-rate.ts';
import type { Point, TwoBranches } from './two-branch.ts';

/** Filled anew for each pair: thousands of them would keep the garbage collector busy. */
const mirrored = createDerivatives(4);

/**
 * Likelihood of the Pareto/NBD in (r, α, s, β):
 *
 * L = (r)ₓ α^r β^s { s ∫_{t_x}^∞ (α+y)^−(r+x) (β+y)^−(s+1) dy + (r+x) ∫_T^∞ (α+y)^−(r+x+1) (β+y)^−s dy }.
 *
 * The usual form (Schmittlein, Morrison & Colombo 1987; Fader & Hardie 2005, "A Note on Deriving the Pareto/NBD Model")
 * integrates the first from t_x to T and adds (α+T)^−(r+x) (β+T)^−s; integrating that term by parts gives the sum above,
 * in which nothing is subtracted, and whose terms depend on (x, t_x) and on (x, T) only.
 */
export const paretoBranches: TwoBranches = {
  common: ({ parameters, x }, out) => {
    const rate = lnRising(parameters[0], x);
    out.value += rate.value;
    out.gradient[0] = out.gradient[0] + rate.first;
    out.hessian[0] = out.hessian[0] + rate.second;
  },
  gone: (at, out) => {
    const [r, alpha, s, beta] = at.parameters;
    deathIntegral({ R: r + at.x, A: alpha + at.t, s, B: beta + at.t }, out);
    addLogOf(out, { at: 2, value: s });
    addSurvivalPart(at, out);
    addRatePart(at, out);
  },
  stayed: (at, out) => {
    const [r, alpha, s, beta] = at.parameters;
    clearDerivatives(mirrored);
    deathIntegral({ R: s, A: beta + at.t, s: r + at.x, B: alpha + at.t }, mirrored);
    mirror(mirrored, out);
    addLogOf(out, { at: 0, value: r + at.x });
    addSurvivalPart(at, out);
    addRatePart(at, out);
  },
};

/** Purchases and deaths exchange their roles: (R, A) ↔ (s, B). */
function mirror(from: Derivatives, to: Derivatives): void {
  to.value = from.value;
  for (let i = 0; i < 4; i += 1) {
    to.gradient[i] = from.gradient[(i + 2) % 4];
    for (let j = 0; j <= i; j += 1) to.hessian[packed(i, j)] = from.hessian[packed((i + 2) % 4, (j + 2) % 4)];
  }
}

function addLogOf(out: Derivatives, part: { at: number; value: number }): void {
  const diagonal = packed(part.at, part.at);
  out.value += Math.log(part.value);
  out.gradient[part.at] = out.gradient[part.at] + 1 / part.value;
  out.hessian[diagonal] = out.hessian[diagonal] - 1 / (part.value * part.value);
}

/** ln[β^s (β + t)^−s], the chance to live until t, in parameters 2 (s) and 3 (β). */
function addSurvivalPart({ parameters, t }: Point, out: Derivatives): void {
  const s = parameters[2];
  const beta = parameters[3];
  const sum = beta + t;
  const logRatio = Math.log1p(t / beta);
  const { gradient, hessian } = out;
  out.value -= s * logRatio;
  gradient[2] = gradient[2] - logRatio;
  gradient[3] = gradient[3] + (s * t) / (beta * sum);
  hessian[8] = hessian[8] + t / (beta * sum);
  hessian[9] = hessian[9] - (s * t * (2 * beta + t)) / (beta * beta * sum * sum);
}
