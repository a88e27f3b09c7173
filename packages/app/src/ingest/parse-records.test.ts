import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RecordParser } from './parse-records.ts';

function parse(text: string, cut: number, width: number | null = null) {
  const parser = new RecordParser(',', width);
  const pieces = cut <= 0 ? [text] : (text.match(new RegExp(`[\\s\\S]{1,${cut}}`, 'gu')) ?? []);
  return [...pieces.flatMap((piece) => [...parser.push(piece)]), ...parser.push(null)];
}

const cells = (text: string, cut = 0) => parse(text, cut).map((row) => row?.cells ?? null);
const codes = (text: string, cut = 0) => parse(text, cut).map((row) => row?.broken ?? null);

describe('records', () => {
  test('with quotes, doubled quotes, line ends and blank lines', () => {
    expect(cells('a,b\r\n"x,1","y ""q""\r\nz"\n\n1,2')).toEqual([['a', 'b'], ['x,1', 'y "q"\nz'], null, ['1', '2']]);
  });
  test('a quote that never closes costs its own line', () => {
    expect(codes('a,b\n1,"x\n2,y\n3,z\n')).toEqual([null, 'unterminated_quote', null, null]);
  });
  test('a quote that closes in a later row of the wrong width costs one line', () => {
    expect(codes('a,b\n1,"x\n2,y",z\n3,z\n')).toEqual([null, 'unterminated_quote', 'ragged_row', null]);
  });
  test('rows of other widths, NUL, replaced bytes, the header again', () => {
    expect(codes('a,b\n1\n1,2,3\n1,2,,\n\u0000,2\n\ufffd,2\na,b\n')).toEqual([
      ...[null, 'ragged_row', 'ragged_row', null, 'nul_bytes', 'bad_encoding', 'repeated_header'],
    ]);
  });
});

test('it does not matter where the text is cut into pieces', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', '字', ' '), maxLength: 8 });
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 12 }), fc.integer({ min: 1, max: 7 }), (rows, cut) => {
      const text = rows.map((row) => row.map((c) => (c.includes('"') ? c : `"${c}"`)).join(',')).join('\n');
      expect(parse(`h,i\n${text}`, cut)).toEqual(parse(`h,i\n${text}`, 0));
    }),
  );
});

test('well quoted records come back whole', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '字', ' '), minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 12 }), (rows) => {
      const text = rows.map((row) => row.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')).join('\n');
      const read = parse(text, 3, 2).filter((row) => row !== null);
      expect(read.map((row) => row.cells)).toEqual(rows);
    }),
  );
});
