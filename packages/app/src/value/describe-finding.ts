import type { Translator } from '../platform/i18n.ts';
import type { Finding } from './contract.ts';

/** Whole numbers and thousands without decimals, small ones with three. */
function decimalsFor(value: number): number {
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return 0;
  return Math.abs(value) < 10 ? 3 : 1;
}

/** The sentence of a finding, its numbers as the reader's language writes them. */
export function describeFinding({ code, values }: Finding, translator: Translator): string {
  const said = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'number' ? translator.number(value, decimalsFor(value)) : value,
  ]);
  return translator.t(`value.finding.${code}`, Object.fromEntries(said));
}
