import type { Translator } from '../platform/i18n.ts';
import type { Currency } from '../platform/money.ts';
import { MINOR_DIGITS_UNSTATED } from './outcome-columns.ts';

/** What stands before and after the digits of an amount of money, in one language and currency. */
export interface Affixes {
  readonly before: string;
  readonly after: string;
}

/** How numbers inside sentences are written, so that the facts engine and this process write the same. */
export interface NumberStyle {
  readonly group: string;
  readonly decimal: string;
  readonly positive: Affixes;
  readonly negative: Affixes;
  /** Decimals of small amounts of money. */
  readonly decimals: number;
  /** Decimals that the columns of money are kept to. */
  readonly minorDigits: number;
}

/** From this amount on, money is said without decimals. */
export const SMALL_MONEY = 10;

function around(text: string, digits: string): Affixes {
  const [before = '', after = ''] = text.split(digits);
  return { before, after };
}

export function numberStyle(translator: Translator, currency: Currency | null): NumberStyle {
  const code = currency?.code ?? null;
  const minorDigits = currency?.minorDigits ?? MINOR_DIGITS_UNSTATED;
  return {
    group: around(translator.number(1234), '234').before.slice(1),
    decimal: translator.number(0.5, 1).slice(1, -1),
    positive: around(translator.money(1, code), '1'),
    negative: around(translator.money(-1, code), '1'),
    decimals: Math.min(2, minorDigits),
    minorDigits,
  };
}
