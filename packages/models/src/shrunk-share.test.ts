import { expect, test } from 'vitest';
import { shrunkShare } from './shrunk-share.ts';

test('the mean of a Beta posterior: no trials leave the prior, many leave the share', () => {
  const prior = { mean: 0.25, strength: 8 };
  expect(shrunkShare(0, 0, prior)).toBe(0.25);
  // Beta(2 + 3, 6 + 7) has mean 5 / 18.
  expect(shrunkShare(3, 10, prior)).toBeCloseTo(5 / 18, 15);
  expect(shrunkShare(60_000, 100_000, prior)).toBeCloseTo(0.6, 3);
});
