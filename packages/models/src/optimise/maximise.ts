import { createDerivatives, type Derivatives, packed } from './derivatives.ts';
import { factorise, solve } from './solve.ts';

/** A function to be maximised: writes value, gradient and Hessian at a point; a value that is not finite is refused. */
export type Objective = (point: Float64Array, out: Derivatives) => void;

/** The box in which the maximum is sought. */
interface Bounds {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Where the search ended. `derivatives` are those at `point`. */
export interface Maximum {
  readonly point: Float64Array;
  readonly derivatives: Derivatives;
  readonly converged: boolean;
  readonly evaluations: number;
  /** Gain that the quadratic model still promises. */
  readonly promised: number;
}

/** Where to search and for how long. */
export interface Search {
  readonly bounds: Bounds;
  readonly mostEvaluations?: number;
}

const LEAST_GAIN = 1e-8;
const ROUNDING = 1e-12;
const LONGEST_STEP = 2;
const MOST_EVALUATIONS = 200;

/**
 * Newton's method with Levenberg's damping in a box. The damping grows until the matrix is positive definite and the
 * step gains, so the search climbs from any start; it ends when the gain still promised by the quadratic model is lost
 * in the value's rounding.
 *
 * Source: Nocedal & Wright, Numerical Optimization (2006), chapters 4 and 10.3; the box by fixing variables that press
 * outwards (Bertsekas 1982).
 */
export function maximise(objective: Objective, start: Float64Array, search: Search): Maximum {
  const { bounds, mostEvaluations = MOST_EVALUATIONS } = search;
  let point = clamp(start, bounds);
  let here = createDerivatives(point.length);
  let there = createDerivatives(point.length);
  objective(point, here);
  let damping = 0;
  for (let evaluations = 1; ; evaluations += 1) {
    const step = dampedStep(here, { point, bounds }, damping);
    const converged = step.promised < LEAST_GAIN + ROUNDING * Math.abs(here.value);
    const stuck = step.damping > 1e9 * meanCurvature(here);
    if (converged || stuck || evaluations >= mostEvaluations) {
      return { point, derivatives: here, converged, evaluations, promised: step.promised };
    }
    const next = clamp(add(point, step.step), bounds);
    objective(next, there);
    const gain = there.value - here.value;
    if (gain > 0) {
      point = next;
      [here, there] = [there, here];
    }
    damping = nextDamping(step.damping, gain / step.promised, meanCurvature(here));
  }
}

function nextDamping(damping: number, ratio: number, curvature: number): number {
  if (ratio > 0.5) return damping < 1e-10 * curvature ? 0 : damping / 8;
  if (ratio > 0.1) return damping;
  return Math.max(damping * 6, 1e-3 * curvature);
}

function meanCurvature(derivatives: Derivatives): number {
  const size = derivatives.gradient.length;
  let sum = 0;
  for (let i = 0; i < size; i += 1) sum += Math.abs(derivatives.hessian[packed(i, i)]);
  return sum / size + 1e-12 * Math.abs(derivatives.value) + 1e-12;
}

interface Place {
  readonly point: Float64Array;
  readonly bounds: Bounds;
}

/** The damped Newton step over the variables that are free to move, with the gain its quadratic model promises. */
function dampedStep(
  here: Derivatives,
  place: Place,
  damping: number,
): { step: Float64Array; promised: number; damping: number } {
  const free = freeVariables(here.gradient, place);
  const right = Float64Array.from(free, (i) => here.gradient[i]);
  let used = damping;
  let factor = factorise(negated(here.hessian, free, used), free.length);
  while (factor === null && used < Number.MAX_VALUE) {
    used = Math.max(used * 4, 1e-4 * meanCurvature(here));
    factor = factorise(negated(here.hessian, free, used), free.length);
  }
  if (factor === null) return { step: new Float64Array(place.point.length), promised: 0, damping: used };
  const reduced = solve(factor, right);
  let longest = 0;
  for (const part of reduced) longest = Math.max(longest, Math.abs(part));
  const scale = longest > LONGEST_STEP ? LONGEST_STEP / longest : 1;
  const step = new Float64Array(place.point.length);
  let promised = 0;
  free.forEach((variable, k) => {
    const part = reduced[k] * scale;
    step[variable] = part;
    promised += part * right[k] * (1 - scale / 2);
  });
  return { step, promised, damping: used };
}

/** Variables but those that stand on a bound and press outwards. */
function freeVariables(gradient: Float64Array, { point, bounds }: Place): number[] {
  const free: number[] = [];
  for (let i = 0; i < point.length; i += 1) {
    const at = point[i];
    const pressing = gradient[i];
    const stuck = (at <= bounds.low[i] && pressing < 0) || (at >= bounds.high[i] && pressing > 0);
    if (!stuck) free.push(i);
  }
  return free;
}

function negated(hessian: Float64Array, free: readonly number[], damping: number): Float64Array {
  const matrix = new Float64Array((free.length * (free.length + 1)) / 2);
  free.forEach((row, i) => {
    for (let j = 0; j <= i; j += 1) matrix[packed(i, j)] = -hessian[packed(row, free[j])];
    matrix[packed(i, i)] = matrix[packed(i, i)] + damping;
  });
  return matrix;
}

function add(point: Float64Array, step: Float64Array): Float64Array {
  return point.map((value, i) => value + step[i]);
}

function clamp(point: Float64Array, { low, high }: Bounds): Float64Array {
  return point.map((value, i) => Math.min(high[i], Math.max(low[i], value)));
}
