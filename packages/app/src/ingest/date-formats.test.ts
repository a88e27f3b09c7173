import { describe, expect, test } from 'vitest';
import { dateFormOf, dateFormsOf, settleDayMonth, strptimeOf } from './date-formats.ts';

test.each([
  ['2024-01-05', 'iso'],
  ['2024/1/5 8:26', 'iso'],
  ['2024-01-05T23:30:00+08:00', 'iso'],
  ['05/01/2024', 'numeric/'],
  ['5-1-24', 'numeric-'],
  ['05.01.2024 10:00', 'numeric.'],
  ['2024年1月5日', 'chinese'],
  ['5-Jan-2024', 'day-month-name'],
  ['January 5th, 2024', 'month-name-day'],
  ['20240105', 'compact'],
  ['45296', 'excel'],
  ['1704412800', 'unix'],
  ['1704412800000', 'unix-ms'],
  ['2024-01-05abc', null],
  ['order 7', null],
  ['12.50', null],
  ['', null],
])('%s is %s', (value, form) => {
  expect(dateFormOf(value)).toBe(form);
});

describe('a column', () => {
  test('of bare numbers is read as one form', () => {
    expect(dateFormsOf(['45296', '45297', 'x'])).toEqual(['excel']);
  });
  test('of written dates ignores stray numbers and slips', () => {
    const column = [...Array.from({ length: 98 }, () => '2024-01-05'), '45296', '5/6/2024'];
    expect(dateFormsOf(column)).toEqual(['iso']);
  });
  test('may hold several written forms', () => {
    expect(dateFormsOf(['2024-01-05', '5 Jan 2024'])).toEqual(['iso', 'day-month-name']);
  });
});

test.each([
  [25, 4, 'DMY'],
  [4, 25, 'MDY'],
  [25, 25, 'mixed'],
  [12, 12, null],
])('largest numbers %i and %i give %s', (first, second, order) => {
  expect(settleDayMonth(first, second)).toBe(order);
});

test.each([
  ['DD/MM/YYYY', '%d/%m/%Y'],
  ['D.M.YY HH:mm', '%d.%m.%y %H:%M'],
  ['MMM D, YYYY', '%b %d, %Y'],
  ['YYYY年M月D日', '%Y年%m月%d日'],
  ['DD/MM', null],
  ['day first', null],
  ['%d', null],
])('--date-format %s', (format, expected) => {
  expect(strptimeOf(format)).toBe(expected);
});
