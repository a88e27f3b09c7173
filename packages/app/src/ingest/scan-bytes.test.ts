import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { scanBytes } from './scan-bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'winback-scan-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function scan(content: string | Buffer) {
  const path = join(folder, 'scanned');
  writeFileSync(path, content);
  return scanBytes(path);
}

test('lines, quotes, blanks and returns are those of a slow reading', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r\n', '"', '字', ','), maxLength: 40 }), (text) => {
      const found = scan(text);
      const outside = text.split('"').filter((_, index) => index % 2 === 0);
      const feeds = outside.join('').split('\n').length - 1;
      const openEnd = text !== '' && !text.endsWith('\n');
      expect(found.lines).toBe(feeds + (openEnd ? 1 : 0));
      expect(found.openQuote).toBe((text.split('"').length - 1) % 2 === 1);
      expect(found.blankLines).toBe(/^\n|\n\r?\n/u.test(text));
      expect(found.validUtf8).toBe(true);
      expect(found.loneReturns).toBe(false);
    }),
  );
});

test('a character on the border of two blocks stays whole', () => {
  for (const before of [0, 1, 2, 3]) {
    const text = 'x'.repeat((1 << 20) - 4 + before) + '字😀é\n'.repeat(3);
    expect(scan(text)).toMatchObject({ validUtf8: true, lines: 3, bytes: Buffer.byteLength(text) });
  }
});

test('damage is seen', () => {
  expect(scan(Buffer.from([0x61, 0xff, 0x0a])).validUtf8).toBe(false);
  expect(scan(Buffer.from([0xe5, 0xad])).validUtf8).toBe(false);
  expect(scan('a\u0000b\u0000').nulBytes).toBe(2);
  expect(scan('a\rb\r').loneReturns).toBe(true);
  expect(scan('a\r\nb\r').loneReturns).toBe(true);
  expect(scan('\ufeffa\n').innerBom).toBe(false);
  expect(scan('\ufeffa\n\ufeffb').innerBom).toBe(true);
});
