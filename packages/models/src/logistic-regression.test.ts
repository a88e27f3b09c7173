import { expect, test } from 'vitest';
import { fitLogistic } from './logistic-regression.ts';

const rows = Array.from({ length: 40 }, (_, i) => i);
const first = Float64Array.from(rows, (i) => Math.sin(i * 1.3) * 2 + i / 10);
const second = Float64Array.from(rows, (i) => Math.cos(i * 0.7) * 50 + 100);
const outcome = Uint8Array.from(rows, (i) => (Math.sin(i * 2.1) + 0.4 * first[i] - 0.01 * second[i] + 0.3 > 0 ? 1 : 0));

// Reference: the same penalised likelihood maximised by scipy.optimize.minimize (BFGS, then Nelder-Mead to 1e-12).
test.each([
  { ridge: 0, intercept: 0.6076582926, slopes: [0.5014102, -0.0121385], logLikelihood: -23.688707701 },
  { ridge: 2, intercept: 0.5092418945, slopes: [0.38551553, -0.009135], logLikelihood: -23.855701626 },
])('with ridge $ridge the coefficients are those of an independent optimiser', (reference) => {
  const fit = fitLogistic({ features: [first, second], outcome, ridge: reference.ridge });
  if (!fit.ok) throw new Error(fit.reason.code);
  expect(fit.events).toBe(23);
  expect(fit.intercept).toBeCloseTo(reference.intercept, 6);
  expect(fit.slopes[0]).toBeCloseTo(reference.slopes[0], 6);
  expect(fit.slopes[1]).toBeCloseTo(reference.slopes[1], 6);
  expect(fit.logLikelihood).toBeCloseTo(reference.logLikelihood, 7);
});

test('a perfectly separated outcome still has finite coefficients under a ridge', () => {
  const x = Float64Array.from(rows);
  const fit = fitLogistic({ features: [x], outcome: Uint8Array.from(rows, (i) => (i < 20 ? 0 : 1)), ridge: 1 });
  if (!fit.ok) throw new Error(fit.reason.code);
  expect(Number.isFinite(fit.intercept)).toBe(true);
  expect(fit.slopes[0]).toBeGreaterThan(0.1);
});

test('a constant feature keeps slope zero', () => {
  const fit = fitLogistic({ features: [first, new Float64Array(40).fill(3)], outcome, ridge: 1 });
  if (!fit.ok) throw new Error(fit.reason.code);
  expect(fit.slopes[1]).toBe(0);
});

test('one outcome only, or features that determine each other without a ridge, is a coded reason', () => {
  const never = fitLogistic({ features: [first], outcome: new Uint8Array(40), ridge: 1 });
  expect(never).toEqual({ ok: false, reason: { code: 'one_outcome_only', values: { rows: 40, events: 0 } } });
  const double = fitLogistic({ features: [first, first.map((v) => v)], outcome, ridge: 0 });
  expect(double.ok ? '' : double.reason.code).toBe('features_not_independent');
});
