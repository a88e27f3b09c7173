/** Quality of predicted against actual purchases over customers. */
export interface CountQuality {
  readonly mae: number;
  readonly rmse: number;
  /** Predicted total ÷ actual total − 1; null when nobody bought. */
  readonly bias: number | null;
  /** Mean Poisson deviance; null when somebody bought to whom no purchase was given (it is infinite). */
  readonly deviance: number | null;
}

function poissonDeviance(actual: number, predicted: number): number {
  const surprise = actual === 0 ? 0 : actual * Math.log(actual / predicted);
  return 2 * (surprise - (actual - predicted));
}

export function gradeCounts(predicted: Float64Array, actual: Int32Array): CountQuality {
  const n = actual.length;
  const sum = { absolute: 0, squared: 0, deviance: 0, predicted: 0, actual: 0 };
  for (let i = 0; i < n; i++) {
    const p = predicted[i];
    const y = actual[i];
    sum.absolute += Math.abs(p - y);
    sum.squared += (p - y) ** 2;
    sum.deviance += poissonDeviance(y, p);
    sum.predicted += p;
    sum.actual += y;
  }
  return {
    mae: sum.absolute / n,
    rmse: Math.sqrt(sum.squared / n),
    bias: sum.actual === 0 ? null : sum.predicted / sum.actual - 1,
    deviance: Number.isFinite(sum.deviance) ? sum.deviance / n : null,
  };
}

/** Scores of groups with the number of members for whom the event came true and for whom it did not. */
export interface ScoredGroups {
  readonly score: Float64Array;
  readonly yes: Float64Array;
  readonly no: Float64Array;
}

/** Chance that one for whom it came true scores higher than one for whom it did not, ties counting half. */
export function areaUnderCurve({ score, yes, no }: ScoredGroups): number | null {
  const order = Uint32Array.from(score, (_, i) => i).sort((a, b) => score[a] - score[b]);
  let below = 0;
  let won = 0;
  let allYes = 0;
  for (let start = 0; start < order.length; ) {
    const value = score[order[start]];
    let tiedYes = 0;
    let tiedNo = 0;
    let end = start;
    for (; end < order.length && score[order[end]] === value; end++) {
      tiedYes += yes[order[end]];
      tiedNo += no[order[end]];
    }
    won += tiedYes * (below + tiedNo / 2);
    below += tiedNo;
    allYes += tiedYes;
    start = Math.max(end, start + 1);
  }
  return allYes === 0 || below === 0 ? null : won / (allYes * below);
}

/** Means by repeat purchases at the cut: 0, 1, … and the last bin with all above. */
export function meansByFrequency(frequency: Int32Array, values: ArrayLike<number>, lastBin: number) {
  const customers = new Float64Array(lastBin + 1);
  const mean = new Float64Array(lastBin + 1);
  for (let i = 0; i < frequency.length; i++) {
    const bin = Math.min(frequency[i], lastBin);
    customers[bin] = customers[bin] + 1;
    mean[bin] = mean[bin] + values[i];
  }
  return { customers, mean: mean.map((sum, bin) => sum / customers[bin]) };
}
