import { describe, expect, test } from 'vitest';
import { createRandom, distinctStatistics, simulateBgNbd } from '../src/index.ts';
import { betaGeometricBranches } from '../src/likelihood/beta-geometric.ts';
import { deathIntegral } from '../src/likelihood/death-integral.ts';
import { layOut } from '../src/likelihood/layout.ts';
import { paretoBranches } from '../src/likelihood/pareto.ts';
import { type TwoBranches, twoBranchLikelihood } from '../src/likelihood/two-branch.ts';
import { createDerivatives, packed } from '../src/optimise/derivatives.ts';

function customers(size: number) {
  const random = createRandom(2);
  const times = Array.from({ length: size }, () =>
    simulateBgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, 39, random),
  );
  return {
    x: times.map((purchases) => purchases.length),
    tx: times.map((purchases) => purchases.at(-1) ?? 0),
    T: times.map(() => 39),
  };
}

describe('derivatives', () => {
  const STEP = 1e-5;
  const statistics = distinctStatistics(customers(300)).statistics;

  /** Compares the exact gradient and Hessian with central differences of value and gradient. */
  function expectExact(branches: TwoBranches, parameters: readonly number[]): void {
    const likelihood = twoBranchLikelihood(branches, layOut(statistics));
    const exact = createDerivatives(4);
    likelihood(Float64Array.from(parameters), exact);
    const [above, below] = [createDerivatives(4), createDerivatives(4)];
    for (let i = 0; i < 4; i += 1) {
      const step = STEP * parameters[i];
      const moved = (by: number): Float64Array => Float64Array.from(parameters, (p, j) => (i === j ? p + by : p));
      likelihood(moved(step), above);
      likelihood(moved(-step), below);
      const slope = (above.value - below.value) / (2 * step);
      expect(Math.abs(slope - exact.gradient[i])).toBeLessThan(1e-5 * (1 + Math.abs(slope)));
      for (let j = 0; j < 4; j += 1) {
        const curvature = (above.gradient[j] - below.gradient[j]) / (2 * step);
        expect(Math.abs(curvature - exact.hessian[packed(i, j)])).toBeLessThan(1e-5 * (1 + Math.abs(curvature)));
      }
    }
  }

  test.each([
    [0.3, 5, 0.8, 2],
    [2, 0.5, 1, 0.3],
    [0.1, 40, 30, 100],
  ])('BG/NBD and MBG/NBD at %d %d %d %d', (...parameters) => {
    expectExact(betaGeometricBranches(0), parameters);
    expectExact(betaGeometricBranches(1), parameters);
  });

  test.each([
    [0.5, 10, 0.6, 12],
    [0.5, 12, 0.6, 10],
    [2, 0.3, 1, 40],
    [0.4, 9000, 3, 2],
    [0.4, 5, 0.2, 90000],
  ])('Pareto/NBD at %d %d %d %d', (...parameters) => expectExact(paretoBranches, parameters));

  test('series and integral agree where both can be used, and the two chances add up to 1', () => {
    const value = (R: number, A: number, at: { s: number; B: number }): number => {
      const out = createDerivatives(4);
      deathIntegral({ R, A, ...at }, out);
      return Math.exp(out.value);
    };
    for (const ratio of [0.039999, 0.040001, 0.5, 1, 2, 24.9999, 25.0001, 1e5]) {
      const [R, A, s, B] = [3.4, 10, 0.7, 10 * ratio];
      expect(s * value(R, A, { s, B }) + R * value(s, B, { s: R, B: A })).toBeCloseTo(1, 11);
    }
  });
});
