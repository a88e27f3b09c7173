import {
  bgNbd,
  distinctStatistics,
  expectedSpend,
  type Fit,
  fitGammaGamma,
  mbgNbd,
  type PurchaseModel,
  paretoNbd,
} from '@winback/models';
import type { FitModel, FitOptions, FitResult, History } from './contract.ts';

const LAST_FREQUENCY_BIN = 7;

export interface Prediction {
  readonly pAlive: Float64Array | null;
  readonly expectedPurchases: Float64Array | null;
  readonly expectedSpend: Float64Array | null;
}

interface Candidate {
  readonly fit: Fit<string>;
  readonly prediction: Prediction;
  readonly holdoutMae: number | null;
}

const NOTHING: Prediction = { pAlive: null, expectedPurchases: null, expectedSpend: null };

function meanAbsoluteError(predicted: Float64Array, actual: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < actual.length; i++) sum += Math.abs((predicted[i] as number) - (actual[i] as number));
  return sum / actual.length;
}

function fitPurchases<P extends string>(model: PurchaseModel<P>, history: History, horizon: number): Candidate {
  const { statistics, index } = distinctStatistics(history);
  const fit = model.fit(statistics);
  if (!fit.ok) return { fit, prediction: NOTHING, holdoutMae: null };
  const scores = model.score(fit.parameters, horizon, statistics);
  const spread = (perDistinct: Float64Array) => Float64Array.from(index, (row) => perDistinct[row] as number);
  const prediction = {
    pAlive: spread(scores.pAlive),
    expectedPurchases: spread(scores.expectedPurchases),
    expectedSpend: null,
  };
  const { holdout } = history;
  return {
    fit: fit as Fit<string>,
    prediction,
    holdoutMae: holdout === null ? null : meanAbsoluteError(prediction.expectedPurchases, holdout),
  };
}

function fitSpend(history: History): Candidate {
  const { x, meanSpend } = history;
  const none = (code: string): Candidate => ({
    fit: { ok: false, model: 'gamma-gamma', reason: { code, values: {} } },
    prediction: NOTHING,
    holdoutMae: null,
  });
  if (meanSpend === null) return none('no_spend');
  const repeat = Array.from(x.keys()).filter((i) => (x[i] as number) > 0 && (meanSpend[i] as number) > 0);
  if (repeat.length === 0) return none('no_repeat_spend');
  const fit = fitGammaGamma({
    frequency: Float64Array.from(repeat, (i) => x[i] as number),
    meanSpend: Float64Array.from(repeat, (i) => meanSpend[i] as number),
  });
  if (!fit.ok) return { fit, prediction: NOTHING, holdoutMae: null };
  const spend = x.map((frequency, i) =>
    (meanSpend[i] as number) > 0
      ? expectedSpend(fit.parameters, frequency, meanSpend[i] as number)
      : expectedSpend(fit.parameters, 0, 0),
  );
  return { fit: fit as Fit<string>, prediction: { ...NOTHING, expectedSpend: spend }, holdoutMae: null };
}

/** The better of two candidates: by the error on what followed where it is known, else by likelihood. */
function better(a: Candidate, b: Candidate): Candidate {
  if (!a.fit.ok || !b.fit.ok) return a.fit.ok ? a : b;
  if (a.holdoutMae !== null && b.holdoutMae !== null) return a.holdoutMae <= b.holdoutMae ? a : b;
  return a.fit.logLikelihood >= b.fit.logLikelihood ? a : b;
}

function holdoutByFrequency(history: History, prediction: Prediction): FitResult['holdout'] {
  const { x, holdout } = history;
  const { expectedPurchases } = prediction;
  if (holdout === null || expectedPurchases === null) return null;
  const bins = Array.from({ length: LAST_FREQUENCY_BIN + 1 }, () => ({ customers: 0, actual: 0, predicted: 0 }));
  x.forEach((frequency, i) => {
    const bin = bins[Math.min(frequency, LAST_FREQUENCY_BIN)];
    if (bin === undefined) return;
    bin.customers += 1;
    bin.actual += holdout[i] as number;
    bin.predicted += expectedPurchases[i] as number;
  });
  const total = (of: 'actual' | 'predicted') => bins.reduce((sum, bin) => sum + bin[of], 0);
  return {
    actual: total('actual'),
    predicted: total('predicted'),
    byFrequency: bins.flatMap((bin, frequency) =>
      bin.customers === 0
        ? []
        : [
            {
              x: frequency === LAST_FREQUENCY_BIN ? `${LAST_FREQUENCY_BIN}+` : String(frequency),
              customers: bin.customers,
              actualMean: bin.actual / bin.customers,
              predictedMean: bin.predicted / bin.customers,
            },
          ],
    ),
  };
}

function candidatesFor(model: FitModel, history: History, horizon: number): Candidate[] {
  switch (model) {
    case 'bg-nbd':
      return [fitPurchases(bgNbd, history, horizon)];
    case 'mbg-nbd':
      return [fitPurchases(mbgNbd, history, horizon)];
    case 'pareto-nbd':
      return [fitPurchases(paretoNbd, history, horizon)];
    case 'gamma-gamma':
      return [fitSpend(history)];
    case 'auto':
      return (['bg-nbd', 'mbg-nbd', 'pareto-nbd'] as const).flatMap((name) => candidatesFor(name, history, horizon));
  }
}

/** Fits the model asked for, or all purchase models and takes the better, and says what it predicts. */
export function fitHistory(
  history: History,
  options: Pick<FitOptions, 'model' | 'unit' | 'horizon'>,
): { readonly result: FitResult; readonly prediction: Prediction } {
  const { model, unit, horizon } = options;
  const candidates = candidatesFor(model, history, horizon);
  const { fit, prediction } = candidates.reduce(better);
  const result: FitResult = {
    model: fit.model,
    rung: fit.ok ? 'full model' : 'not enough data',
    params: fit.ok ? { ...fit.parameters } : null,
    standardErrors: fit.ok && fit.standardErrors !== null ? { ...fit.standardErrors } : null,
    logLikelihood: fit.ok ? fit.logLikelihood : null,
    customers: fit.ok ? fit.customers : history.x.length,
    distinct: fit.ok ? fit.distinct : 0,
    unit,
    horizon,
    findings: (fit.ok ? fit.findings : [fit.reason]).map(({ code, values }) => ({ code, values: { ...values } })),
    compared: candidates.map((candidate) => ({
      model: candidate.fit.model,
      logLikelihood: candidate.fit.ok ? candidate.fit.logLikelihood : null,
      holdoutMae: candidate.holdoutMae,
    })),
    holdout: holdoutByFrequency(history, prediction),
  };
  return { result, prediction };
}
