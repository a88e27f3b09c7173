import type { BackTest } from './contract.ts';
import { type Forecaster, within } from './forecaster.ts';
import { type Histories, spread } from './histories.ts';
import { areaUnderCurve, gradeCounts, meansByFrequency } from './metrics.ts';
import { naiveRate, SILENCE_RULE, silenceRule } from './naive-rules.ts';

const LAST_FREQUENCY_BIN = 7;

export interface Held {
  readonly days: number;
  readonly histories: Histories;
  /** Repeat purchases of each customer up to the cut. */
  readonly frequency: Int32Array;
  /** Purchase days of each customer within `days` after the cut. */
  readonly actual: Int32Array;
}

type ForecastQuality = BackTest['models'][number];

export interface Graded {
  readonly models: readonly ForecastQuality[];
  readonly calibration: BackTest['calibration'];
  /** Customers whom the naive rate gave no purchase, and how many of them bought. */
  readonly writtenOff: { readonly customers: number; readonly bought: number };
}

interface Outcomes {
  readonly yes: Float64Array;
  readonly no: Float64Array;
}

function outcomesByHistory({ histories, actual }: Held): Outcomes {
  const yes = new Float64Array(histories.days.x.length);
  const no = new Float64Array(histories.days.x.length);
  histories.index.forEach((row, customer) => {
    const side = actual[customer] > 0 ? yes : no;
    side[row] = side[row] + 1;
  });
  return { yes, no };
}

function calibrate(held: Held, predictions: ReadonlyMap<string, Float64Array>): BackTest['calibration'] {
  const actual = meansByFrequency(held.frequency, held.actual, LAST_FREQUENCY_BIN);
  const predicted = [...predictions].map(
    ([name, values]) => [name, meansByFrequency(held.frequency, values, LAST_FREQUENCY_BIN).mean] as const,
  );
  return [...actual.customers].flatMap((customers, bin) =>
    customers === 0
      ? []
      : [
          {
            x: bin === LAST_FREQUENCY_BIN ? `${bin}+` : String(bin),
            customers,
            actualMean: actual.mean[bin],
            predictedMean: Object.fromEntries(predicted.map(([name, means]) => [name, means[bin]])),
          },
        ],
  );
}

function countWrittenOff(predicted: Float64Array, actual: Int32Array) {
  let customers = 0;
  let bought = 0;
  for (let i = 0; i < predicted.length; i++) {
    if (predicted[i] !== 0) continue;
    customers++;
    if (actual[i] > 0) bought++;
  }
  return { customers, bought };
}

/** Grades forecasts made at the cut by what came after, beside the two rules of thumb. */
export function gradeForecasts(held: Held, forecasters: readonly Forecaster[]): Graded {
  const outcomes = outcomesByHistory(held);
  const predictions = new Map<string, Float64Array>();
  const models: ForecastQuality[] = [...forecasters, naiveRate].map((forecaster) => {
    const score = forecaster.forecast(within(held.days), held.histories).expectedPurchases;
    const predicted = spread(score, held.histories.index);
    predictions.set(forecaster.name, predicted);
    return {
      model: forecaster.name,
      ...gradeCounts(predicted, held.actual),
      auc: areaUnderCurve({ score, ...outcomes }),
    };
  });
  const silence = areaUnderCurve({ score: silenceRule(held.histories), ...outcomes });
  models.push({ model: SILENCE_RULE, mae: null, rmse: null, bias: null, deviance: null, auc: silence });
  const naive = predictions.get(naiveRate.name) as Float64Array;
  return { models, calibration: calibrate(held, predictions), writtenOff: countWrittenOff(naive, held.actual) };
}
