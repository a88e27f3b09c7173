import { bgNbd, expectedSpend, paretoNbd } from '@winback/models';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Forecaster } from './forecaster.ts';
import { discountWeights, foretell, monthEnds } from './future.ts';
import { type Histories, reduceHistories } from './histories.ts';

/** Parameters published for the CDNOW sample, per week. */
const BG_NBD = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
const PARETO_NBD = { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 };
const SPEND = { p: 6.25, q: 3.74, gamma: 15.44 };

function historiesOf(rows: readonly { x: number; tx: number; T: number }[]): Histories {
  const days = {
    x: Float64Array.from(rows, ({ x }) => x),
    tx: Float64Array.from(rows, ({ tx }) => tx * 7),
    T: Float64Array.from(rows, ({ T }) => T * 7),
    weight: new Float64Array(rows.length).fill(1),
  };
  const units = { ...days, tx: days.tx.map((d) => d / 7), T: days.T.map((d) => d / 7) };
  return { days, units, index: Int32Array.from(rows, (_, i) => i), unit: 'week' };
}

const bySheet: Forecaster = {
  name: 'bg-nbd',
  rung: 'full model',
  logLikelihood: null,
  forecast: (ahead, { units }) =>
    bgNbd.scoreSum(
      BG_NBD,
      ahead.map(({ time, weight }) => ({ time: time / 7, weight })),
      units,
    ),
};

/** Twelve months at 1 % a month; a month of 4.345 weeks, expected purchases at each month's end times expected spend. */
test("a month is 4.345 weeks: the value of CDNOW's customer 1 over 12 months is 36.29, not the 140.10 of 360 weeks", () => {
  const yearly = { horizonDays: 365.25, discountRate: 1.01 ** 12 - 1 };
  const histories = historiesOf([
    { x: 2, tx: 30.43, T: 38.86 },
    { x: 7, tx: 29.43, T: 38.86 },
  ]);
  const { discountedPurchases } = foretell(bySheet, histories, yearly);
  const first = discountedPurchases[0] * expectedSpend(SPEND, 2, 22.35);
  const sixth = discountedPurchases[1] * expectedSpend(SPEND, 7, 73.74);
  expect(first).toBeCloseTo(36.29, 1);
  expect(sixth / 283.56).toBeCloseTo(1, 2);
});

test('asking at six points is as good as asking every month', () => {
  const history = fc.record({
    x: fc.integer({ min: 0, max: 60 }),
    recency: fc.double({ min: 0, max: 1, noNaN: true }),
    T: fc.double({ min: 1, max: 300, noNaN: true }),
  });
  const horizon = fc.integer({ min: 200, max: 1100 });
  fc.assert(
    fc.property(
      history,
      horizon,
      fc.double({ min: 0, max: 0.3, noNaN: true }),
      ({ x, recency, T }, horizonDays, rate) => {
        const customer = { x, tx: x === 0 ? 0 : recency * T, T };
        for (const expected of [
          (days: number) => bgNbd.expectedPurchases(BG_NBD, days / 7, customer),
          (days: number) => paretoNbd.expectedPurchases(PARETO_NBD, days / 7, customer),
        ]) {
          let monthly = 0;
          let before = 0;
          for (const end of monthEnds(horizonDays)) {
            monthly += (expected(end) - before) / (1 + rate) ** (end / 365.25);
            before = expected(end);
          }
          const weighed = discountWeights(horizonDays, rate).reduce(
            (sum, { time, weight }) => sum + weight * expected(time),
            0,
          );
          expect(Math.abs(weighed - monthly)).toBeLessThanOrEqual(5e-4 * monthly + 1e-12);
        }
      },
    ),
  );
});

test('without a discount the discounted purchases are the purchases', () => {
  const weights = discountWeights(400, 0);
  expect(weights.at(-1)?.time).toBe(400);
  expect(weights.at(-1)?.weight).toBeCloseTo(1, 9);
  for (const { weight } of weights.slice(0, -1)) expect(weight).toBeCloseTo(0, 9);
});

test('months end every twelfth of a year, the last with the horizon', () => {
  expect(monthEnds(61)).toEqual([30.4375, 60.875, 61]);
  expect(monthEnds(7)).toEqual([7]);
  expect(monthEnds(365.25)).toHaveLength(12);
});

test('histories are told apart by whole days and given in the unit of the parameters', () => {
  const customers = {
    day: 100,
    every: 1,
    customerKey: Int32Array.of(0, 1, 2),
    x: Int32Array.of(1, 0, 1),
    firstDay: Int32Array.of(58, 60, 58),
    lastDay: Int32Array.of(65, 60, 65),
    revenue: new Float64Array(3),
    margin: new Float64Array(3),
  };
  const { days, units, index } = reduceHistories(customers, 'week');
  expect([[...days.x], [...days.tx], [...days.T], [...days.weight]]).toEqual([
    [0, 1],
    [0, 7],
    [40, 42],
    [1, 2],
  ]);
  expect([[...units.tx], [...units.T]]).toEqual([
    [0, 1],
    [40 / 7, 6],
  ]);
  expect([...index]).toEqual([1, 0, 1]);
});
