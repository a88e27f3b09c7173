import { expect, test } from 'vitest';
import { areaUnderCurve, correlation, rankCorrelation } from './ranks.ts';

const rows = Array.from({ length: 40 }, (_, i) => i);
const a = rows.map((i) => Math.round(Math.sin(i * 1.1) * 3));
const b = rows.map((i, at) => Math.round(Math.cos(i * 0.9) * 4 + a[at] / 2));

// References: scipy.stats.spearmanr and numpy.corrcoef on the same numbers, ties included.
test('correlations are those of an independent computation', () => {
  expect(rankCorrelation(a, b)).toBeCloseTo(0.4895019267333785, 12);
  expect(correlation(a, b)).toBeCloseTo(0.4758291979361886, 12);
});

test('pairs with a gap are left out; a constant has no correlation', () => {
  expect(correlation([1, 2, Number.NaN, 3], [2, 4, 9, 6])).toBeCloseTo(1, 12);
  expect(rankCorrelation([1, 1, 1], [1, 2, 3])).toBeNull();
});

test('the area under the curve counts pairs, ties as half', () => {
  const scores = [0.1, 0.4, 0.4, 0.8, 0.3];
  const positive = [0, 1, 0, 1, 0];
  let wins = 0;
  for (const i of [1, 3]) {
    for (const j of [0, 2, 4]) {
      const difference = scores[i] - scores[j];
      wins += difference > 0 ? 1 : difference === 0 ? 0.5 : 0;
    }
  }
  expect(areaUnderCurve(scores, positive)).toBeCloseTo(wins / 6, 12);
  expect(areaUnderCurve([1, 2], [1, 1])).toBeNull();
});
