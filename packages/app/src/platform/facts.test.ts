import { afterEach, expect, test } from 'vitest';
import { type Facts, openFacts } from './facts.ts';

let facts: Facts | undefined;
afterEach(() => facts?.close());

test('columns come back in row order as doubles, NULL as NaN', async () => {
  facts = await openFacts();
  const { a, b } = await facts.columns<'a' | 'b'>(
    'SELECT i::INTEGER AS a, CASE WHEN i = 4999 THEN NULL ELSE i / 2.0 END AS b FROM range(5000) t(i) ORDER BY i',
  );
  expect(a.length).toBe(5000);
  expect(a[4998]).toBe(4998);
  expect(b[4998]).toBe(2499);
  expect(b[4999]).toBeNaN();
});

test('a table made from columns keeps types, order and gaps', async () => {
  facts = await openFacts();
  const n = 4100;
  await facts.create('scores', {
    key: Int32Array.from({ length: n }, (_, i) => i),
    p: Float64Array.from({ length: n }, (_, i) => (i === 7 ? Number.NaN : i / n)),
    code: Uint8Array.from({ length: n }, (_, i) => i % 5),
  });
  const [row] = await facts.rows<{ n: bigint; missing: bigint; last: number; code: number }>(
    'SELECT count(*) AS n, count(*) FILTER (isnan(p)) AS missing, max(key) AS last, max(code) AS code FROM scores',
  );
  expect(row).toEqual({ n: 4100n, missing: 1n, last: 4099, code: 4 });
});
