import { lnRising } from '../math/ln-rising.ts';
import { type Derivatives, packed } from '../optimise/derivatives.ts';
import { addRatePart } from './purchase-rate.ts';
import type { Point, TwoBranches } from './two-branch.ts';

/**
 * Likelihood of the beta-geometric models in (r, α, a, b). With `chancesAtStart` 0 a customer may leave after each
 * repeat purchase (BG/NBD), with 1 also right after the first purchase (MBG/NBD).
 *
 * Sources: Fader, Hardie & Lee (2005), Marketing Science 24(2), eq. (6), as rearranged in their note on BG/NBD in Excel;
 * Batislam, Denizel & Filiztekin (2007), International Journal of Research in Marketing 24(3), 201–209.
 */
export function betaGeometricBranches(chancesAtStart: 0 | 1): TwoBranches {
  return {
    common: (at, out) => addCommon(at, out, chancesAtStart),
    gone: (at, out) => addGone(at, out, chancesAtStart),
    stayed: addRatePart,
  };
}

/** ln (r)ₓ + ln[B(a, b + n) / B(a, b)], n being the chances to leave that were let pass. */
function addCommon({ parameters, x }: Point, out: Derivatives, chancesAtStart: number): void {
  const [r, , a, b] = parameters;
  const chances = x + chancesAtStart;
  const rate = lnRising(r, x);
  const passed = lnRising(b, chances);
  const all = lnRising(a + b, chances);
  out.value += rate.value + passed.value - all.value;
  add(out, { at: 0, first: rate.first, second: rate.second });
  add(out, { at: 2, first: -all.first, second: -all.second });
  add(out, { at: 3, first: passed.first - all.first, second: passed.second - all.second });
  out.hessian[packed(3, 2)] = out.hessian[packed(3, 2)] - all.second;
}

/** The customer left at the last chance: B(a + 1, b + n − 1) / B(a, b + n) = a / (b + n − 1). */
function addGone(at: Point, out: Derivatives, chancesAtStart: number): void {
  const chances = at.x + chancesAtStart;
  if (chances < 1) {
    out.value = -Infinity;
    return;
  }
  const a = at.parameters[2];
  const others = at.parameters[3] + chances - 1;
  addRatePart(at, out);
  out.value += Math.log(a / others);
  add(out, { at: 2, first: 1 / a, second: -1 / (a * a) });
  add(out, { at: 3, first: -1 / others, second: 1 / (others * others) });
}

function add(out: Derivatives, part: { at: number; first: number; second: number }): void {
  const diagonal = packed(part.at, part.at);
  out.gradient[part.at] = out.gradient[part.at] + part.first;
  out.hessian[diagonal] = out.hessian[diagonal] + part.second;
}
