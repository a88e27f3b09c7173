import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ReturnHazard, returnChance } from './return.ts';

const constant = (share: number): ReturnHazard => ({
  how: 'pooled',
  stepDays: 10,
  intercept: Math.log(share / (1 - share)),
  lateness: 0,
  latenessSquared: 0,
  mostLateness: 0,
  purchases: 0,
  gap: 0,
  margin: 0,
  lives: 0,
  steps: 100,
  returns: 10,
  longestDays: 365,
});
const absence = { silence: 50, limit: 40, logPurchases: 1, logGap: 2, logMargin: 3, life: 1 };

test('the same share in every step: the chance is that of not staying away through all of them', () => {
  for (const days of [10, 35, 90, 400]) {
    expect(returnChance(constant(0.1), absence, days)).toBeCloseTo(1 - 0.9 ** (days / 10), 12);
  }
});

test('a hazard that falls with lateness: the longer away, the less likely back', () => {
  const falling = { ...constant(0.1), lateness: -1, mostLateness: 3 };
  const chances = [40, 80, 200, 500].map((silence) => returnChance(falling, { ...absence, silence }, 90));
  expect(chances).toEqual([...chances].sort((a, b) => b - a));
  expect(chances[0]).toBeGreaterThan(2 * (chances[3] ?? 1));
});

test('whoever is not lost yet is asked about as if lost now', () => {
  const falling = { ...constant(0.1), lateness: -1, mostLateness: 3 };
  expect(returnChance(falling, { ...absence, silence: 3 }, 90)).toBe(
    returnChance(falling, { ...absence, silence: 40 }, 90),
  );
});

test('it is a chance, and more days never lower it', () => {
  const coefficient = fc.double({ min: -3, max: 3, noNaN: true });
  const asked = fc.record({
    lateness: coefficient,
    gap: coefficient,
    days: fc.integer({ min: 1, max: 300 }),
    silence: fc.integer({ min: 1, max: 4000 }),
  });
  fc.assert(
    fc.property(asked, ({ lateness, gap, days, silence }) => {
      const chance = (slope: number, within: number) =>
        returnChance({ ...constant(0.05), lateness: slope, gap, mostLateness: 2 }, { ...absence, silence }, within);
      expect(chance(lateness, days) >= 0 && chance(lateness, days) <= 1).toBe(true);
      expect(chance(0, days + 30)).toBeGreaterThanOrEqual(chance(0, days));
    }),
  );
});
