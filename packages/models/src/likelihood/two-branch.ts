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
        table.gradient.set(scratch.gradient, 4 * pair);
        table.hessian.set(scratch.hessian, 10 * pair);
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

/** Adds what is particular to a row: its value, and the curvature that the choice between the branches brings. */
function addRows(layout: Layout, { gone, stayed }: { gone: Table; stayed: Table }, out: Derivatives): void {
  const lastOf = layout.last.ofRow;
  const endOf = layout.end.ofRow;
  const spread = out.hessian;
  let value = 0;
  for (let row = 0; row < lastOf.length; row += 1) {
    const last = lastOf[row];
    const end = endOf[row];
    const weight = layout.weight[row];
    const difference = gone.value[last] - stayed.value[end];
    const e = Math.exp(-Math.abs(difference));
    const share = difference > 0 ? 1 / (1 + e) : e / (1 + e);
    value += weight * ((difference > 0 ? gone.value[last] : stayed.value[end]) + Math.log1p(e));
    gone.weight[last] = gone.weight[last] + weight * share;
    stayed.weight[end] = stayed.weight[end] + weight * (1 - share);
    const v = (weight * e) / ((1 + e) * (1 + e));
    const u = 4 * last;
    const w = 4 * end;
    const d0 = gone.gradient[u] - stayed.gradient[w];
    const d1 = gone.gradient[u + 1] - stayed.gradient[w + 1];
    const d2 = gone.gradient[u + 2] - stayed.gradient[w + 2];
    const d3 = gone.gradient[u + 3] - stayed.gradient[w + 3];
    spread[0] = spread[0] + v * d0 * d0;
    spread[1] = spread[1] + v * d0 * d1;
    spread[2] = spread[2] + v * d1 * d1;
    spread[3] = spread[3] + v * d0 * d2;
    spread[4] = spread[4] + v * d1 * d2;
    spread[5] = spread[5] + v * d2 * d2;
    spread[6] = spread[6] + v * d0 * d3;
    spread[7] = spread[7] + v * d1 * d3;
    spread[8] = spread[8] + v * d2 * d3;
    spread[9] = spread[9] + v * d3 * d3;
  }
  out.value += value;
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
