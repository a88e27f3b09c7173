import type { Translator } from '../platform/i18n.ts';

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
}

/** From this amount on, money is said without decimals. */
export const SMALL_MONEY = 10;

function around(text: string, digits: string): Affixes {
  const [before = '', after = ''] = text.split(digits);
  return { before, after };
}

export function numberStyle(
  translator: Translator,
  currency: { readonly code: string; readonly minorDigits: number } | null,
): NumberStyle {
  const code = currency?.code ?? null;
  return {
    group: around(translator.number(1234), '234').before.slice(1),
    decimal: translator.number(0.5, 1).slice(1, -1),
    positive: around(translator.money(1, code), '1'),
    negative: around(translator.money(-1, code), '1'),
    decimals: Math.min(2, currency?.minorDigits ?? 2),
  };
}

/** Halves away from zero, as the facts engine rounds. */
function roundAway(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value));
}

export function wholeText(value: number, style: NumberStyle): string {
  const rounded = roundAway(value);
  const digits = String(Math.abs(rounded)).replace(/\B(?=(\d{3})+$)/g, style.group);
  return rounded < 0 ? `-${digits}` : digits;
}

export function moneyText(value: number, style: NumberStyle): string {
  const decimals = Math.abs(value) < SMALL_MONEY ? style.decimals : 0;
  const scale = 10 ** decimals;
  const minor = roundAway(value * scale);
  const size = Math.abs(minor);
  const fraction = decimals === 0 ? '' : style.decimal + String(size % scale).padStart(decimals, '0');
  const affixes = minor < 0 ? style.negative : style.positive;
  return affixes.before + wholeText(Math.floor(size / scale), style) + fraction + affixes.after;
}
