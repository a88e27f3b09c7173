import { expect, test } from 'vitest';
import { betaTails } from './incomplete-beta.ts';
import { betaQuantile, incompleteBetaInverse } from './incomplete-beta-inverse.ts';

// Reference: scipy.special.betaincinv. The iteration hits the root of this case exactly, which once ended at a midpoint.
test('a quantile that the iteration hits exactly', () => {
  expect(incompleteBetaInverse(2.713, 1.892, 0.05)).toBeCloseTo(0.2260681314671122, 14);
});

test('the inverse leads back over a grid', () => {
  for (let a = 0.3; a < 12; a += 0.37) {
    for (let b = 0.2; b < 6; b += 0.29) {
      for (const probability of [0.001, 0.05, 0.2, 0.5, 0.95]) {
        const { lower } = betaTails({ a, b, ...betaQuantile(a, b, probability) });
        expect(lower / probability).toBeCloseTo(1, 12);
      }
    }
  }
});
