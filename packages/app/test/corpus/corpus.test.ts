import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '../../src/platform/errors.ts';
import { createTranslator, locales } from '../../src/platform/i18n.ts';
import { BINARY_CASES } from './binary-cases.ts';
import type { CorpusCase } from './case.ts';
import { CONTAINER_CASES, ENCODING_CASES } from './container-cases.ts';
import { type Imported, importFile } from './import-file.ts';
import { STRUCTURE_CASES } from './structure-cases.ts';
import { VALUE_CASES } from './value-cases.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'winback-corpus-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every refusal is a sentence in every language, with all its blanks filled. */
function expectSentence(error: unknown): string {
  expect(error).toBeInstanceOf(AppError);
  const { code, values } = error as AppError;
  for (const locale of locales()) {
    const translator = createTranslator(locale);
    expect(translator.has(code), `${code} in ${locale}`).toBe(true);
    expect(translator.t(code, values)).not.toMatch(/\{\{/u);
  }
  return code;
}

async function checkImport({ imported, facts, rejected }: Imported, { outcome }: CorpusCase): Promise<void> {
  if ('error' in outcome) throw new Error(`imported, but expected ${outcome.error}`);
  const byReason: Record<string, number[]> = {};
  for (const row of rejected) {
    const code = row.winback_code ?? '';
    byReason[code] = [...(byReason[code] ?? []), Number(row.winback_row)];
  }
  const { reconciliation, quality } = imported.summary;
  expect(byReason).toEqual(outcome.rejected ?? {});
  expect(reconciliation).toEqual({
    read: outcome.used + (outcome.netted ?? 0) + rejected.length,
    used: outcome.used,
    netted: outcome.netted ?? 0,
    rejected: rejected.length,
  });
  const lines = await facts.rows<{ n: bigint }>('SELECT count(*) AS n FROM order_lines');
  expect(Number(lines[0]?.n)).toBe(outcome.used);
  const returned = await facts.rows<{ n: bigint }>('SELECT count(*) AS n FROM returned');
  expect(Number(returned[0]?.n)).toBe(outcome.netted ?? 0);
  if (outcome.customers !== undefined) {
    const people = await facts.rows<{ customer_id: string }>('SELECT customer_id FROM customers ORDER BY customer_key');
    expect(people.map((person) => person.customer_id)).toEqual(outcome.customers);
  }
  if (outcome.revenue !== undefined) expect(quality.revenue).toBeCloseTo(outcome.revenue, 6);
}

let serial = 0;
async function runCase(corpusCase: CorpusCase): Promise<void> {
  serial += 1;
  const own = join(folder, String(serial));
  mkdirSync(own);
  const files = await corpusCase.files(own);
  const options = { ...corpusCase.options, files, rejectedPath: join(own, 'rejected.csv') };
  if ('error' in corpusCase.outcome) {
    const error = await importFile(options, async () => null).catch((caught: unknown) => caught);
    expect(expectSentence(error)).toBe(corpusCase.outcome.error);
  } else await importFile(options, (imported) => checkImport(imported, corpusCase));
}

describe.each([
  ['containers', CONTAINER_CASES],
  ['encodings', ENCODING_CASES],
  ['structure', STRUCTURE_CASES],
  ['values', VALUE_CASES],
  ['workbooks and Parquet', BINARY_CASES],
] as const)('%s', (_, cases) => {
  test.each(cases.map((corpusCase) => [corpusCase.name, corpusCase] as const))('%s', async (_name, corpusCase) => {
    await runCase(corpusCase);
  });
});
