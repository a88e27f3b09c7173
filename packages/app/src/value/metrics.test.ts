import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areaUnderCurve, gradeCounts, meansByFrequency } from './metrics.ts';

test('errors, bias and deviance by hand', () => {
  const quality = gradeCounts(Float64Array.of(1, 2, 0.5), Int32Array.of(0, 4, 1));
  expect(quality.mae).toBeCloseTo((1 + 2 + 0.5) / 3, 12);
  expect(quality.rmse).toBeCloseTo(Math.sqrt((1 + 4 + 0.25) / 3), 12);
  expect(quality.bias).toBeCloseTo(3.5 / 5 - 1, 12);
  expect(quality.deviance).toBeCloseTo((2 * (1 + (4 * Math.log(2) - 2) + (Math.log(2) - 0.5))) / 3, 12);
});

test('a zero for somebody who bought has no finite deviance; a zero for one who did not has none', () => {
  expect(gradeCounts(Float64Array.of(0, 1), Int32Array.of(1, 1)).deviance).toBeNull();
  expect(gradeCounts(Float64Array.of(0, 1), Int32Array.of(0, 1)).deviance).toBe(0);
  expect(gradeCounts(Float64Array.of(0, 1), Int32Array.of(0, 0)).bias).toBeNull();
});

test('the area under the curve is the share of pairs in the right order, ties counting half', () => {
  const group = fc.record({
    score: fc.integer({ min: 0, max: 6 }),
    yes: fc.integer({ min: 0, max: 4 }),
    no: fc.integer({ min: 0, max: 4 }),
  });
  fc.assert(
    fc.property(fc.array(group, { minLength: 1, maxLength: 12 }), (groups) => {
      let [won, pairs] = [0, 0];
      for (const a of groups) {
        for (const b of groups) {
          pairs += a.yes * b.no;
          if (a.score > b.score) won += a.yes * b.no;
          if (a.score === b.score) won += (a.yes * b.no) / 2;
        }
      }
      const column = (name: 'score' | 'yes' | 'no') => Float64Array.from(groups, (one) => one[name]);
      const area = areaUnderCurve({ score: column('score'), yes: column('yes'), no: column('no') });
      if (pairs === 0) expect(area).toBeNull();
      else expect(area).toBeCloseTo(won / pairs, 12);
    }),
  );
});

test('means by repeat purchases, the last bin with all above', () => {
  const { customers, mean } = meansByFrequency(Int32Array.of(0, 0, 1, 2, 9), [1, 3, 5, 2, 4], 2);
  expect([[...customers], [...mean]]).toEqual([
    [2, 1, 2],
    [2, 5, 3],
  ]);
});
