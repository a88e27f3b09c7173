import type { Translator } from '../../platform/i18n.ts';
import { dayFromIso, monthOfDay } from '../../platform/time.ts';
import type { Finding } from '../../value/contract.ts';

/** The report's words and figures for one reader: language, currency, and how many digits a figure deserves. */
export interface Reader {
  readonly locale: string;
  /** A text of the report's own catalogue. */
  t(key: string, values?: Readonly<Record<string, string | number>>): string;
  /** A text of another stage's catalogue, by its full key. */
  word(key: string, values?: Readonly<Record<string, string | number>>): string;
  /** The sentence of a coded finding, from the catalogue of whichever stage made it. */
  finding(finding: Finding): string;
  count(value: number): string;
  /** A figure with so many decimals; an en dash where there is none. */
  figure(value: number | null, decimals: number): string;
  percent(share: number | null, decimals?: number): string;
  points(share: number | null): string;
  /** A share by which something is too high (+) or too low (-). */
  change(share: number | null, decimals?: number): string;
  money(major: number | null): string;
  list(names: readonly string[]): string;
  /** For chart axes: 12K, 1.2万. */
  short(value: number): string;
  date(iso: string): string;
  month(yearMonth: string): string;
}

const NONE = '–';
const SMALL = 10;

/** Catalogues with sentences for findings; some format the numbers in them by themselves, others take them as text. */
const FINDINGS_OF = [
  { stage: 'value', numbers: 'text' },
  { stage: 'second-life', numbers: 'raw' },
  { stage: 'ingest', numbers: 'raw' },
] as const;

function decimalsOf(value: number): number {
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return 0;
  return Math.abs(value) < SMALL ? 3 : 1;
}

function sayFinding(translator: Translator, { code, values }: Finding): string {
  const { stage, numbers } =
    FINDINGS_OF.find(({ stage: name }) => translator.has(`${name}.finding.${code}`)) ?? FINDINGS_OF[0];
  const said = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'number' && numbers === 'text' ? translator.number(value, decimalsOf(value)) : value,
  ]);
  return translator.t(`${stage}.finding.${code}`, Object.fromEntries(said));
}

/** Decimals that an amount of money deserves: those of the currency below ten, none from there on or if it is whole. */
function moneyDecimals(major: number, minorDigits: number): number {
  return Math.abs(major) < SMALL && !Number.isInteger(major) ? minorDigits : 0;
}

export function createReader(translator: Translator, currency: string | null, minorDigits: number): Reader {
  const compact = new Intl.NumberFormat(translator.locale, { notation: 'compact', maximumFractionDigits: 1 });
  const listFormat = new Intl.ListFormat(translator.locale, { type: 'conjunction' });
  const known = (value: number | null): value is number => value !== null && Number.isFinite(value);
  return {
    locale: translator.locale,
    t: (key, values) => translator.t(`report.${key}`, values),
    word: (key, values) => translator.t(key, values),
    finding: (finding) => sayFinding(translator, finding),
    count: (value) => translator.number(value),
    figure: (value, decimals) => (known(value) ? translator.number(value, decimals) : NONE),
    points: (share) => (known(share) ? translator.points(share) : NONE),
    percent: (share, decimals = 0) => (known(share) ? translator.percent(share, decimals) : NONE),
    change: (share, decimals = 0) =>
      known(share) ? `${share > 0 ? '+' : ''}${translator.percent(share, decimals)}` : NONE,
    money: (major) =>
      known(major) ? translator.money(major === 0 ? 0 : major, currency, moneyDecimals(major, minorDigits)) : NONE,
    list: (names) => listFormat.format(names),
    short: (value) => compact.format(value),
    date: (iso) => translator.date(dayFromIso(iso)),
    month: (yearMonth) => translator.month(monthOfDay(dayFromIso(`${yearMonth}-01`))),
  };
}
