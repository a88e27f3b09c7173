import { correlation, expectedSpend, fitGammaGamma } from '@winback/models';
import type { Finding, FitSummary } from './contract.ts';
import type { CustomersAt } from './customers.ts';
import { summariseFit } from './fit-summary.ts';

/** Above this the spend per purchase tells on how often one buys, and the product of two expectations is off. */
const NOTABLE_CORRELATION = 0.2;

export interface Spend {
  /** Margin expected of each customer per future purchase day. */
  readonly expected: Float64Array;
  readonly summary: FitSummary | null;
  readonly findings: readonly Finding[];
}

/** Customers who bought more than once at a profit: their means over all their purchase days. */
function spenders({ x, margin }: CustomersAt): { days: Float64Array; mean: Float64Array; unprofitable: number } {
  const rows: number[] = [];
  let unprofitable = 0;
  for (let i = 0; i < x.length; i++) {
    if (margin[i] <= 0) unprofitable++;
    else if (x[i] > 0) rows.push(i);
  }
  const days = Float64Array.from(rows, (i) => x[i] + 1);
  return { days, mean: Float64Array.from(rows, (i, at) => margin[i] / days[at]), unprofitable };
}

/** Each customer's mean and the mean of all, the latter with the weight of one purchase. */
function pooledSpend({ x, margin }: CustomersAt): Float64Array {
  let total = 0;
  let days = 0;
  for (let i = 0; i < x.length; i++) {
    total += margin[i];
    days += x[i] + 1;
  }
  return margin.map((sum, i) => (sum + total / days) / (x[i] + 2));
}

/**
 * Margin per future purchase day by Gamma-Gamma: the own mean over all purchase days, shrunk to that of all the more the
 * fewer they are. It is linear in the own mean, so it also says something sensible about those with no margin.
 */
export function learnSpend(customers: CustomersAt): Spend {
  const { days, mean, unprofitable } = spenders(customers);
  const findings: Finding[] = [{ code: 'spend_all_purchase_days', values: { customers: days.length } }];
  if (unprofitable > 0) findings.push({ code: 'spend_unprofitable', values: { customers: unprofitable } });
  const r = correlation(days, mean);
  if (r !== null && Math.abs(r) > NOTABLE_CORRELATION) {
    findings.push({ code: 'spend_correlated', values: { correlation: r } });
  }
  const fit = fitGammaGamma({ frequency: days, meanSpend: mean });
  const summary = summariseFit(fit, days.length);
  if (!fit.ok || fit.parameters.q <= 1) {
    findings.push({ code: 'spend_pooled', values: {} });
    return { expected: pooledSpend(customers), summary, findings };
  }
  const { parameters } = fit;
  const expected = customers.margin.map((margin, i) => {
    const purchases = customers.x[i] + 1;
    return expectedSpend(parameters, purchases, margin / purchases);
  });
  return { expected, summary, findings };
}
