/**
 * Money is summed as whole minor units (cents, fen), because sums of doubles depend on the order in which threads
 * finish; it becomes a double in major units only after the last sum.
 */
export interface Currency {
  readonly code: string;
  readonly minorDigits: number;
}

/** The currency's own number of decimals (JPY 0, EUR 2, KWD 3), from the platform's CLDR data. */
export function currencyOf(code: string): Currency {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency: code });
  return { code, minorDigits: format.resolvedOptions().maximumFractionDigits ?? 2 };
}

export function minorPerMajor(currency: Currency): number {
  return 10 ** currency.minorDigits;
}
