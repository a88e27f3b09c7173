import { clearDerivatives, createDerivatives, type Derivatives } from '../optimise/derivatives.ts';
import type { Layout, Pairs } from './layout.ts';

/** Where a branch is evaluated: four parameters (natural scale), a count and a time. */
export interface Point {
  readonly parameters: Float64Array;
  x: number;
  t: number;
}

/**
 * The likelihood of every model of repeat purchases here has one shape:
 * ln L = common(x) + ln(e^gone(x, t_x) + e^stayed(x, T)). Each part adds its value and derivatives in the four parameters.
 */
export interface TwoBranches {
  common(at: Point, out: Derivatives): void;
  /** −Infinity where the history excludes it. */
  gone(at: Point, out: Derivatives): void;
  stayed(at: Point, out: Derivatives): void;
}

/** Values and derivatives of one branch at each of its pairs, and the weight that falls on each pair. */
interface Table {
  readonly value: Float64Array;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
  readonly weight: Float64Array;
}

function createTable(size: number): Table {
  return {
    value: new Float64Array(size),
    gradient: new Float64Array(4 * size),
    hessian: new Float64Array(10 * size),
    weight: new Float64Array(size),
  };
}

/**
 * A function that writes the weighted log-likelihood with exact gradient and Hessian at given parameters.
 * Only one exponential and one logarithm are paid for each row; all else is paid for each distinct pair.
 */
export function twoBranchLikelihood(
  branches: TwoBranches,
  layout: Layout,
): (parameters: Float64Array, out: Derivatives) => void {
  const gone = createTable(layout.last.x.length);
  const stayed = createTable(layout.end.x.length);
  const scratch = createDerivatives(4);
  return (parameters, out) => {
    clearDerivatives(out);
    const at: Point = { parameters, x: 0, t: 0 };
    const fill = (pairs: Pairs, table: Table, branch: TwoBranches['gone']): void => {
      table.weight.fill(0);
      for (let pair = 0; pair < pairs.x.length; pair += 1) {
        at.x = pairs.x[pair];
        at.t = pairs.t[pair];
        clearDerivatives(scratch);
        branch(at, scratch);
        table.value[pair] = scratch.value;
        for (let i = 0; i < 4; i += 1) table.gradient[4 * pair + i] = scratch.gradient[i];
        for (let i = 0; i < 10; i += 1) table.hessian[10 * pair + i] = scratch.hessian[i];
      }
    };
    fill(layout.last, gone, branches.gone);
    fill(layout.end, stayed, branches.stayed);
    addRows(layout, { gone, stayed }, out);
    addPairs(gone, out);
    addPairs(stayed, out);
    for (let i = 0; i < layout.counts.x.length; i += 1) {
      if (layout.counts.weight[i] === 0) continue;
      at.x = layout.counts.x[i];
      clearDerivatives(scratch);
      branches.common(at, scratch);
      addWeighted(out, scratch, layout.counts.weight[i]);
    }
  };
}

/**
 * Adds what is particular to a row: its value, and the curvature that the choice between the branches brings.
 * The loop that every fit spends its time in: sums are kept in local numbers, and the ten products are written out.
 */
function addRows(layout: Layout, { gone, stayed }: { gone: Table; stayed: Table }, out: Derivatives): void {
  const [lastOf, endOf, weights] = [layout.last.ofRow, layout.end.ofRow, layout.weight];
  const [goneValue, goneSlope, goneWeight] = [gone.value, gone.gradient, gone.weight];
  const [stayedValue, stayedSlope, stayedWeight] = [stayed.value, stayed.gradient, stayed.weight];
  let [value, s00, s10, s11, s20, s21, s22, s30, s31, s32, s33] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let row = 0; row < weights.length; row += 1) {
    const last = lastOf[row];
    const end = endOf[row];
    const weight = weights[row];
    const difference = goneValue[last] - stayedValue[end];
    const e = Math.exp(-Math.abs(difference));
    const near = 1 / (1 + e);
    const share = difference > 0 ? near : e * near;
    value += weight * (Math.log(1 + e) + (difference > 0 ? goneValue[last] : stayedValue[end]));
    goneWeight[last] += weight * share;
    stayedWeight[end] += weight * (1 - share);
    const u = 4 * last;
    const w = 4 * end;
    const d0 = goneSlope[u] - stayedSlope[w];
    const d1 = goneSlope[u + 1] - stayedSlope[w + 1];
    const d2 = goneSlope[u + 2] - stayedSlope[w + 2];
    const d3 = goneSlope[u + 3] - stayedSlope[w + 3];
    const spread = weight * e * near * near;
    const v0 = spread * d0;
    const v1 = spread * d1;
    const v2 = spread * d2;
    s00 += v0 * d0;
    s10 += v0 * d1;
    s11 += v1 * d1;
    s20 += v0 * d2;
    s21 += v1 * d2;
    s22 += v2 * d2;
    s30 += v0 * d3;
    s31 += v1 * d3;
    s32 += v2 * d3;
    s33 += spread * d3 * d3;
  }
  out.value += value;
  [s00, s10, s11, s20, s21, s22, s30, s31, s32, s33].forEach((sum, at) => {
    out.hessian[at] += sum;
  });
}

function addPairs(table: Table, out: Derivatives): void {
  for (let pair = 0; pair < table.weight.length; pair += 1) {
    const weight = table.weight[pair];
    if (weight === 0) continue;
    for (let i = 0; i < 4; i += 1) {
      out.gradient[i] = out.gradient[i] + weight * table.gradient[4 * pair + i];
    }
    for (let i = 0; i < 10; i += 1) {
      out.hessian[i] = out.hessian[i] + weight * table.hessian[10 * pair + i];
    }
  }
}

function addWeighted(out: Derivatives, part: Derivatives, weight: number): void {
  out.value += weight * part.value;
  for (let i = 0; i < 4; i += 1) out.gradient[i] = out.gradient[i] + weight * part.gradient[i];
  for (let i = 0; i < 10; i += 1) out.hessian[i] = out.hessian[i] + weight * part.hessian[i];
}
