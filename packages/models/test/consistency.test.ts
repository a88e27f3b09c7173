import { describe, expect, test } from 'vitest';
import {
  bgNbd,
  bgNbdProbability,
  createRandom,
  discountedExpectedPurchases,
  discountedExpectedPurchasesOfAll,
  distinctStatistics,
  type Fit,
  type Fitted,
  mbgNbd,
  type PurchaseStatistics,
  paretoNbd,
  simulateBgNbd,
  simulateParetoNbd,
} from '../src/index.ts';

const BG = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
const PARETO = { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 };

function fitted<P extends string>(fit: Fit<P>): Fitted<P> {
  if (!fit.ok) throw new Error(fit.reason.code);
  return fit;
}

/** Simulated customers with purchases dated to days of a week. */
function simulateCustomers(size: number, purchases: (T: number) => number[]) {
  const x = new Float64Array(size);
  const tx = new Float64Array(size);
  const T = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    T[i] = (189 + (i % 85)) / 7;
    const times = purchases(T[i]);
    x[i] = times.length;
    tx[i] = Math.min(T[i], Math.ceil((times.at(-1) ?? 0) * 7) / 7);
  }
  return { x, tx, T };
}

function bgCustomers(size: number) {
  const random = createRandom(11);
  return simulateCustomers(size, (T) => simulateBgNbd(BG, T, random));
}

function unweighted({ x, tx, T }: { x: Float64Array; tx: Float64Array; T: Float64Array }): PurchaseStatistics {
  return { x, tx, T, weight: new Float64Array(x.length).fill(1) };
}

describe('distinct statistics', () => {
  test('every customer finds his history, and weights count customers', () => {
    const customers = bgCustomers(3000);
    const { statistics, index } = distinctStatistics(customers);
    const weight = new Float64Array(statistics.x.length);
    for (let i = 0; i < index.length; i += 1) {
      expect(statistics.x[index[i]]).toBe(customers.x[i]);
      expect(statistics.tx[index[i]]).toBeCloseTo(customers.tx[i], 12);
      expect(statistics.T[index[i]]).toBeCloseTo(customers.T[i], 12);
      weight[index[i]] += 1;
    }
    expect(weight).toEqual(statistics.weight);
  });

  test('times off every grid are grouped like any other', () => {
    const off = (values: Float64Array): Float64Array => values.map((value) => value * Math.PI);
    const customers = bgCustomers(2000);
    const onGrid = distinctStatistics(customers);
    const offGrid = distinctStatistics({ x: customers.x, tx: off(customers.tx), T: off(customers.T) });
    expect(offGrid.index).toEqual(onGrid.index);
    expect(offGrid.statistics.weight).toEqual(onGrid.statistics.weight);
  });
});

describe.each([bgNbd, mbgNbd, paretoNbd])('$name is consistent', (model) => {
  const customers = bgCustomers(4000);
  const weighted = fitted<string>(model.fit(distinctStatistics(customers).statistics));

  test('distinct rows with weights give the fit of all rows', () => {
    const all = fitted<string>(model.fit(unweighted(customers)));
    expect(all.logLikelihood).toBeCloseTo(weighted.logLikelihood, 6);
    for (const name of model.parameterNames) {
      expect(all.parameters[name] / weighted.parameters[name]).toBeCloseTo(1, 4);
    }
  });

  test('the unit of time does not matter', () => {
    const inDays = (values: Float64Array): Float64Array => values.map((value) => Math.round(value * 7));
    const days = { x: customers.x, tx: inDays(customers.tx), T: inDays(customers.T) };
    const daily = fitted<string>(model.fit(distinctStatistics(days).statistics));
    const repeats = customers.x.reduce((sum, value) => sum + value, 0);
    expect(daily.logLikelihood + repeats * Math.log(7)).toBeCloseTo(weighted.logLikelihood, 6);
    for (const name of model.parameterNames) {
      const unit = name === 'alpha' || name === 'beta' ? 7 : 1;
      expect(daily.parameters[name] / (unit * weighted.parameters[name])).toBeCloseTo(1, 4);
      const errors = [daily.standardErrors?.[name] ?? 0, weighted.standardErrors?.[name] ?? Number.NaN];
      expect(errors[0] / (unit * errors[1])).toBeCloseTo(1, 3);
    }
  });
});

describe('expectations against simulation', () => {
  const CUSTOMERS = 40_000;

  /** Simulated lives of 60 weeks: those with the history x = 2 by week 30 tell what such a customer goes on to do. */
  function simulate(purchases: (T: number) => number[]) {
    let [all, seen, goneOn, alike] = [0, 0, 0, 0];
    const expectedOf: [number, number][] = [];
    for (let i = 0; i < CUSTOMERS; i += 1) {
      const times = purchases(60);
      const early = times.filter((time) => time <= 30);
      all += early.length;
      seen += 1;
      if (early.length !== 2) continue;
      alike += 1;
      goneOn += times.length - 2;
      expectedOf.push([early[1], times.length - 2]);
    }
    return { mean: all / seen, alike, goneOn, expectedOf };
  }

  test('BG/NBD: mean purchases of new customers, and of those with two', () => {
    const random = createRandom(3);
    const { mean, alike, goneOn, expectedOf } = simulate((T) => simulateBgNbd(BG, T, random));
    expect(mean / bgNbd.expectedPurchasesNew(BG, 30)).toBeCloseTo(1, 1);
    const predicted = expectedOf.reduce((sum, [tx]) => sum + bgNbd.expectedPurchases(BG, 30, { x: 2, tx, T: 30 }), 0);
    expect(alike).toBeGreaterThan(1000);
    expect(Math.abs(goneOn - predicted) / alike).toBeLessThan(0.12);
  });

  test('Pareto/NBD: the same', () => {
    const random = createRandom(4);
    const { mean, alike, goneOn, expectedOf } = simulate((T) => simulateParetoNbd(PARETO, T, random));
    expect(mean / paretoNbd.expectedPurchasesNew(PARETO, 30)).toBeCloseTo(1, 1);
    const predicted = expectedOf.reduce(
      (sum, [tx]) => sum + paretoNbd.expectedPurchases(PARETO, 30, { x: 2, tx, T: 30 }),
      0,
    );
    expect(Math.abs(goneOn - predicted) / alike).toBeLessThan(0.12);
  });

  test('a fit of simulated customers finds the parameters within three standard errors', () => {
    const { parameters, standardErrors } = fitted(bgNbd.fit(distinctStatistics(bgCustomers(30_000)).statistics));
    for (const name of bgNbd.parameterNames) {
      const error = standardErrors?.[name] ?? 0;
      // Purchases are dated to the end of their day, which shifts the rate by a little.
      expect(Math.abs(parameters[name] - BG[name])).toBeLessThan(3 * error + 0.02 * BG[name]);
    }
  });

  test('BG/NBD: chances of n purchases add up to 1 and to the mean', () => {
    let [sum, mean] = [0, 0];
    for (let n = 0; n < 400; n += 1) {
      const chance = bgNbdProbability(BG, 20, n);
      sum += chance;
      mean += n * chance;
    }
    expect(sum).toBeCloseTo(1, 9);
    expect(mean).toBeCloseTo(bgNbd.expectedPurchasesNew(BG, 20), 7);
  });
});

describe('discounting', () => {
  test('at rate 0 it is the expectation, and the rows of all are those of each', () => {
    const statistics = distinctStatistics(bgCustomers(200)).statistics;
    const plain = { horizon: 50, period: 4.345, rate: 0 };
    const discounted = discountedExpectedPurchasesOfAll(bgNbd, BG, { ...statistics, ...plain, rate: 0.02 });
    const summed = discountedExpectedPurchasesOfAll(bgNbd, BG, { ...statistics, ...plain });
    for (let row = 0; row < statistics.x.length; row += 1) {
      const history = { x: statistics.x[row], tx: statistics.tx[row], T: statistics.T[row] };
      expect(summed[row]).toBeCloseTo(bgNbd.expectedPurchases(BG, 50, history), 10);
      const one = discountedExpectedPurchases(bgNbd, BG, { ...history, ...plain, rate: 0.02 });
      expect(discounted[row]).toBeCloseTo(one, 10);
      expect(one).toBeLessThan(summed[row]);
    }
  });
});
