import type { Translator } from '../../platform/i18n.ts';
import { dayFromIso, monthOfDay } from '../../platform/time.ts';
import type { Finding } from '../../value/contract.ts';

/** The report's words and figures for one reader: language, currency, and how many digits a figure deserves. */
export interface Reader {
  readonly locale: string;
  /** A text of the report's own catalogue. */
  t(key: string, values?: Readonly<Record<string, string | number>>): string;
  /** A text of another stage's catalogue, by its full key. */
  word(key: string): string;
  /** The sentence of a coded finding, from the catalogue of whichever stage made it. */
  finding(finding: Finding): string;
  count(value: number): string;
  /** A figure with so many decimals; an en dash where there is none. */
  figure(value: number | null, decimals: number): string;
  percent(share: number | null, decimals?: number): string;
  /** A share by which something is too high (+) or too low (-). */
  change(share: number | null, decimals?: number): string;
  money(major: number | null): string;
  /** For chart axes: 12K, 1.2万. */
  short(value: number): string;
  date(iso: string): string;
  month(yearMonth: string): string;
}

const NONE = '–';
const SMALL = 10;
const FINDINGS_OF = ['value', 'second-life', 'ingest', 'fit'];

/** Sentences format their own numbers; this only takes off digits that nobody asked for. */
function tidy(value: number | string): number | string {
  return typeof value === 'string' || Number.isInteger(value) ? value : Number(value.toPrecision(4));
}

export function createReader(translator: Translator, currency: string | null, minorDigits: number): Reader {
  const compact = new Intl.NumberFormat(translator.locale, { notation: 'compact', maximumFractionDigits: 1 });
  const known = (value: number | null): value is number => value !== null && Number.isFinite(value);
  return {
    locale: translator.locale,
    t: (key, values) => translator.t(`report.${key}`, values),
    word: (key) => translator.t(key),
    finding: ({ code, values }) => {
      const stage = FINDINGS_OF.find((name) => translator.has(`${name}.finding.${code}`)) ?? FINDINGS_OF[0];
      const said = Object.entries(values).map(([name, value]) => [name, tidy(value)]);
      return translator.t(`${stage}.finding.${code}`, Object.fromEntries(said));
    },
    count: (value) => translator.number(value),
    figure: (value, decimals) => (known(value) ? translator.number(value, decimals) : NONE),
    percent: (share, decimals = 0) => (known(share) ? translator.percent(share, decimals) : NONE),
    change: (share, decimals = 0) =>
      known(share) ? `${share > 0 ? '+' : ''}${translator.percent(share, decimals)}` : NONE,
    money: (major) =>
      known(major)
        ? translator.money(major === 0 ? 0 : major, currency, Math.abs(major) < SMALL && major !== 0 ? minorDigits : 0)
        : NONE,
    short: (value) => compact.format(value),
    date: (iso) => translator.date(dayFromIso(iso)),
    month: (yearMonth) => translator.month(monthOfDay(dayFromIso(`${yearMonth}-01`))),
  };
}
