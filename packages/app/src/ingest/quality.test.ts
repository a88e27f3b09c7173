import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concentrationCurve, largestKeys, longestGap, unusualGaps } from './quality.ts';

test('a weekly closing day is no gap, a closed fortnight is', () => {
  const days = Array.from({ length: 120 }, (_, i) => i).filter((day) => day % 7 !== 6 && (day < 60 || day > 73));
  expect(longestGap(days)).toBe(14);
  expect(unusualGaps(days)).toEqual([{ from: '1970-03-02', to: '1970-03-15', days: 14 }]);
});

test('of four customers the largest brings most', () => {
  const curve = concentrationCurve(Float64Array.of(10, 70, 15, 5));
  expect(curve.map((point) => point.revenueShare)).toEqual([0, 0.7, 0.85, 0.95, 1]);
  expect(curve.map((point) => point.customerShare)).toEqual([0, 0.25, 0.5, 0.75, 1]);
});

test('without revenue there is no curve', () => {
  expect(concentrationCurve(Float64Array.of(-5, 5))).toEqual([]);
  expect(concentrationCurve(new Float64Array())).toEqual([]);
});

test('the curve of positive revenues rises, is concave and ends at one', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1e9 }), { minLength: 1, maxLength: 500 }), (revenues) => {
      const curve = concentrationCurve(Float64Array.from(revenues));
      expect(curve.at(-1)?.revenueShare).toBeCloseTo(1, 12);
      const slopes = curve.slice(1).map((point, i) => {
        const before = curve[i] ?? point;
        return (point.revenueShare - before.revenueShare) / (point.customerShare - before.customerShare);
      });
      slopes.forEach((slope, i) => {
        expect(slope).toBeGreaterThanOrEqual((slopes[i + 1] ?? 0) - 1e-9);
      });
    }),
  );
});

test('the largest keys are those of a full sort', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 8 }),
      (values, n) => {
        const expected = values
          .map((value, key) => ({ value, key }))
          .sort((a, b) => b.value - a.value || a.key - b.key);
        expect(largestKeys(Float64Array.from(values), n)).toEqual(expected.slice(0, n).map(({ key }) => key));
      },
    ),
  );
});
