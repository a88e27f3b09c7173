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

/** From so many customers three parameters are known to a hundredth; beyond, every so-many-th is fitted. */
const MOST_FITTED = 100_000;

interface Spenders {
  readonly days: Float64Array;
  readonly mean: Float64Array;
  /** All who bought more than once at a profit. */
  readonly profitable: number;
  /** All, one-time buyers too, who brought no margin or a negative one. */
  readonly unprofitable: number;
}

/** Customers who bought more than once at a profit, at most so many: their means over all their purchase days. */
function spendersOf({ x, margin }: CustomersAt): Spenders {
  let profitable = 0;
  let unprofitable = 0;
  for (let i = 0; i < x.length; i++) {
    if (margin[i] <= 0) unprofitable++;
    else if (x[i] > 0) profitable++;
  }
  const every = Math.max(1, Math.ceil(profitable / MOST_FITTED));
  const days = new Float64Array(Math.ceil(profitable / every));
  const mean = new Float64Array(days.length);
  for (let i = 0, seen = 0; i < x.length; i++) {
    if (margin[i] <= 0 || x[i] === 0) continue;
    if (seen % every === 0) {
      days[seen / every] = x[i] + 1;
      mean[seen / every] = margin[i] / (x[i] + 1);
    }
    seen++;
  }
  return { days, mean, profitable, unprofitable };
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
  const { days, mean, profitable, unprofitable } = spendersOf(customers);
  const findings: Finding[] = [{ code: 'spend_all_purchase_days', values: { customers: days.length } }];
  if (profitable > days.length)
    findings.push({ code: 'spend_sampled', values: { customers: days.length, of: profitable } });
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
