import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attribute, elements, stringOf, unescapeXml } from './sheet-xml.ts';

async function* pieces(text: string, size: number) {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function collect(text: string, size: number, name: string) {
  const found = [];
  for await (const element of elements(pieces(text, size), name)) found.push(element);
  return found;
}

test('elements come out whole wherever the text is cut, with and without a prefix', async () => {
  const text = '<data><x:row r="1"><x:c><x:v>1</x:v></x:c></x:row><x:row r="2"/><rows/><x:row>b</x:row></data>';
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: text.length }), async (size) => {
      expect(await collect(text, size, 'row')).toEqual([
        { attributes: ' r="1"', content: '<x:c><x:v>1</x:v></x:c>' },
        { attributes: ' r="2"', content: '' },
        { attributes: '', content: 'b' },
      ]);
    }),
  );
});

test('strings lose runs, guides and escapes', () => {
  expect(stringOf('<r><t>a &amp; </t></r><r><t xml:space="preserve">b</t></r><rPh><t>guide</t></rPh><t/>')).toBe(
    'a & b',
  );
  expect(unescapeXml('&lt;&#26446;&#x674e;&unknown;_x000D_')).toBe('<李李&unknown;\r');
  expect(attribute(' r="A1" s=\'3\'', 's')).toBe('3');
  expect(attribute(' r="A1"', 's')).toBeUndefined();
});
