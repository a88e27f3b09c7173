import type { RunContext } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import type { IngestOptions } from './contract.ts';
import type { FilePlan } from './plan.ts';
import { verdictOf } from './reject.ts';
import { readCurrencies, readDayCounts, rejectDaysAfter } from './store-settle.ts';
import { countVerdicts } from './store-stage.ts';
import { lastPlausibleDay } from './stray-days.ts';

/** Several currencies in one sum would be no sum: without --currency the import stops and names them. */
export async function refuseMixedCurrencies(
  context: RunContext,
  plans: readonly FilePlan[],
  options: IngestOptions,
): Promise<void> {
  if (options.currency !== null) return;
  const verdicts = await countVerdicts(context.facts);
  if (!verdicts.has(verdictOf('other_currency', 'currency'))) return;
  const found = new Set<string>();
  for (const plan of plans) for (const text of await readCurrencies(context.facts, plan)) found.add(text);
  throw new AppError('bad_input', 'ingest.error.several_currencies', {
    file: plans.map(({ source }) => source.name).join(', '),
    currencies: [...found].join(', '),
    example: [...found][0] ?? '',
  });
}

/** Without --as-of the data end where trade ends; a stray date years later would move everyone's silence. */
export async function rejectStrayDates(context: RunContext): Promise<boolean> {
  const last = lastPlausibleDay(await readDayCounts(context.facts));
  if (last === null) return false;
  await rejectDaysAfter(context.facts, last, verdictOf('far_from_the_rest', 'order_date'));
  return true;
}
