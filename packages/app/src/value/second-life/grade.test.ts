import { expect, test } from 'vitest';
import { simulateLives, type World } from '../../../test/simulated-lives.ts';
import type { SecondLifeGrade } from '../contract.ts';
import { gradeAt } from './grade.ts';
import type { Timelines } from './timelines.ts';

const DAYS = 1400;
const CUT = { day: 1000, window: 200, firstDay: 0, asOf: DAYS };

/** Second lives are slower, poorer and shorter, and follow the first only by half. */
const DIFFERENT: World = {
  customers: 6000,
  days: DAYS,
  seed: 1,
  gapShape: 2,
  typicalGap: 20,
  secondGap: (gap) => 1.8 * 20 * (gap / 20) ** 0.5,
  secondMargin: (margin) => 0.6 * 40 * (margin / 40) ** 0.6,
  firstLength: 250,
  secondLength: 150,
  returnRate: (gap) => 0.004 * (gap / 20) ** -0.8,
};

/** Second lives are the first ones continued, and nobody leaves again; pace and margin are well known from many purchases. */
const SAME: World = {
  ...DIFFERENT,
  gapShape: 4,
  typicalGap: 8,
  firstLength: 500,
  secondGap: (gap) => gap,
  secondMargin: (margin) => margin,
  secondLength: 1_000_000,
};

function grade(timelines: Timelines, cut = CUT): SecondLifeGrade {
  const graded = gradeAt(timelines, cut);
  if (graded === null) throw new Error('nobody was lost at the cut');
  return graded;
}

const methodOf = (graded: SecondLifeGrade, method: SecondLifeGrade['chosen']) => {
  const found = graded.value.find((one) => one.method === method);
  if (found === undefined) throw new Error(method);
  return { mae: found.mae ?? Number.NaN, bias: found.bias ?? Number.NaN, fifths: found.fifths };
};

const grades = [1, 2, 3].map((seed) => ({
  different: grade(simulateLives({ ...DIFFERENT, seed })),
  same: grade(simulateLives({ ...SAME, seed })),
}));

test('where second lives differ, ours is near the truth and better than the simpler methods', () => {
  for (const { different } of grades) {
    const ours = methodOf(different, 'second life');
    expect(different.returned).toBeGreaterThan(200);
    expect(Math.abs(ours.bias)).toBeLessThan(0.1);
    expect(ours.mae).toBeLessThan(0.8 * methodOf(different, 'first life continued').mae);
    expect(ours.mae).toBeLessThan(0.98 * methodOf(different, 'average of all returners').mae);
    expect(different.chosen).toBe('second life');
    expect(different.verdict.code).toBe('second_life_better');
    for (const fifth of ours.fifths) expect(Math.abs(fifth.predicted / fifth.actual - 1)).toBeLessThan(0.3);
  }
});

test('where the second life is the first continued, ours is said to be no better', () => {
  for (const { same } of grades) {
    expect(Math.abs(methodOf(same, 'second life').bias)).toBeLessThan(0.1);
    expect(Math.abs(methodOf(same, 'first life continued').bias)).toBeLessThan(0.1);
    expect(same.chosen).toBe('first life continued');
    expect(same.verdict.code).toBe('first_life_as_good');
  }
});

test('the 95 % interval covers 90 to 97 % of those who come back', () => {
  const all = grades.flatMap(({ different, same }) => [different, same]);
  for (const { interval } of all) {
    expect(interval.covered).toBeGreaterThan(0.9);
    expect(interval.covered).toBeLessThan(0.975);
  }
  const returners = all.reduce((sum, { interval }) => sum + interval.returners, 0);
  const covered = all.reduce((sum, { interval }) => sum + (interval.covered ?? 0) * interval.returners, 0);
  expect(covered / returners).toBeGreaterThan(0.93);
  expect(covered / returners).toBeLessThan(0.97);
});

test('the chance of coming back is calibrated and tells the likely from the unlikely', () => {
  for (const { different } of grades) {
    const { predictedMean, actualMean, auc, calibration } = different.returnChance;
    expect(Math.abs(predictedMean - actualMean)).toBeLessThan(0.07);
    expect(auc).toBeGreaterThan(0.6);
    const errors = calibration.map(({ predicted, actual }) => Math.abs(predicted - actual));
    expect(Math.max(...errors)).toBeLessThan(0.13);
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(0.07);
  }
});

test('nothing after the cut changes what was predicted at the cut', () => {
  const timelines = simulateLives(DIFFERENT);
  const later = {
    ...timelines,
    margin: timelines.margin.map((margin, i) => ((timelines.day[i] ?? 0) > CUT.day ? 1000 * margin : margin)),
  };
  const before = grade(timelines);
  const after = grade(later);
  expect(after.returnChance).toEqual(before.returnChance);
  expect(methodOf(after, 'second life').fifths.map(({ predicted }) => predicted)).toEqual(
    methodOf(before, 'second life').fifths.map(({ predicted }) => predicted),
  );
  expect(methodOf(after, 'second life').bias).toBeLessThan(-0.99);
});

test('an earlier cut has seen less: fewer are lost', () => {
  const timelines = simulateLives(DIFFERENT);
  const lost = [1000, 800, 600].map((day) => grade(timelines, { ...CUT, day }).lostAtCut);
  expect(lost).toEqual([...lost].sort((a, b) => b - a));
  expect(new Set(lost).size).toBe(3);
});

test('no gap and no loss leave nothing to grade', () => {
  const once: Timelines = {
    customers: 2,
    offsets: Int32Array.of(0, 1, 2),
    day: Float64Array.of(1, 2),
    margin: Float64Array.of(1, 1),
  };
  expect(gradeAt(once, CUT)).toBeNull();
});
