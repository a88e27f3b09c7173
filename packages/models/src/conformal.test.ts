import { expect, test } from 'vitest';
import { conformalBounds } from './conformal.ts';
import { createRandom } from './random.ts';

test('ranks are counted over n + 1', () => {
  const scores = Array.from({ length: 79 }, (_, i) => 79 - i);
  expect(conformalBounds(scores, 0.95)).toEqual({ low: 2, high: 78 });
});

test('too few scores for two sides leave one side, then none', () => {
  expect(conformalBounds([3, 1, 2], 0.5)).toEqual({ low: 1, high: 3 });
  expect(
    conformalBounds(
      Array.from({ length: 19 }, (_, i) => i),
      0.95,
    ),
  ).toEqual({ low: -Infinity, high: 18 });
  expect(conformalBounds([1, 2], 0.95)).toEqual({ low: -Infinity, high: Infinity });
});

test.each([25, 60, 200])('the next score of %i lies inside in at least 95 % of worlds', (n) => {
  const random = createRandom(11);
  let inside = 0;
  const worlds = 4000;
  for (let world = 0; world < worlds; world++) {
    const { low, high } = conformalBounds(
      Array.from({ length: n }, () => random.gamma(0.5, 1)),
      0.95,
    );
    const next = random.gamma(0.5, 1);
    if (next >= low && next <= high) inside++;
  }
  expect(inside / worlds).toBeGreaterThan(0.94);
  expect(inside / worlds).toBeLessThan(0.975);
});

test('a score of weight 2 counts as two equal ones', () => {
  const twice = Array.from({ length: 40 }, (_, i) => [i, i]).flat();
  const once = Array.from({ length: 40 }, (_, i) => i);
  const bounds = conformalBounds(twice, 0.9);
  expect(
    conformalBounds(
      once,
      0.9,
      once.map(() => 2),
    ),
  ).toEqual(bounds);
});
