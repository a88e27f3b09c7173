import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dayFromIso } from '../platform/time.ts';
import { gradeForecasts } from './backtest.ts';
import type { CustomersAt } from './customers.ts';
import { within } from './forecaster.ts';
import { reduceHistories } from './histories.ts';
import { silenceRule } from './naive-rules.ts';
import { fitPurchaseModels } from './purchase-models.ts';

const CDNOW = new URL('../../../../../shared/data/cdnow/CDNOW_sample.txt', import.meta.url);
const CUT = dayFromIso('1997-09-30');
const HELD_DAYS = 39 * 7;

function readCdnow(): { customers: CustomersAt; actual: Int32Array } {
  const days = new Map<number, Set<number>>();
  for (const line of readFileSync(CDNOW, 'utf8').split(/\r?\n/)) {
    const [, id, date] = line.trim().split(/\s+/);
    if (date === undefined) continue;
    const day = dayFromIso(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}`);
    days.set(Number(id), (days.get(Number(id)) ?? new Set()).add(day));
  }
  const histories = [...days.values()].map((set) => [...set].sort((a, b) => a - b));
  const before = histories.map((history) => history.filter((day) => day <= CUT));
  const customers = {
    day: CUT,
    every: 1,
    customerKey: Int32Array.from(before, (_, key) => key),
    x: Int32Array.from(before, (history) => history.length - 1),
    firstDay: Int32Array.from(before, (history) => history[0]),
    lastDay: Int32Array.from(before, (history) => history.at(-1) ?? 0),
    revenue: new Float64Array(before.length),
    margin: new Float64Array(before.length),
  };
  const inHoldout = (day: number) => day > CUT && day <= CUT + HELD_DAYS;
  return { customers, actual: Int32Array.from(histories, (history) => history.filter(inHoldout).length) };
}

const skip = existsSync(CDNOW) ? false : 'the CDNOW sample is not here';

test.skipIf(skip)('CDNOW: holdout means by calibration frequency are those published', () => {
  const { customers, actual } = readCdnow();
  const histories = reduceHistories(customers, 'week');
  const { shown, offered } = fitPurchaseModels(histories);
  const held = { days: HELD_DAYS, histories, frequency: customers.x, actual };
  const { models, calibration } = gradeForecasts(held, shown);
  expect(calibration.map(({ customers: count }) => count)).toEqual([1411, 439, 214, 100, 62, 38, 29, 64]);
  const published = {
    actual: [0.237, 0.697, 1.393, 1.56, 2.532, 2.947, 3.862, 6.359],
    'pareto-nbd': [0.138, 0.6, 1.196, 1.714, 2.399, 2.907, 3.819, 6.403],
    'bg-nbd': [0.2251, 0.5231, 1.0441, 1.5203, 2.1638, 2.6538, 3.504, 6.157],
  };
  calibration.forEach(({ actualMean, predictedMean }, bin) => {
    expect(actualMean).toBeCloseTo(published.actual[bin], 3);
    expect(Math.abs(predictedMean['pareto-nbd'] - published['pareto-nbd'][bin])).toBeLessThan(0.002);
    expect(Math.abs(predictedMean['bg-nbd'] - published['bg-nbd'][bin])).toBeLessThan(0.0006);
  });
  expect(offered.map(({ name }) => name)).toEqual(['bg-nbd', 'mbg-nbd', 'pareto-nbd', 'nbd']);
  const errorOf = (name: string) => models.find(({ model }) => model === name)?.mae ?? Number.NaN;
  expect(errorOf('bg-nbd')).toBeLessThan(errorOf('naive-rate'));
});

test.skipIf(skip)('CDNOW: BG/NBD does not pronounce on one-time buyers', () => {
  const { customers } = readCdnow();
  const histories = reduceHistories(customers, 'week');
  const [bg, mbg] = fitPurchaseModels(histories).shown;
  expect([bg.name, mbg.name]).toEqual(['bg-nbd', 'mbg-nbd']);
  const oneTime = histories.days.x.map((x) => (x === 0 ? 1 : 0));
  const unknown = bg.forecast(within(30), histories).pAlive.map((p) => (Number.isNaN(p) ? 1 : 0));
  expect(unknown).toEqual(oneTime);
  expect(mbg.forecast(within(30), histories).pAlive.some(Number.isNaN)).toBe(false);
});

test('the silence rule says yes up to twice the usual gap, that of all after a single purchase', () => {
  const days = {
    x: Float64Array.of(0, 0, 2, 2),
    tx: Float64Array.of(0, 0, 20, 20),
    T: Float64Array.of(20, 21, 40, 41),
    weight: Float64Array.of(1, 1, 1, 1),
  };
  expect([...silenceRule({ days, units: days, index: new Int32Array(0), unit: 'day' })]).toEqual([1, 0, 1, 0]);
});
