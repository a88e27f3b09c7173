import { solvePositiveDefinite } from './cholesky.ts';
import { type Reason, reason } from './fit.ts';

export interface LogisticData {
  /** One array for each feature, all of equal length. */
  readonly features: readonly Float64Array[];
  /** 1 where it happened, 0 where not. */
  readonly outcome: Uint8Array;
  /** Penalty on the squared slopes of the standardised features (not on the intercept), in units of rows. */
  readonly ridge: number;
}

export type LogisticFit =
  | {
      readonly ok: true;
      readonly intercept: number;
      /** On the scale of the features as given. */
      readonly slopes: Float64Array;
      readonly rows: number;
      readonly events: number;
      readonly logLikelihood: number;
    }
  | { readonly ok: false; readonly reason: Reason };

interface Standardised {
  readonly columns: Float64Array[];
  readonly means: number[];
  readonly scales: number[];
}

const MAX_ITERATIONS = 50;
const TOLERANCE = 1e-10;

function standardise(features: readonly Float64Array[]): Standardised {
  const means: number[] = [];
  const scales: number[] = [];
  const columns = features.map((feature) => {
    const n = feature.length;
    let sum = 0;
    for (const value of feature) sum += value;
    const mean = sum / n;
    let squares = 0;
    for (const value of feature) squares += (value - mean) ** 2;
    const deviation = Math.sqrt(squares / n);
    // A constant column says nothing: scale 1 leaves it at zero, and the ridge keeps its slope at zero.
    const scale = deviation > 1e-12 * Math.max(1, Math.abs(mean)) ? deviation : 1;
    means.push(mean);
    scales.push(scale);
    return feature.map((value) => (value - mean) / scale);
  });
  return { columns, means, scales };
}

function linearPredictor(columns: readonly Float64Array[], beta: Float64Array, rows: number): Float64Array {
  const eta = new Float64Array(rows).fill(beta[0]);
  columns.forEach((column, index) => {
    const slope = beta[index + 1];
    for (let row = 0; row < rows; row++) eta[row] += slope * column[row];
  });
  return eta;
}

function logLikelihood(eta: Float64Array, outcome: Uint8Array): number {
  let total = 0;
  for (let row = 0; row < eta.length; row++) {
    const e = eta[row];
    total += (outcome[row] === 1 ? e : 0) - (Math.max(e, 0) + Math.log1p(Math.exp(-Math.abs(e))));
  }
  return total;
}

function penalty(beta: Float64Array, ridge: number): number {
  let squares = 0;
  for (let index = 1; index < beta.length; index++) squares += beta[index] ** 2;
  return (ridge / 2) * squares;
}

/** Gradient and negative Hessian of the penalised log-likelihood: the weighted normal equations of one IRLS step. */
function normalEquations(
  data: { columns: readonly Float64Array[]; outcome: Uint8Array; ridge: number },
  beta: Float64Array,
  eta: Float64Array,
): { gradient: Float64Array; information: Float64Array } {
  const size = beta.length;
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  const design = new Float64Array(size).fill(1);
  for (let row = 0; row < eta.length; row++) {
    const probability = 1 / (1 + Math.exp(-eta[row]));
    const residual = data.outcome[row] - probability;
    const weight = probability * (1 - probability);
    for (let i = 1; i < size; i++) design[i] = data.columns[i - 1][row];
    for (let i = 0; i < size; i++) {
      const value = design[i];
      gradient[i] += residual * value;
      for (let j = 0; j <= i; j++) {
        const cell = i * size + j;
        information[cell] += weight * value * design[j];
      }
    }
  }
  for (let i = 1; i < size; i++) {
    gradient[i] -= data.ridge * beta[i];
    information[i * size + i] += data.ridge;
  }
  return { gradient, information };
}

/** Newton's step, halved until the penalised log-likelihood does not fall. */
function climb(data: { columns: readonly Float64Array[]; outcome: Uint8Array; ridge: number }, rate: number) {
  const rows = data.outcome.length;
  let beta = new Float64Array(data.columns.length + 1);
  beta[0] = Math.log(rate / (1 - rate));
  let eta = linearPredictor(data.columns, beta, rows);
  let height = logLikelihood(eta, data.outcome);
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    const { gradient, information } = normalEquations(data, beta, eta);
    const step = solvePositiveDefinite(information, gradient);
    if (step === null) return null;
    let scale = 1;
    let gain = Number.NEGATIVE_INFINITY;
    let best = { beta, eta, height };
    while (scale > 1e-6 && gain < 0) {
      const nextBeta = beta.map((value, index) => value + scale * step[index]);
      const nextEta = linearPredictor(data.columns, nextBeta, rows);
      const nextHeight = logLikelihood(nextEta, data.outcome) - penalty(nextBeta, data.ridge);
      gain = nextHeight - height;
      if (gain >= 0) best = { beta: nextBeta, eta: nextEta, height: nextHeight };
      scale /= 2;
    }
    ({ beta, eta, height } = best);
    if (gain < TOLERANCE * (1 + Math.abs(height))) break;
  }
  return { beta, logLikelihood: logLikelihood(eta, data.outcome) };
}

/** Logistic regression by iteratively reweighted least squares with a ridge, so that separated data have an answer. */
export function fitLogistic(data: LogisticData): LogisticFit {
  const rows = data.outcome.length;
  let events = 0;
  for (const outcome of data.outcome) events += outcome;
  if (events === 0 || events === rows) {
    return { ok: false, reason: reason('one_outcome_only', { rows, events }) };
  }
  const { columns, means, scales } = standardise(data.features);
  const top = climb({ columns, outcome: data.outcome, ridge: data.ridge }, events / rows);
  if (top === null) return { ok: false, reason: reason('features_not_independent', { rows, events }) };
  const slopes = Float64Array.from(scales, (scale, index) => top.beta[index + 1] / scale);
  const shift = slopes.reduce((sum, slope, index) => sum + slope * means[index], 0);
  return {
    ok: true,
    intercept: top.beta[0] - shift,
    slopes,
    rows,
    events,
    logLikelihood: top.logLikelihood,
  };
}
