import {
  bgNbd,
  expectedPurchasesNbd,
  type Fit,
  fitNbd,
  mbgNbd,
  type PurchaseModel,
  type PurchaseStatistics,
  paretoNbd,
} from '@winback/models';
import { DAYS_PER_UNIT } from '../platform/time.ts';
import type { Finding, FitSummary } from './contract.ts';
import { summariseFit } from './fit-summary.ts';
import type { Forecaster } from './forecaster.ts';
import type { Histories } from './histories.ts';

/** Four parameters and their spread over customers cannot be told from fewer customers who came back. */
const LEAST_REPEATERS_FULL = 50;
/** A rate and its spread. */
const LEAST_REPEATERS_POOLED = 10;

/** A departure is believed when it explains more than its two parameters would by chance (Akaike). */
const LEAST_GAIN = 2;

export interface FittedModels {
  readonly fits: readonly FitSummary[];
  /** Those that may be chosen. */
  readonly offered: readonly Forecaster[];
  /** All that could be fitted; the back-test shows them too. */
  readonly shown: readonly Forecaster[];
  readonly findings: readonly Finding[];
}

interface FittedModel {
  readonly summary: FitSummary;
  readonly forecaster: Forecaster | null;
}

function fitModel<P extends string>(model: PurchaseModel<P>, histories: Histories): FittedModel {
  const fit = model.fit(histories.units);
  const customers = histories.index.length;
  const summary = summariseFit(fit as Fit<string>, customers);
  if (!fit.ok) return { summary, forecaster: null };
  return {
    summary,
    forecaster: {
      name: model.name,
      rung: 'full model',
      logLikelihood: fit.logLikelihood,
      forecast: (days, { units, unit }) => {
        const scores = model.score(fit.parameters, days / DAYS_PER_UNIT[unit], units);
        return model.name === 'bg-nbd' ? { ...scores, pAlive: silentOnOneTimers(scores.pAlive, units) } : scores;
      },
    },
  };
}

/** BG/NBD lets nobody leave before the second purchase, so it knows nothing about one-time buyers. */
function silentOnOneTimers(pAlive: Float64Array, { x }: PurchaseStatistics): Float64Array {
  return pAlive.map((p, row) => (x[row] === 0 ? Number.NaN : p));
}

/** Without departures: how much each buys differs, that one stops is not modelled. */
function fitPooled(histories: Histories): FittedModel {
  const fit = fitNbd(histories.units);
  const summary = summariseFit(fit as Fit<string>, histories.index.length);
  if (!fit.ok) return { summary, forecaster: null };
  return {
    summary,
    forecaster: {
      name: 'nbd',
      rung: 'pooled',
      logLikelihood: fit.logLikelihood,
      forecast: (days, { units, unit }) => {
        const t = days / DAYS_PER_UNIT[unit];
        const { x, tx, T } = units;
        return {
          pAlive: new Float64Array(x.length).fill(Number.NaN),
          expectedPurchases: x.map((repeats, row) =>
            expectedPurchasesNbd(fit.parameters, t, { x: repeats, tx: tx[row], T: T[row] }),
          ),
        };
      },
    },
  };
}

/**
 * Fits what the number of returning customers can carry. A model with a departure is offered only where it is likelier
 * than the one without; otherwise it is the same model with parameters that mean nothing.
 */
export function fitPurchaseModels(histories: Histories): FittedModels {
  const { x, weight } = histories.days;
  const repeaters = x.reduce((sum, repeats, row) => sum + (repeats > 0 ? weight[row] : 0), 0);
  const enough = repeaters >= LEAST_REPEATERS_FULL;
  const full = enough ? [fitModel(bgNbd, histories), fitModel(mbgNbd, histories), fitModel(paretoNbd, histories)] : [];
  const pooled = repeaters < LEAST_REPEATERS_POOLED ? [] : [fitPooled(histories)];
  const forecastersOf = (models: readonly FittedModel[]) =>
    models.flatMap(({ forecaster }) => (forecaster === null ? [] : [forecaster]));
  const withoutDeparture = forecastersOf(pooled);
  const least = (withoutDeparture[0]?.logLikelihood ?? Number.NEGATIVE_INFINITY) + LEAST_GAIN;
  const withDeparture = forecastersOf(full).filter(({ logLikelihood }) => (logLikelihood ?? 0) > least);
  const findings: Finding[] = [];
  if (!enough) findings.push({ code: 'few_repeaters', values: { repeaters, needed: LEAST_REPEATERS_FULL } });
  else if (withDeparture.length === 0) findings.push({ code: 'no_departure_seen', values: { gain: LEAST_GAIN } });
  return {
    fits: [...full, ...pooled].map(({ summary }) => summary),
    offered: [...withDeparture, ...withoutDeparture],
    shown: forecastersOf([...full, ...pooled]),
    findings,
  };
}
