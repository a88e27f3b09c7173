import { completeAlive } from './alive.ts';
import type { CustomerValues, Finding, ValueOptions } from './contract.ts';
import type { CustomersNow } from './customers.ts';
import type { Forecaster } from './forecaster.ts';
import { foretell } from './future.ts';
import { spread } from './histories.ts';
import type { Learnt } from './learn-at.ts';
import { limitsOf } from './rhythm.ts';
import type { Spend } from './spend.ts';

export interface Valuation {
  readonly learnt: Learnt;
  readonly chosen: Forecaster;
  readonly spend: Spend;
  readonly lives: Pick<CustomerValues, 'life' | 'lifeStart'>;
}

/** Everything about the customers but what a second life would bring. */
export type FirstLifeValues = Omit<CustomerValues, 'returnProbability' | 'sltv' | 'sltvLow' | 'sltvHigh'>;

function multiply(a: Float64Array, b: Float64Array): Float64Array {
  const product = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) product[i] = a[i] * b[i];
  return product;
}

/** What each customer did, and what the chosen method and the spend let expect. */
export function valueFirstLives(
  customers: CustomersNow,
  { learnt, chosen, spend, lives }: Valuation,
  options: ValueOptions,
): { readonly values: FirstLifeValues; readonly findings: readonly Finding[] } {
  const { histories, rhythm } = learnt;
  const future = foretell(chosen, histories, options);
  const alive = completeAlive(chosen, future.pAlive, learnt);
  const expectedPurchases = spread(future.expectedPurchases, histories.index);
  const meanMargin = new Float64Array(customers.x.length);
  for (let i = 0; i < meanMargin.length; i++) meanMargin[i] = customers.margin[i] / (customers.x[i] + 1);
  const values: FirstLifeValues = {
    count: customers.x.length,
    x: customers.x,
    firstDay: customers.firstDay,
    lastDay: customers.lastDay,
    totalRevenue: customers.revenue,
    totalMargin: customers.margin,
    meanMargin,
    last365Margin: customers.last365Margin,
    last365Purchases: customers.last365Purchases,
    lastGapDays: customers.lastGapDays,
    quarterMargin: customers.quarterMargin,
    pAlive: spread(alive.pAlive, histories.index),
    expectedPurchases,
    expectedMargin: multiply(spend.expected, expectedPurchases),
    futureValue: multiply(spend.expected, spread(future.discountedPurchases, histories.index)),
    calmDays: limitsOf(rhythm.rules?.calm ?? null, customers),
    riskDays: limitsOf(rhythm.rules?.risk ?? null, customers),
    lostDays: limitsOf(rhythm.rules?.lost ?? null, customers),
    life: lives.life,
    lifeStart: lives.lifeStart,
  };
  return { values, findings: alive.findings };
}
