import { columnOf, type FilePlan } from './plan.ts';

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
