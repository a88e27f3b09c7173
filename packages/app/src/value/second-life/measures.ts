import { rankCorrelation } from '@winback/models';

export interface Fifth {
  readonly predicted: number;
  readonly actual: number;
  readonly customers: number;
}

/** Means of predicted and actual in up to five groups of equal size, from the lowest prediction to the highest. */
export function fifthsOf(predicted: Float64Array, actual: Float64Array): Fifth[] {
  const order = Int32Array.from(predicted, (_, i) => i);
  order.sort((a, b) => predicted[a] - predicted[b]);
  const groups = Math.min(5, order.length);
  return Array.from({ length: groups }, (_, group) => {
    const members = order.subarray(
      Math.floor((group * order.length) / groups),
      Math.floor(((group + 1) * order.length) / groups),
    );
    const mean = (values: Float64Array) => members.reduce((sum, i) => sum + values[i], 0) / members.length;
    return { predicted: mean(predicted), actual: mean(actual), customers: members.length };
  });
}

export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return values.length === 0 ? 0 : sum / values.length;
}

export interface Accuracy {
  readonly mae: number | null;
  /** Predicted total ÷ actual total − 1. */
  readonly bias: number | null;
  readonly rankCorrelation: number | null;
}

export function accuracyOf(predicted: Float64Array, actual: Float64Array): Accuracy {
  if (predicted.length === 0) return { mae: null, bias: null, rankCorrelation: null };
  const errors = predicted.map((value, i) => Math.abs(value - actual[i]));
  const total = meanOf(actual);
  return {
    mae: meanOf(errors),
    bias: total > 0 ? meanOf(predicted) / total - 1 : null,
    rankCorrelation: rankCorrelation(predicted, actual),
  };
}
