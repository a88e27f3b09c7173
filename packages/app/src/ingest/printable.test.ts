import { expect, test } from 'vitest';
import { printable } from './printable.ts';

test('a value is one short line', () => {
  expect(printable('a\nb\u0007c')).toBe('a b c');
  expect(printable('x'.repeat(100), 10)).toBe(`${'x'.repeat(9)}…`);
});
