import { expect, test } from 'vitest';
import { createRandom } from './random.ts';

const DRAWS = 60_000;

/** Mean and variance of many draws from one seed. */
function moments(draw: (random: ReturnType<typeof createRandom>) => number): { mean: number; variance: number } {
  const random = createRandom(42);
  let [sum, squares] = [0, 0];
  for (let i = 0; i < DRAWS; i += 1) {
    const value = draw(random);
    sum += value;
    squares += value * value;
  }
  const mean = sum / DRAWS;
  return { mean, variance: squares / DRAWS - mean * mean };
}

/** Within five standard errors of the mean, and a twentieth of the variance. */
function expectMoments(draw: Parameters<typeof moments>[0], mean: number, variance: number): void {
  const found = moments(draw);
  expect(Math.abs(found.mean - mean)).toBeLessThan(5 * Math.sqrt(variance / DRAWS));
  expect(found.variance / variance).toBeCloseTo(1, 1);
}

test('the same seed gives the same numbers, another seed others', () => {
  const first = createRandom(7);
  const again = createRandom(7);
  const other = createRandom(8);
  const numbers = Array.from({ length: 5 }, () => first.uniform());
  expect(Array.from({ length: 5 }, () => again.uniform())).toEqual(numbers);
  expect(Array.from({ length: 5 }, () => other.uniform())).not.toEqual(numbers);
});

test('distributions have their means and variances', () => {
  expectMoments((random) => random.uniform(), 1 / 2, 1 / 12);
  expectMoments((random) => random.normal(), 0, 1);
  expectMoments((random) => random.exponential(0.5), 2, 4);
  expectMoments((random) => random.gamma(3.5, 2), 1.75, 0.875);
  expectMoments((random) => random.gamma(0.3, 2), 0.15, 0.075);
  expectMoments((random) => random.beta(0.8, 2.4), 0.25, 0.1875 / 4.2);
  expectMoments((random) => random.integer(6), 2.5, 35 / 12);
});

test('a gamma of a tiny shape and a beta of tiny shapes stay in range', () => {
  const random = createRandom(1);
  for (let i = 0; i < 2000; i += 1) {
    expect(random.gamma(1e-3, 1)).toBeGreaterThanOrEqual(0);
    const share = random.beta(1e-3, 1e-3);
    expect(share >= 0 && share <= 1).toBe(true);
  }
});
