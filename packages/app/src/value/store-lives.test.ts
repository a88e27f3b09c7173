import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Facts, openFacts } from '../platform/facts.ts';
import { type LimitRule, limitDays } from './rhythm.ts';
import { createLives, readGapCounts } from './store-lives.ts';

let facts: Facts;
beforeEach(async () => {
  facts = await openFacts({ threads: 1 });
});
afterEach(() => facts.close());

async function load(histories: readonly (readonly number[])[]): Promise<void> {
  const rows = histories.flatMap((days, key) => days.map((day, i) => [key, day, 100 * key + i + 1] as const));
  await facts.create('raw', {
    customer_key: Int32Array.from(rows, ([key]) => key),
    day: Int32Array.from(rows, ([, day]) => day),
    margin: Int32Array.from(rows, ([, , margin]) => margin),
  });
  await facts.run(
    'CREATE OR REPLACE TABLE purchases AS SELECT customer_key, day, margin::BIGINT AS margin_minor FROM raw ORDER BY 1, 2',
  );
}

const COLUMNS = ['customer_key', 'life', 'start_day', 'last_day', 'purchases', 'margin_minor', 'lost_day'] as const;

async function lives(): Promise<(number | null)[][]> {
  const columns = await facts.columns<(typeof COLUMNS)[number]>(`SELECT ${COLUMNS.join(', ')} FROM lives`);
  return Array.from(columns.life, (_, row) =>
    COLUMNS.map((name) => (Number.isNaN(columns[name][row]) ? null : (columns[name][row] as number))),
  );
}

/** The definition, one purchase at a time. */
function livesOneByOne(histories: readonly (readonly number[])[], rule: LimitRule, asOf: number) {
  return histories.flatMap((days, key) => {
    const first = days[0];
    const found: (number | null)[][] = [];
    let life = { start: first, purchases: 0, margin: 0 };
    days.forEach((day, i) => {
      life.purchases++;
      life.margin += 100 * key + i + 1;
      const lost = day + Math.ceil(limitDays(rule, i, day - first));
      const next = days[i + 1];
      if (next !== undefined && next <= lost) return;
      found.push([key, found.length + 1, life.start, day, life.purchases, life.margin, lost <= asOf ? lost : null]);
      life = { start: next ?? 0, purchases: 0, margin: 0 };
    });
    return found;
  });
}

test('lives follow the definition, whatever the histories', async () => {
  const histories = fc.array(
    fc
      .uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 12 })
      .map((d) => d.sort((a, b) => a - b)),
    { minLength: 1, maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(histories, fc.double({ min: 0, max: 60, noNaN: true }), async (drawn, constant) => {
      const rule = {
        constant,
        theta: 20,
        least: 8,
        factors: Float64Array.from({ length: 12 }, (_, n) => 1.5 / (n + 1)),
      };
      await load(drawn);
      await createLives(facts, rule, { customers: drawn.length, asOf: 400 });
      expect(await lives()).toEqual(livesOneByOne(drawn, rule, 400));
    }),
    { numRuns: 60 },
  );
});

test('a return after the limit begins the second life; the current life is told', async () => {
  await load([[0, 10, 20, 100, 110], [50]]);
  const rule = { constant: 30, theta: 0, least: 8, factors: new Float64Array(5) };
  const current = await createLives(facts, rule, { customers: 2, asOf: 130 });
  expect(await lives()).toEqual([
    [0, 1, 0, 20, 3, 6, 50],
    [0, 2, 100, 110, 2, 9, null],
    [1, 1, 50, 50, 1, 101, 80],
  ]);
  expect(current).toEqual({
    life: Int32Array.of(2, 1),
    lifeStart: Int32Array.of(100, 50),
    livedDays: Float64Array.of(30, 0),
    secondLives: 1,
  });
});

test('without a limit nobody is lost', async () => {
  await load([[0, 300], [50]]);
  await createLives(facts, null, { customers: 2, asOf: 400 });
  expect(await lives()).toEqual([
    [0, 1, 0, 300, 2, 3, null],
    [1, 1, 50, 50, 1, 101, null],
  ]);
});

test('gaps are counted within customers only, up to the day asked for', async () => {
  await load([[0, 7, 14], [3, 10, 40], [100]]);
  const all = await readGapCounts(facts, { day: 100, every: 1 });
  expect([[...all.days], [...all.count]]).toEqual([
    [7, 30],
    [3, 1],
  ]);
  expect([...(await readGapCounts(facts, { day: 10, every: 1 })).count]).toEqual([2]);
});

test('purchases out of order are refused instead of misread', async () => {
  await facts.run(
    'CREATE TABLE purchases AS SELECT * FROM (VALUES (0, 5, 1::BIGINT), (0, 2, 1)) t(customer_key, day, margin_minor)',
  );
  await expect(readGapCounts(facts, { day: 100, every: 1 })).rejects.toThrow('value.error.purchases_not_sorted');
});
