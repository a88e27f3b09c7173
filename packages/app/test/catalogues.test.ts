import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { locales, readCatalogue } from '../src/platform/i18n.ts';
import { findLiterals, findTexts, usedKeys } from './source-texts.ts';

const source = fileURLToPath(new URL('../src', import.meta.url));
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => ({ name, text: readFileSync(join(source, name), 'utf8') }));

/** Every key with its text; plural forms are folded into the key they belong to. */
function entries(locale: string): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (node: unknown, path: string) => {
    if (typeof node === 'string') found.set(path.replace(/_(zero|one|two|few|many|other)$/, ''), node);
    else for (const [key, child] of Object.entries(node as object)) walk(child, path === '' ? key : `${path}.${key}`);
  };
  walk(readCatalogue(locale), '');
  return found;
}

const placeholders = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name).sort();
const CHINESE = /\p{Script=Han}/u;
/** What remains the same in every language: placeholders, signs, digits, units, names of models and formats. */
const SAME_EVERYWHERE =
  /\{\{[^}]*\}\}|\$t\([^)]*\)|<\/?\w+>|[\p{P}\p{S}\p{N}\s]|BG\/NBD|MBG\/NBD|Pareto\/NBD|Gamma-Gamma|NBD|MBG|BG|NPS|CSV|JSON|ABC|SKU|AUC|MAE|RMSE|SLTV|P\(alive\)|DuckDB|Winback|Excel|Parquet|\b[a-zA-Z]\b/giu;

const catalogues = new Map(locales().map((locale) => [locale, entries(locale)]));
const english = catalogues.get('en') as Map<string, string>;

describe('catalogues', () => {
  test('English and Chinese are there', () => {
    expect([...catalogues.keys()]).toEqual(expect.arrayContaining(['en', 'zh-CN']));
  });

  test.each(locales())('%s has exactly the keys of English', (locale) => {
    const keys = [...(catalogues.get(locale)?.keys() ?? [])].sort();
    expect(keys).toEqual([...english.keys()].sort());
  });

  test.each(locales())('%s has the placeholders of English in every text', (locale) => {
    const own = catalogues.get(locale) ?? new Map();
    const wrong = [...english].filter(
      ([key, text]) => JSON.stringify(placeholders(text)) !== JSON.stringify(placeholders(own.get(key) ?? '')),
    );
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  test('no Chinese text was left in English', () => {
    const untranslated = [...(catalogues.get('zh-CN') ?? [])].filter(
      ([, text]) => !CHINESE.test(text) && text.replace(SAME_EVERYWHERE, '') !== '',
    );
    expect(untranslated).toEqual([]);
  });

  test('no text is empty, and none has spaces at its ends', () => {
    for (const [locale, own] of catalogues) {
      const odd = [...own].filter(
        ([key, text]) => text.trim() === '' || (text !== text.trim() && !/separator$/i.test(key)),
      );
      expect({ locale, odd }).toEqual({ locale, odd: [] });
    }
  });
});

/** Headings, states and formats that files of other systems use: data to recognise, never shown. */
const WORDS_OF_OTHER_SYSTEMS = /^ingest\/(headings|order-status|date-formats|currency-names|.*-sql)\.ts$/;

/** The report asks for its keys without their first word. */
const withoutPrefix = (file: string, key: string) =>
  file.startsWith('learn/report/') && key.startsWith('report.') ? key.slice('report.'.length) : key;
const allKeys = [...english.keys()];

describe('source', () => {
  test('every key that the code names exists', () => {
    const missing = files.flatMap(({ name, text }) =>
      usedKeys(text)
        .filter(({ pattern }) => !allKeys.some((key) => pattern.test(key) || pattern.test(withoutPrefix(name, key))))
        .map(({ written }) => `${name}: ${written}`),
    );
    expect(missing).toEqual([]);
  });

  test('every key is named somewhere', () => {
    const named = files.map(({ name, text }) => ({ name, patterns: findLiterals(text) }));
    const dead = allKeys.filter(
      (key) =>
        !named.some(({ name, patterns }) =>
          patterns.some((pattern) => pattern.test(key) || pattern.test(withoutPrefix(name, key))),
        ),
    );
    expect(dead).toEqual([]);
  });

  test('no text for people stands outside the catalogues', () => {
    const ours = files.filter(({ name }) => !WORDS_OF_OTHER_SYSTEMS.test(name));
    const texts = ours.flatMap(({ name, text }) => findTexts(text).map((found) => `${name}: ${found}`));
    expect(texts).toEqual([]);
  });

  test('planted texts are found', () => {
    expect(findTexts('const a = "Your order was lost.";')).toHaveLength(1);
    expect(findTexts('const a = `客户已流失`;')).toHaveLength(1);
    expect(findTexts('facts.run(`SELECT x FROM y WHERE z`); const code = "full model";')).toEqual([]);
    expect(usedKeys('translator.t("cli.nowhere")').map(({ written }) => written)).toEqual(['cli.nowhere']);
  });
});
