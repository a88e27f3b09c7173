import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createInstance } from 'i18next';
import { AppError } from './errors.ts';
import { type Day, isoFromDay } from './time.ts';

const LOCALES_URL = new URL('../../locales/', import.meta.url);

export type Locale = string;
export type TextValues = Readonly<Record<string, string | number>>;

/** Texts, numbers, dates and money as a reader of one language expects them. */
export interface Translator {
  readonly locale: Locale;
  t(key: string, values?: TextValues): string;
  has(key: string): boolean;
  number(value: number, decimals?: number): string;
  percent(share: number, decimals?: number): string;
  /** A difference between two shares. */
  points(share: number, decimals?: number): string;
  money(major: number, currency: string | null, decimals?: number): string;
  date(day: Day): string;
  month(month: number): string;
}

export function locales(): Locale[] {
  return readdirSync(LOCALES_URL).sort();
}

/** The catalogue of a language: one file for each stage, joined under the stage's name. */
export function readCatalogue(locale: Locale): Record<string, unknown> {
  const folder = new URL(`${locale}/`, LOCALES_URL);
  const stages = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(
    stages.map((name) => [
      name.slice(0, -'.json'.length),
      JSON.parse(readFileSync(fileURLToPath(new URL(name, folder)), 'utf8')) as unknown,
    ]),
  );
}

export function createTranslator(locale: Locale): Translator {
  if (!locales().includes(locale)) {
    throw new AppError('usage', 'cli.error.unknown_language', { locale, known: locales().join(', ') });
  }
  const i18n = createInstance({
    lng: locale,
    fallbackLng: false,
    resources: { [locale]: { translation: readCatalogue(locale) } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  void i18n.init();
  const decimalFormat = (decimals: number) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  const utc = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  return {
    locale,
    t: (key, values = {}) => i18n.t(key, { ...values }),
    has: (key) => i18n.exists(key),
    number: (value, decimals = 0) => decimalFormat(decimals).format(value),
    percent: (share, decimals = 0) =>
      new Intl.NumberFormat(locale, {
        style: 'percent',
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
      }).format(share),
    points: (share, decimals = 1) => i18n.t('units.points', { value: decimalFormat(decimals).format(share * 100) }),
    money: (major, currency, decimals = 0) =>
      currency === null
        ? decimalFormat(decimals).format(major)
        : new Intl.NumberFormat(locale, {
            style: 'currency',
            currency,
            minimumFractionDigits: decimals,
            maximumFractionDigits: decimals,
          }).format(major),
    date: (day) => utc({ dateStyle: 'medium' }).format(new Date(`${isoFromDay(day)}T00:00:00Z`)),
    month: (month) =>
      utc({ year: 'numeric', month: 'short' }).format(new Date(Date.UTC(1970 + Math.floor(month / 12), month % 12, 1))),
  };
}
