import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createTranslator, locales } from '../platform/i18n.ts';

const MODELS = new URL('../../../models/src/', import.meta.url);
/** Fits of the second life, whose reasons are not shown. */
const NOT_SHOWN = ['logistic-regression.ts'];

test('every reason that a model can give has a sentence in every language', () => {
  const codes = readdirSync(MODELS)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !NOT_SHOWN.includes(name))
    .flatMap((name) => [...readFileSync(new URL(name, MODELS), 'utf8').matchAll(/reason\('(\w+)'/g)])
    .map(([, code]) => code);
  expect(codes).toContain('boundary_no_dropout');
  for (const locale of locales()) {
    const translator = createTranslator(locale);
    expect(codes.filter((code) => !translator.has(`value.finding.${code}`))).toEqual([]);
  }
});
