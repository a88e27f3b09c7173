import { describe, expect, test } from 'vitest';
import { currencyNamed } from './currency-names.ts';
import { lastPlausibleDay } from './stray-days.ts';

const everyDay = (from: number, to: number, rows: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ day: from + i, rows }));

describe('the last plausible day', () => {
  test('comes before a stray row years later', () => {
    expect(lastPlausibleDay([...everyDay(100, 140, 1), { day: 9000, rows: 1 }])).toBe(140);
  });
  test('is not sought in trade that pauses and goes on', () => {
    expect(lastPlausibleDay([...everyDay(100, 140, 1), ...everyDay(900, 910, 1)])).toBeNull();
  });
  test('is not sought where there are too few rows to say', () => {
    expect(
      lastPlausibleDay([
        { day: 100, rows: 1 },
        { day: 2000, rows: 1 },
      ]),
    ).toBeNull();
    expect(lastPlausibleDay([])).toBeNull();
  });
});

test('a named currency may be written with a sign that others share', () => {
  expect(currencyNamed('CNY').spellings).toEqual(expect.arrayContaining(['CNY', 'RMB', '人民币', '¥']));
  expect(currencyNamed('SEK').spellings).toEqual(['SEK']);
});
