import type { Finding, Rung, ValueOptions } from './contract.ts';

/** What a reader must know before believing a value. */
export function assumptionFindings(
  options: ValueOptions,
  given: { readonly watchedDays: number; readonly rung: Rung; readonly model: string; readonly tested: boolean },
): Finding[] {
  const { horizonDays, discountRate, unit } = options;
  const { watchedDays, rung, model, tested } = given;
  const findings: Finding[] = [
    { code: `rung_${rung.replaceAll(' ', '_')}`, values: { model } },
    { code: tested ? 'chosen_by_backtest' : 'chosen_without_backtest', values: { model } },
    { code: 'purchase_days', values: { unit } },
    { code: 'value_discounted', values: { horizonDays, discountPercent: discountRate * 100 } },
  ];
  if (horizonDays > watchedDays) findings.push({ code: 'horizon_beyond_period', values: { horizonDays, watchedDays } });
  return findings;
}
