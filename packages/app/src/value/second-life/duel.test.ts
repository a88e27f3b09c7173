import { expect, test } from 'vitest';
import type { SecondLifeGrade } from '../contract.ts';
import { advantage, chooseOverCuts, judge } from './duel.ts';

const measured = (
  method: SecondLifeGrade['chosen'],
  [mae, bias, rankCorrelation]: readonly [number, number, number | null],
) => ({ method, mae, bias, rankCorrelation, fifths: [] });

const AVERAGE = measured('average of all returners', [150, 0.4, null]);

test('each of error, bias and order counts once, and small differences not at all', () => {
  const one = { mae: 100, bias: 0.05, rankCorrelation: 0.5 };
  expect(advantage(one, { mae: 120, bias: -0.4, rankCorrelation: 0.3 })).toBe(3);
  expect(advantage(one, { mae: 103, bias: 0.1, rankCorrelation: 0.49 })).toBe(0);
  expect(advantage(one, { mae: 80, bias: 0.5, rankCorrelation: 0.5 })).toBe(0);
  expect(advantage(one, { mae: null, bias: null, rankCorrelation: null })).toBe(1);
});

test('the second life is used only where it beats both simpler methods', () => {
  const ours = measured('second life', [100, 0, 0.5]);
  const worse = measured('first life continued', [130, 0.3, 0.5]);
  const equal = measured('first life continued', [101, 0.02, 0.5]);
  expect(judge([ours, worse, AVERAGE], { seen: 100, returned: 100 })).toMatchObject({
    chosen: 'second life',
    verdict: { code: 'second_life_better' },
  });
  expect(judge([ours, equal, AVERAGE], { seen: 100, returned: 100 })).toMatchObject({
    chosen: 'first life continued',
    verdict: { code: 'first_life_as_good' },
  });
  const hopeless = measured('first life continued', [300, 0.9, 0]);
  expect(
    judge([measured('second life', [150, 0.4, 0]), hopeless, AVERAGE], { seen: 100, returned: 100 }),
  ).toMatchObject({
    chosen: 'average of all returners',
    verdict: { code: 'average_as_good' },
  });
});

test('too few returners cannot tell, and do not decide for all cuts', () => {
  const ours = measured('second life', [100, 0, 0.5]);
  const better = measured('first life continued', [50, 0, 0.9]);
  expect(judge([ours, better, AVERAGE], { seen: 100, returned: 5 })).toEqual({
    chosen: 'second life',
    verdict: { code: 'too_few_returners', values: { returners: 5, least: 20 } },
  });
  expect(judge([ours, better, AVERAGE], { seen: 3, returned: 100 }).verdict.code).toBe('too_few_second_lives');
  const grade = (value: SecondLifeGrade['value'], returned: number) =>
    ({ value, ...judge(value, { seen: 100, returned }) }) as SecondLifeGrade;
  expect(chooseOverCuts([grade([ours, better, AVERAGE], 5)])).toBeNull();
  expect(chooseOverCuts([grade([ours, better, AVERAGE], 50), grade([ours, better, AVERAGE], 5)])).toBe(
    'first life continued',
  );
});
