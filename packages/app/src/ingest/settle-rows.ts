import type { RunContext } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import type { IngestOptions } from './contract.ts';
import { columnOf, type FilePlan } from './plan.ts';
import { verdictOf } from './reject.ts';
import { type DayCount, readCurrencies, readDayCounts, rejectDaysAfter } from './store-settle.ts';
import { countVerdicts } from './store-stage.ts';

/** A currency as files name it. A sign that several currencies share has no code. */
export interface NamedCurrency {
  readonly code: string | null;
  readonly spellings: readonly string[];
}

const KNOWN: readonly NamedCurrency[] = [
  { code: 'CNY', spellings: ['CNY', 'RMB', 'CNH', '人民币', '元'] },
  { code: 'EUR', spellings: ['EUR', '€', 'EURO', '欧元'] },
  { code: 'GBP', spellings: ['GBP', '£', '英镑'] },
  { code: 'USD', spellings: ['USD', 'US$', '美元'] },
  { code: 'JPY', spellings: ['JPY', '円', '日元'] },
  { code: 'INR', spellings: ['INR', '₹'] },
  { code: 'KRW', spellings: ['KRW', '₩', '韩元'] },
  { code: null, spellings: ['¥', '￥'] },
  { code: null, spellings: ['$'] },
];
/** The shared signs that may stand for a currency once it has been named. */
const SHARED: Readonly<Record<string, readonly string[]>> = { CNY: ['¥', '￥'], JPY: ['¥', '￥'], USD: ['$'] };

/** A currency given by its code, with every spelling that may stand for it. */
export function currencyNamed(code: string): NamedCurrency {
  const spellings = KNOWN.find((known) => known.code === code)?.spellings ?? [code];
  return { code, spellings: [...spellings, ...(SHARED[code] ?? [])] };
}

function currencySpelt(text: string): NamedCurrency {
  const upper = text.trim().toUpperCase();
  const known = KNOWN.find(({ spellings }) => spellings.includes(upper));
  if (known !== undefined) return known.code === null ? known : currencyNamed(known.code);
  return { code: Intl.supportedValuesOf('currency').includes(upper) ? upper : null, spellings: [upper] };
}

/** The currency of the first sampled row that names one; the whole file is held to it afterwards. */
export function sampledCurrency(plans: readonly FilePlan[]): NamedCurrency | null {
  for (const plan of plans) {
    const index = columnOf(plan, 'currency')?.index;
    const texts = index === undefined ? plan.signs : plan.source.sample.map((row) => (row[index] ?? '').trim());
    const text = texts.find((value) => value !== '');
    if (text !== undefined) return currencySpelt(text);
  }
  return null;
}

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

const FAR_DAYS = 366;
const FAR_SHARE = 0.001;

/** The last day before a gap of more than a year behind which hardly a row lies: a slip of the year, not trade. */
export function lastPlausibleDay(days: readonly DayCount[]): number | null {
  const total = days.reduce((sum, { rows }) => sum + rows, 0);
  let behind = 0;
  for (let i = days.length - 1; i > 0; i -= 1) {
    const [here, before] = [days[i], days[i - 1]];
    if (here === undefined || before === undefined) break;
    behind += here.rows;
    if (behind > Math.max(total * FAR_SHARE, total > 20 ? 1 : 0)) return null;
    if (here.day - before.day > FAR_DAYS) return before.day;
  }
  return null;
}

/** Without --as-of the data end where trade ends; a stray date years later would move everyone's silence. */
export async function rejectStrayDates(context: RunContext): Promise<boolean> {
  const last = lastPlausibleDay(await readDayCounts(context.facts));
  if (last === null) return false;
  await rejectDaysAfter(context.facts, last, verdictOf('far_from_the_rest', 'order_date'));
  return true;
}
