import { createRandom, simulateBgNbd } from '@winback/models';
import { expect, test } from 'vitest';
import { reduceHistories } from './histories.ts';
import { fitPurchaseModels } from './purchase-models.ts';
import { sampleHistories } from './sample-histories.ts';

const TRUE = { r: 1.1, alpha: 12, a: 0.5, b: 4.7 };
const WATCHED = 700;

/** Customers of a BG/NBD in weeks, seen in whole days. */
function simulated(customers: number) {
  const random = createRandom(7);
  const x = new Int32Array(customers);
  const firstDay = new Int32Array(customers);
  const lastDay = new Int32Array(customers);
  for (let i = 0; i < customers; i++) {
    firstDay[i] = random.integer(500);
    const times = simulateBgNbd(TRUE, (WATCHED - firstDay[i]) / 7, random);
    const days = new Set(times.map((time) => Math.ceil(time * 7)).filter((day) => day > 0));
    x[i] = days.size;
    lastDay[i] = firstDay[i] + Math.max(0, ...days);
  }
  const zeros = new Float64Array(customers);
  const customerKey = x.map((_, key) => key);
  const all = { customerKey, x, firstDay, lastDay, revenue: zeros, margin: zeros, day: WATCHED, every: 1 };
  return reduceHistories(all, 'week');
}

test('a sample holds every so-many-th customer, all of them where they are few', () => {
  const { units, index } = simulated(1000);
  const all = sampleHistories(units, index, 1000);
  expect([all.statistics, all.customers, all.every]).toEqual([units, 1000, 1]);
  const { statistics, customers, every } = sampleHistories(units, index, 300);
  expect([customers, every]).toEqual([250, 4]);
  expect(statistics.weight.reduce((sum, weight) => sum + weight, 0)).toBe(250);
  let repeats = 0;
  for (let i = 0; i < 1000; i += 4) repeats += units.x[index[i]];
  expect(statistics.x.reduce((sum, x, row) => sum + x * statistics.weight[row], 0)).toBe(repeats);
});

test('models are compared on a sample, and the chosen one is then fitted on all', () => {
  const histories = simulated(60_000);
  const { offered, fits, findings, settle } = fitPurchaseModels(histories);
  expect(fits.map(({ customers }) => customers)).toEqual([20_000, 20_000, 20_000, 20_000]);
  expect(findings).toContainEqual({ code: 'models_sampled', values: { every: 3, customers: 20_000 } });
  const best = offered.find(({ name }) => name === 'bg-nbd') as (typeof offered)[number];
  const settled = settle(best);
  expect(settled.fits.map(({ customers }) => customers)).toEqual([60_000, 20_000, 20_000, 20_000]);
  expect(settled.chosen.name).toBe('bg-nbd');
  expect(settled.chosen.logLikelihood).toBe(settled.fits[0].logLikelihood);
  const { parameters, standardErrors } = settled.fits[0];
  for (const name of ['r', 'alpha', 'a', 'b'] as const) {
    const off = (parameters?.[name] ?? 0) - TRUE[name];
    expect(Math.abs(off)).toBeLessThan(4 * (standardErrors?.[name] ?? 0) + 0.05 * TRUE[name]);
    expect(standardErrors?.[name]).toBeLessThan(fits[0].standardErrors?.[name] ?? 0);
  }
});
