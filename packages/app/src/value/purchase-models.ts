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
import { DAYS_PER_UNIT, type TimeUnit } from '../platform/time.ts';
import type { Finding, FitSummary } from './contract.ts';
import { summariseFit } from './fit-summary.ts';
import { type Ahead, daysIn, type Forecaster } from './forecaster.ts';
import type { Histories } from './histories.ts';
import { sampleHistories } from './sample-histories.ts';

/** Four parameters and their spread over customers cannot be told from fewer customers who came back. */
const LEAST_REPEATERS_FULL = 50;
/** A rate and its spread. */
const LEAST_REPEATERS_POOLED = 10;

/** A departure is believed when it explains more than its two parameters would by chance (Akaike). */
const LEAST_GAIN = 2;

/** So many customers tell models apart; only the chosen one is then fitted on all. */
const MOST_COMPARED = 25_000;

export interface FittedModels {
  readonly fits: readonly FitSummary[];
  /** Those that may be chosen. */
  readonly offered: readonly Forecaster[];
  /** All that could be fitted; the back-test shows them too. */
  readonly shown: readonly Forecaster[];
  readonly findings: readonly Finding[];
  /** Fits the chosen one on all customers, where it was fitted on some. */
  settle(chosen: Forecaster): { readonly chosen: Forecaster; readonly fits: readonly FitSummary[] };
}

interface FittedModel {
  readonly summary: FitSummary;
  readonly forecaster: Forecaster | null;
  /** The same model fitted on other histories, from where this fit ended. */
  refit(on: PurchaseStatistics): FittedModel;
}

function inUnits(ahead: Ahead, unit: TimeUnit): Ahead {
  return ahead.map(({ time, weight }) => ({ time: time / DAYS_PER_UNIT[unit], weight }));
}

function fitModel<P extends string>(
  model: PurchaseModel<P>,
  on: PurchaseStatistics,
  from?: Record<P, number>,
): FittedModel {
  const fit = model.fit(on, from);
  const summary = summariseFit(fit as Fit<string>, customersOf(on));
  if (!fit.ok) return { summary, forecaster: null, refit: (others) => fitModel(model, others) };
  return {
    summary,
    forecaster: {
      name: model.name,
      rung: 'full model',
      logLikelihood: fit.logLikelihood,
      forecast: (ahead, { units, unit }) => {
        const scores = model.scoreSum(fit.parameters, inUnits(ahead, unit), units);
        return model.name === 'bg-nbd' ? { ...scores, pAlive: silentOnOneTimers(scores.pAlive, units) } : scores;
      },
    },
    refit: (others) => fitModel(model, others, fit.parameters),
  };
}

function customersOf({ weight }: PurchaseStatistics): number {
  return weight.reduce((sum, customers) => sum + customers, 0);
}

/** BG/NBD lets nobody leave before the second purchase, so it knows nothing about one-time buyers. */
function silentOnOneTimers(pAlive: Float64Array, { x }: PurchaseStatistics): Float64Array {
  return pAlive.map((p, row) => (x[row] === 0 ? Number.NaN : p));
}

/** Without departures: how much each buys differs, that one stops is not modelled. */
function fitPooled(on: PurchaseStatistics): FittedModel {
  const fit = fitNbd(on);
  const summary = summariseFit(fit as Fit<string>, customersOf(on));
  if (!fit.ok) return { summary, forecaster: null, refit: fitPooled };
  return {
    summary,
    forecaster: {
      name: 'nbd',
      rung: 'pooled',
      logLikelihood: fit.logLikelihood,
      forecast: (ahead, { units, unit }) => {
        const t = daysIn(inUnits(ahead, unit));
        const { x, tx, T } = units;
        return {
          pAlive: new Float64Array(x.length).fill(Number.NaN),
          expectedPurchases: x.map((repeats, row) =>
            expectedPurchasesNbd(fit.parameters, t, { x: repeats, tx: tx[row], T: T[row] }),
          ),
        };
      },
    },
    refit: fitPooled,
  };
}

/** What the models are compared on, and how the chosen one gets to all histories. */
function settleOn(fitted: readonly FittedModel[], all: PurchaseStatistics): FittedModels['settle'] {
  return (chosen) => {
    const again = fitted.map((model) => (model.forecaster === chosen ? model.refit(all) : model));
    const forecaster = again.find(({ forecaster }) => forecaster?.name === chosen.name)?.forecaster;
    return { chosen: forecaster ?? chosen, fits: again.map(({ summary }) => summary) };
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
  const { statistics, customers, every } = sampleHistories(histories.units, histories.index, MOST_COMPARED);
  const full = enough
    ? [fitModel(bgNbd, statistics), fitModel(mbgNbd, statistics), fitModel(paretoNbd, statistics)]
    : [];
  const pooled = repeaters < LEAST_REPEATERS_POOLED ? [] : [fitPooled(statistics)];
  const fitted = [...full, ...pooled];
  const fits = fitted.map(({ summary }) => summary);
  const forecastersOf = (models: readonly FittedModel[]) =>
    models.flatMap(({ forecaster }) => (forecaster === null ? [] : [forecaster]));
  const withoutDeparture = forecastersOf(pooled);
  const least = (withoutDeparture[0]?.logLikelihood ?? Number.NEGATIVE_INFINITY) + LEAST_GAIN;
  const withDeparture = forecastersOf(full).filter(({ logLikelihood }) => (logLikelihood ?? 0) > least);
  const findings: Finding[] = [];
  if (!enough) findings.push({ code: 'few_repeaters', values: { repeaters, needed: LEAST_REPEATERS_FULL } });
  else if (withDeparture.length === 0) findings.push({ code: 'no_departure_seen', values: { gain: LEAST_GAIN } });
  if (every > 1 && fitted.length > 0) findings.push({ code: 'models_sampled', values: { every, customers } });
  return {
    fits,
    offered: [...withDeparture, ...withoutDeparture],
    shown: forecastersOf(fitted),
    findings,
    settle: every === 1 ? (chosen) => ({ chosen, fits }) : settleOn(fitted, histories.units),
  };
}
