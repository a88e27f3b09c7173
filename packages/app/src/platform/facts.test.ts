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

test('a scan visits all rows in order, some at a time', async () => {
  facts = await openFacts();
  await facts.run('CREATE TABLE t AS SELECT i::INTEGER AS i, i / 2.0::DOUBLE AS half FROM range(300000) r(i)');
  let next = 0;
  let visits = 0;
  await facts.scan<'i' | 'half'>('SELECT i, half FROM t', ({ rows, columns: { i, half } }) => {
    visits++;
    expect([i.length, half.length]).toEqual([rows, rows]);
    for (let row = 0; row < rows; row++, next++) {
      if (i[row] !== next || half[row] !== next / 2) throw new Error(`row ${next}: ${i[row]}, ${half[row]}`);
    }
  });
  expect(next).toBe(300_000);
  expect(visits).toBeGreaterThan(1);
});
