import { expect, test } from 'vitest';
import { fitCountElasticity, fitMeanElasticity } from './elasticity.ts';

const rows = Array.from({ length: 40 }, (_, i) => i);
const logZ = Float64Array.from(rows, Math.sin);

// References: the same penalised likelihoods in two free parameters, maximised by scipy.optimize.minimize.
test('the count elasticity is that of a penalised Poisson regression', () => {
  const count = Float64Array.from(rows, (i) =>
    Math.round(3 * Math.abs(Math.sin(i * 1.7)) * Math.exp(0.6 * Math.sin(i))),
  );
  const exposure = Float64Array.from(rows, (i) => 1 + Math.abs(Math.cos(i)));
  const fit = fitCountElasticity({ count, exposure, logZ });
  expect(fit?.intercept).toBeCloseTo(0.13526091, 6);
  expect(fit?.elasticity).toBeCloseTo(0.72506133, 6);
});

test('the mean elasticity is that of a penalised Gamma regression', () => {
  const amount = Float64Array.from(rows, (i) => 5 * Math.exp(0.3 * Math.sin(i)) * (1.2 + Math.sin(i * 3.3)));
  const fit = fitMeanElasticity({ amount, logZ });
  expect(fit?.intercept).toBeCloseTo(1.79050633, 6);
  expect(fit?.elasticity).toBeCloseTo(0.33390144, 6);
});

test('it stays between not at all and in proportion, whatever the data say', () => {
  const steep = Float64Array.from(rows, (i) => Math.exp(3 * Math.sin(i)));
  const against = Float64Array.from(rows, (i) => Math.exp(-3 * Math.sin(i)));
  expect(fitMeanElasticity({ amount: steep, logZ })?.elasticity).toBe(1);
  expect(fitMeanElasticity({ amount: against, logZ })?.elasticity).toBe(0);
});

test('nothing counted or nobody there gives no elasticity', () => {
  const none = new Float64Array(0);
  expect(fitMeanElasticity({ amount: none, logZ: none })).toBeNull();
  const zero = new Float64Array(40);
  expect(fitCountElasticity({ count: zero, exposure: zero.map(() => 1), logZ })).toBeNull();
});

test('an amount of weight 2 counts as two equal ones', () => {
  const amount = Float64Array.of(3, 8, 2);
  const z = Float64Array.of(0.1, 1.2, -0.4);
  const once = fitMeanElasticity({ amount, logZ: z, weight: Float64Array.of(2, 1, 1) });
  const twice = fitMeanElasticity({ amount: Float64Array.of(3, 3, 8, 2), logZ: Float64Array.of(0.1, 0.1, 1.2, -0.4) });
  expect(once).toEqual(twice);
});
