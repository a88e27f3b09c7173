import { expect, test } from 'vitest';
import { currencySignOf, isNumber, numberFormatOf } from './number-formats.ts';

test.each([
  [['1', '2.5', '-3'], 'plain', null],
  [['1,234.56', '7'], 'point', null],
  [['1.234,56', '7'], 'comma', null],
  [['7,5', '1.000'], 'comma', null],
  [['1.234.567'], 'comma', null],
  [['1,234,567'], 'point', null],
  [['1,234', '2,000'], 'point', '1,234'],
  [['1.234', '2.000'], 'plain', '1.234'],
  [['0.125', '1.250'], 'plain', null],
  [['¥12', '￥7.50'], 'point', null],
  [['(12.50)', '7'], 'point', null],
  [[], 'plain', null],
] as const)('%j is written in %s style', (values, style, assumedFrom) => {
  expect(numberFormatOf(values, false)).toEqual({ style, assumedFrom });
});

test('in a file with decimal commas elsewhere a point groups thousands', () => {
  expect(numberFormatOf(['1.234', '2.000'], true)).toEqual({ style: 'comma', assumedFrom: '1.234' });
});

test.each([
  ['12', true],
  ['EUR 1.234,56', true],
  ['１２．５', true],
  ['ten', false],
  ['12 abcd', false],
  ['', false],
])('%s is a number: %s', (value, expected) => {
  expect(isNumber(value)).toBe(expected);
});

test.each([
  ['€12', '€'],
  ['12 usd', 'USD'],
  ['12.50', null],
])('the sign in %s is %s', (value, sign) => {
  expect(currencySignOf(value)).toBe(sign);
});
