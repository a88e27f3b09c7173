import type { BackTest, Finding, Rung, ValueOptions } from './contract.ts';

/** A total missed by more than a tenth is not chance but a season, a trend or a model that does not fit. */
const NOTABLE_MISS = 0.1;

export interface Grounds {
  readonly rung: Rung;
  readonly model: string;
  readonly backTest: BackTest | null;
  readonly watchedDays: number;
  /** The back-test looked at every so-many-th customer. */
  readonly everyTested: number;
}

function testFindings({ model, backTest, everyTested }: Grounds): Finding[] {
  if (backTest === null) return [{ code: 'chosen_without_backtest', values: { model } }];
  const findings: Finding[] = [{ code: 'chosen_by_backtest', values: { model } }];
  const bias = backTest.models.find((graded) => graded.model === model)?.bias ?? 0;
  if (Math.abs(bias) > NOTABLE_MISS) findings.push({ code: 'total_missed', values: { model, percent: bias * 100 } });
  if (everyTested > 1) {
    findings.push({ code: 'backtest_sampled', values: { every: everyTested, customers: backTest.customers } });
  }
  return findings;
}

/** What a reader must know before believing a value. */
export function assumptionFindings(options: ValueOptions, grounds: Grounds): Finding[] {
  const { horizonDays, discountRate, unit } = options;
  const { watchedDays, rung, model } = grounds;
  const findings: Finding[] = [
    { code: `rung_${rung.replaceAll(' ', '_')}`, values: { model } },
    ...testFindings(grounds),
    { code: `purchase_days_per_${unit}`, values: {} },
    { code: 'value_discounted', values: { horizonDays, discountPercent: discountRate * 100 } },
  ];
  if (horizonDays > watchedDays) findings.push({ code: 'horizon_beyond_period', values: { horizonDays, watchedDays } });
  return findings;
}
