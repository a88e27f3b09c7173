import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importOrders } from '../../src/ingest/index.ts';
import { AppError } from '../../src/platform/errors.ts';
import { type Facts, openFacts } from '../../src/platform/facts.ts';
import { createTranslator, locales } from '../../src/platform/i18n.ts';
import { SILENT } from '../../src/platform/progress.ts';
import { lines } from './case.ts';
import { ingestOptions, readRejected } from './import-file.ts';

const SEEDS: readonly Buffer[] = [
  lines(
    'customer_id,order_id,order_date,amount,note',
    ...Array.from(
      { length: 12 },
      (_, i) => `c${i % 5},${i},2024-01-${String(i + 10)},${i + 1}.50,"say ""${i}"", then\nstop"`,
    ),
  ),
  lines(
    '客户编号;商品;数量;单价;下单日期',
    ...Array.from(
      { length: 12 },
      (_, i) => `客${i % 4};p${i % 3};${i % 5 === 4 ? -1 : 2};1.2${i % 10},50;${i + 10}.03.2024`,
    ),
  ),
  lines(
    'Customer\tInvoice\tDate\tPrice\tQty\tCurrency',
    ...Array.from({ length: 12 }, (_, i) => `${i % 3}.0\t${i}\t${i + 1}/13/2023\t£${i + 1}\t1\tGBP`),
  ),
].flatMap((text) => [
  Buffer.from(text),
  iconv.encode(text, 'gb18030'),
  iconv.encode(text, 'utf-16le', { addBOM: true }),
]);

type Mutation = (bytes: Buffer) => Buffer;

const at = (bytes: Buffer, share: number) => Math.floor(share * bytes.length);
const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const DELIMITERS = [',', ';', '\t', '|', '"', '\n', '\r\n'];

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  share.map(
    (from): Mutation =>
      (bytes) =>
        bytes.subarray(0, at(bytes, from)),
  ),
  fc.tuple(share, fc.integer({ min: 1, max: 40 })).map(
    ([from, n]): Mutation =>
      (bytes) =>
        Buffer.concat([bytes.subarray(0, at(bytes, from)), bytes.subarray(at(bytes, from) + n)]),
  ),
  fc.tuple(share, fc.integer({ min: 1, max: 200 })).map(
    ([from, n]): Mutation =>
      (bytes) => {
        const start = at(bytes, from);
        return Buffer.concat([bytes.subarray(0, start + n), bytes.subarray(start)]);
      },
  ),
  fc.tuple(share, fc.integer({ min: 0, max: 255 })).map(
    ([from, value]): Mutation =>
      (bytes) => {
        const copy = Buffer.from(bytes);
        copy[at(bytes, from)] = value;
        return copy;
      },
  ),
  fc.tuple(fc.constantFrom(...DELIMITERS), fc.constantFrom(...DELIMITERS)).map(
    ([a, b]): Mutation =>
      (bytes) =>
        Buffer.from(bytes.toString('latin1').replace(a, b), 'latin1'),
  ),
  fc.tuple(share, fc.string({ unit: 'binary', maxLength: 60 })).map(
    ([from, row]): Mutation =>
      (bytes) => {
        const start = bytes.indexOf('\n', at(bytes, from)) + 1;
        return Buffer.concat([bytes.subarray(0, start), Buffer.from(`${row}\n`), bytes.subarray(start)]);
      },
  ),
);

let folder = '';
let facts: Facts;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'winback-fuzz-'));
  facts = await openFacts();
});
afterAll(() => {
  facts.close();
  rmSync(folder, { recursive: true, force: true });
});

async function importMutant(bytes: Buffer): Promise<void> {
  const file = join(folder, 'mutant.csv');
  const rejectedPath = join(folder, 'rejected.csv');
  writeFileSync(file, bytes);
  const context = { facts, progress: SILENT, translator: createTranslator('en'), seed: 1 };
  try {
    const { summary } = await importOrders(context, ingestOptions({ files: [file], rejectedPath }));
    const { read, used, netted, rejected } = summary.reconciliation;
    expect(used + netted + rejected).toBe(read);
    const rows = readRejected(rejectedPath).map((row) => Number(row.winback_row));
    expect(rows.length).toBe(rejected);
    expect(new Set(rows).size).toBe(rejected);
    const [tables] = await facts.rows<{ used: bigint; netted: bigint }>(
      'SELECT (SELECT count(*) FROM order_lines) AS used, (SELECT count(*) FROM returned) AS netted',
    );
    expect(tables).toEqual({ used: BigInt(used), netted: BigInt(netted) });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.kind, error.message).not.toBe('internal');
    for (const locale of locales()) expect(createTranslator(locale).has(error.code), error.code).toBe(true);
  }
}

test('a mutated file is refused in words or reconciles', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...SEEDS), fc.array(mutation, { minLength: 1, maxLength: 4 }), (seed, mutations) =>
      importMutant(mutations.reduce((bytes, mutate) => mutate(bytes), seed)),
    ),
    { numRuns: 150, seed: 20261121 },
  );
}, 300_000);
