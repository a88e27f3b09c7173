import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BytePage } from './byte-page.ts';

function written(write: (page: BytePage) => void, size = 0): string {
  const page = new BytePage(size);
  write(page);
  return new TextDecoder().decode(page.written());
}

describe('a page of bytes', () => {
  it('writes every whole number of 32 bits as it is', () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        expect(written((page) => page.whole(value))).toBe(String(value));
        expect(written((page) => page.long(value, 0))).toBe(String(value));
      }),
    );
    expect(written((page) => page.whole(-(2 ** 31) + 1))).toBe('-2147483647');
  });

  it('writes decimals all of them, small and long alike', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 6 }), (value, decimals) => {
        const digits = String(Math.abs(value)).padStart(decimals + 1, '0');
        const cut = digits.length - decimals;
        const expected = `${value < 0 ? '-' : ''}${digits.slice(0, cut)}${decimals > 0 ? `.${digits.slice(cut)}` : ''}`;
        expect(written((page) => page.decimal(value, decimals))).toBe(expected);
        expect(written((page) => page.long(value, decimals))).toBe(expected);
      }),
    );
    expect(written((page) => page.long(1234567890123456, 2))).toBe('12345678901234.56');
    expect(written((page) => page.padded(7, 3))).toBe('007');
  });

  it('grows for texts of any length and keeps their bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 60 })), (texts) => {
        const encoder = new TextEncoder();
        expect(
          written((page) => {
            for (const text of texts) page.text(encoder.encode(text));
          }),
        ).toBe(texts.join(''));
      }),
    );
    const bytes = new TextEncoder().encode('abcdef');
    expect(written((page) => page.part(bytes, 2, 4))).toBe('cd');
  });
});
