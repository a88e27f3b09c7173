import { expect, test } from 'vitest';
import type { Graded } from './backtest.ts';
import { chooseModel, verdictOf } from './choose-model.ts';
import type { Rung } from './contract.ts';
import type { CustomersAt } from './customers.ts';
import type { Forecaster } from './forecaster.ts';
import { foretell } from './future.ts';
import { learnAt, rhythmAt } from './learn-at.ts';
import { learnSpend } from './spend.ts';

const forecaster = (name: string, rung: Rung, logLikelihood: number | null): Forecaster => ({
  name,
  rung,
  logLikelihood,
  forecast: () => ({ pAlive: new Float64Array(0), expectedPurchases: new Float64Array(0) }),
});
const quality = (model: string, mae: number, deviance: number | null) => ({
  model,
  mae,
  rmse: 2 * mae,
  bias: 0,
  auc: 0.7,
  deviance,
});
const graded = (...models: Graded['models']): Graded => ({
  models,
  calibration: [],
  writtenOff: { customers: 10, bought: 3 },
});

const full = forecaster('bg-nbd', 'full model', -100);
const likelier = forecaster('pareto-nbd', 'full model', -90);
const pooled = forecaster('nbd', 'pooled', -120);
const rule = forecaster('personal-rhythm', 'personal rhythm rule', null);

test('without a back-test the highest rung answers, and on it the likeliest model', () => {
  expect(chooseModel([rule, pooled, full, likelier], null)?.name).toBe('pareto-nbd');
  expect(chooseModel([rule, pooled], null)?.name).toBe('nbd');
  expect(chooseModel([rule], null)?.name).toBe('personal-rhythm');
  expect(chooseModel([], null)).toBeNull();
});

test('with a back-test the smallest deviance wins, even from a lower rung; an infinite one never', () => {
  const tests = graded(quality('bg-nbd', 1, 1.4), quality('nbd', 0.9, 1.3), quality('personal-rhythm', 0.1, null));
  expect(chooseModel([full, pooled, rule], tests)?.name).toBe('nbd');
});

test('the verdict names the naive rule where it was closer, and what it wrote off', () => {
  const tests = graded(quality('nbd', 0.94, 1.5), quality('naive-rate', 0.92, null));
  expect(verdictOf('nbd', tests)).toEqual({
    code: 'naive_better',
    values: {
      model: 'nbd',
      mae: 0.94,
      naiveMae: 0.92,
      rmse: 1.88,
      naiveRmse: 1.84,
      writtenOff: 10,
      writtenOffBought: 3,
    },
  });
  expect(verdictOf('nbd', graded(quality('nbd', 0.9, 1.5), quality('naive-rate', 0.92, null))).code).toBe(
    'model_better',
  );
  expect(verdictOf('mbg-nbd', tests).code).toBe('not_graded');
});

/** Histories as [purchase days …] seen on `day`; every purchase brings `margin`. */
function customersOf(histories: readonly (readonly number[])[], day: number, margin = 5): CustomersAt {
  return {
    day,
    every: 1,
    customerKey: Int32Array.from(histories, (_, key) => key),
    x: Int32Array.from(histories, (days) => days.length - 1),
    firstDay: Int32Array.from(histories, (days) => days[0]),
    lastDay: Int32Array.from(histories, (days) => days.at(-1) ?? 0),
    revenue: new Float64Array(histories.length),
    margin: Float64Array.from(histories, (days) => margin * days.length),
  };
}

function climb(histories: readonly (readonly number[])[], day = 1000) {
  const counts = new Map<number, number>();
  for (const days of histories) {
    days.slice(1).forEach((next, i) => {
      counts.set(next - days[i], (counts.get(next - days[i]) ?? 0) + 1);
    });
  }
  const lengths = [...counts.keys()].sort((a, b) => a - b);
  const gaps = { days: Float64Array.from(lengths), count: Float64Array.from(lengths, (gap) => counts.get(gap) ?? 0) };
  const known = { customers: customersOf(histories, day), gaps, since: 0 };
  const learnt = learnAt(known, rhythmAt(known), 'week');
  const chosen = chooseModel(learnt.offered, null);
  const future = chosen && foretell(chosen, learnt.histories, { horizonDays: 365, discountRate: 0.1 });
  return { rung: chosen?.rung ?? 'not enough data', future, codes: learnt.findings.map(({ code }) => code) };
}

test('one customer who came back once: the personal rhythm rule answers with finite numbers', () => {
  const { rung, future } = climb([[900, 960]]);
  expect(rung).toBe('personal rhythm rule');
  expect(future?.expectedPurchases[0]).toBeGreaterThan(0);
  expect(Number.isFinite(future?.discountedPurchases[0])).toBe(true);
});

test('one customer with one purchase, or only one-time buyers: not enough data, not an error', () => {
  expect(climb([[900]]).rung).toBe('not enough data');
  expect(climb(Array.from({ length: 500 }, (_, i) => [i])).rung).toBe('not enough data');
  expect(climb([[1000]]).rung).toBe('not enough data');
});

test('customers who are all alike: a rung below, and all finite', () => {
  const { future } = climb(
    Array.from({ length: 300 }, () => [100, 130, 160, 190, 220, 250]),
    260,
  );
  expect(future?.expectedPurchases.every(Number.isFinite)).toBe(true);
  expect(future?.expectedPurchases[0]).toBeGreaterThan(1);
});

test('a dozen who came back carry a pooled rate, not a full model', () => {
  const { rung, codes } = climb(Array.from({ length: 40 }, (_, i) => (i < 12 ? [i * 20, i * 20 + 100 + i] : [i * 20])));
  expect(rung).toBe('pooled');
  expect(codes).toContain('few_repeaters');
});

test('no margin, or the same margin for all: spend is still finite, and says how it was made', () => {
  const histories = Array.from({ length: 50 }, (_, i) => [i, i + 30, i + 70]);
  const none = learnSpend(customersOf(histories, 1000, 0));
  expect([...none.expected]).toEqual(histories.map(() => 0));
  expect(none.findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['spend_unprofitable', 'spend_pooled']));
  const same = learnSpend(customersOf(histories, 1000, 5));
  for (const expected of same.expected) expect(expected).toBeCloseTo(5, 2);
});

test('who brought a loss gets the own mean shrunk to that of all', () => {
  const histories = Array.from({ length: 60 }, (_, i) => [i, i + 30, i + 70]);
  const customers = customersOf(histories, 1000, 5);
  const margin = customers.margin.map((value, i) => (i === 0 ? -3 : value * (0.5 + (i % 7) / 5)));
  const { expected, findings } = learnSpend({ ...customers, margin });
  expect(findings.map(({ code }) => code)).toContain('spend_unprofitable');
  expect(expected[0]).toBeGreaterThan(-1);
  expect(expected[0]).toBeLessThan(Math.min(...expected.slice(1)));
});
