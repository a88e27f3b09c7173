import { importOrders } from '../../ingest/index.ts';
import type { RunContext } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { DAYS_PER_UNIT, dayFromIso } from '../../platform/time.ts';
import type { FitOptions, FitResult, History } from './contract.ts';
import { fitHistory, type Prediction } from './fit-history.ts';
import { recogniseCbs } from './headings.ts';
import { loadCbs, loadOrders, readHeadings, readHistory, writePredictions } from './store.ts';

async function historyFromOrders(context: RunContext, options: FitOptions): Promise<History> {
  const imported = await importOrders(context, {
    files: [options.file],
    asOf: null,
    map: {},
    dateFormat: null,
    timezone: null,
    currency: null,
    marginRate: 1,
    rejectedPath: null,
  });
  const daysPerUnit = DAYS_PER_UNIT[options.unit];
  const horizonDays = Math.round(options.horizon * daysPerUnit);
  const until = options.until === null ? imported.asOf : dayFromIso(options.until);
  if (until <= imported.firstDay) {
    throw new AppError('bad_input', 'fit.error.until_too_early', {
      until: options.until ?? '',
      first: imported.summary.period.first,
    });
  }
  await loadOrders(context.facts, { until, horizonDays, daysPerUnit, currency: imported.currency });
  return readHistory(context.facts, { holdout: until + horizonDays <= imported.lastDay, meanSpend: true });
}

async function historyFromFile(context: RunContext, options: FitOptions): Promise<History> {
  const headings = await readHeadings(context.facts, options.file);
  const columns = headings === null ? null : recogniseCbs(headings);
  if (columns === null) return historyFromOrders(context, options);
  if (options.until !== null) throw new AppError('usage', 'fit.error.until_needs_orders', { file: options.file });
  const bad = await loadCbs(context.facts, options.file, columns);
  if (bad !== null) {
    throw new AppError('bad_input', 'fit.error.bad_row', {
      file: options.file,
      row: bad.row,
      x: bad.x ?? '',
      tx: bad.tx ?? '',
      T: bad.T ?? '',
    });
  }
  const history = await readHistory(context.facts, {
    holdout: columns.holdout !== null,
    meanSpend: columns.meanSpend !== null,
  });
  if (history.x.length === 0) throw new AppError('bad_input', 'fit.error.no_rows', { file: options.file });
  return history;
}

/** `winback fit`: statistics or orders in, a fitted model with its errors, its holdout and its predictions out. */
export async function fitFile(context: RunContext, options: FitOptions): Promise<FitResult> {
  const history = await historyFromFile(context, options);
  const { result, prediction } = fitHistory(history, options);
  if (options.predictions !== null) {
    const names: Record<keyof Prediction, string> = {
      pAlive: 'p_alive',
      expectedPurchases: 'expected_purchases',
      expectedSpend: 'expected_spend',
    };
    const columns = (Object.keys(names) as (keyof Prediction)[]).flatMap((key) => {
      const column = prediction[key];
      return column === null ? [] : [[names[key], column] as const];
    });
    if (columns.length === 0) throw new AppError('bad_input', 'fit.error.nothing_to_predict', { model: result.model });
    await writePredictions(context.facts, options.predictions, Object.fromEntries(columns));
  }
  return result;
}
