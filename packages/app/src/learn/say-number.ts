import type { BytePage } from './byte-page.ts';
import { type NumberStyle, SMALL_MONEY } from './describe-number.ts';
import { CHANCE_DECIMALS, type OutcomeColumn, type OutcomeColumns } from './outcome-columns.ts';

/** Writes something about one customer. */
export type Say = (page: BytePage, customer: number) => void;
export type Encode = (text: string) => Uint8Array;

export interface HowToSay {
  readonly style: NumberStyle;
  readonly encode: Encode;
  /** For what is not known. */
  readonly unknown: Uint8Array;
}
type Column = OutcomeColumns[OutcomeColumn];

const PER_CENT = 10 ** (CHANCE_DECIMALS - 2);
const THOUSAND = 1000;

/** Halves away from zero, as the facts engine rounds. */
function roundAway(value: number): number {
  return value < 0 ? -Math.round(-value) : Math.round(value);
}

/** A whole number, not negative, in groups of three digits. */
function writeGroups(page: BytePage, value: number, group: Uint8Array): void {
  if (value < THOUSAND) {
    page.whole(value | 0);
    return;
  }
  const before = Math.floor(value / THOUSAND);
  writeGroups(page, before, group);
  page.text(group);
  page.padded(value - before * THOUSAND, 3);
}

/** A count of days, or a chance in per cent; neither is negative. */
export function sayWhole(column: Column, isShare: boolean, { style, encode, unknown }: HowToSay): Say {
  const group = encode(style.group);
  const unit = isShare ? PER_CENT : 1;
  return (page, customer) => {
    const value = roundAway((column[customer] as number) / unit);
    if (value < THOUSAND) page.whole(value | 0);
    else if (Number.isFinite(value)) writeGroups(page, value, group);
    else page.text(unknown);
  };
}

/** An amount of money from minor units: small ones with their decimals, others whole. */
export function sayMoney(column: Column, { style, encode, unknown }: HowToSay): Say {
  const { minorDigits, decimals } = style;
  const [group, point] = [encode(style.group), encode(style.decimal)];
  const affixes = ({ before, after }: NumberStyle['positive']) => ({ before: encode(before), after: encode(after) });
  const [positive, negative] = [affixes(style.positive), affixes(style.negative)];
  const major = 10 ** minorDigits;
  const small = decimals > 0 ? SMALL_MONEY * major : 0;
  const cut = 10 ** (minorDigits - decimals);
  const scale = 10 ** decimals;
  return (page, customer) => {
    const minor = column[customer] as number;
    if (!Number.isFinite(minor)) {
      page.text(unknown);
      return;
    }
    const isSmall = Math.abs(minor) < small;
    const rounded = roundAway(minor / (isSmall ? cut : major));
    const size = Math.abs(rounded);
    const around = rounded < 0 ? negative : positive;
    page.text(around.before);
    if (isSmall) {
      const whole = Math.floor(size / scale) | 0;
      page.whole(whole);
      page.text(point);
      page.padded((size - whole * scale) | 0, decimals);
    } else writeGroups(page, size, group);
    page.text(around.after);
  };
}
