import { expect, test } from 'vitest';
import { alignRows, displayWidth, printable } from './terminal-text.ts';

test('Chinese characters take two columns, marks none', () => {
  expect(displayWidth('客户id')).toBe(6);
  expect(displayWidth('，')).toBe(2);
  expect(displayWidth('e\u0301')).toBe(1);
});

test('cells stand under each other', () => {
  const lines = alignRows(
    [
      ['客户', '1', 'x'],
      ['order', '250', 'y'],
    ],
    [1],
  );
  expect(lines).toEqual(['客户     1  x', 'order  250  y']);
  expect(new Set(lines.map(displayWidth)).size).toBe(1);
});

test('a value is one short line', () => {
  expect(printable('a\nb\u0007c')).toBe('a b c');
  expect(printable('x'.repeat(100), 10)).toBe(`${'x'.repeat(9)}…`);
});
