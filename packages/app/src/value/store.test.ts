import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ImportedFacts } from '../ingest/contract.ts';
import { type Facts, openFacts } from '../platform/facts.ts';
import { readCustomersAt, readCustomersNow } from './store.ts';

const AS_OF = 15_000;
const imported = { customers: 3, asOf: AS_OF, firstDay: AS_OF - 500, lastDay: AS_OF, currency: null } as ImportedFacts;

let facts: Facts;
beforeEach(async () => {
  facts = await openFacts();
  await facts.run(`CREATE TABLE purchases AS SELECT * FROM (VALUES
    (0, ${AS_OF - 500}, 1000::BIGINT, 300::BIGINT, 1), (0, ${AS_OF - 400}, 2000, 600, 1), (0, ${AS_OF - 30}, 500, 150, 2),
    (1, ${AS_OF - 365}, 700, 210, 1), (1, ${AS_OF - 364}, -200, -60, 1),
    (2, ${AS_OF - 100}, 900, 270, 1)) AS t(customer_key, day, revenue_minor, margin_minor, orders)`);
});
afterEach(() => facts.close());

test('one row for each customer, in order of the key, money in major units', async () => {
  const { customers: now } = await readCustomersNow(facts, imported);
  expect([...now.customerKey]).toEqual([0, 1, 2]);
  expect([...now.x]).toEqual([2, 1, 0]);
  expect([...now.firstDay]).toEqual([AS_OF - 500, AS_OF - 365, AS_OF - 100]);
  expect([...now.lastDay]).toEqual([AS_OF - 30, AS_OF - 364, AS_OF - 100]);
  expect([...now.revenue]).toEqual([35, 5, 9]);
  expect([...now.margin]).toEqual([10.5, 1.5, 2.7]);
  expect([...now.lastGapDays]).toEqual([370, 1, Number.NaN]);
});

test('the gaps of all customers are counted in the same pass', async () => {
  const { gaps } = await readCustomersNow(facts, imported);
  expect(gaps).toEqual({ days: Float64Array.of(1, 100, 370), count: Float64Array.of(1, 1, 1) });
});

test('an order of 365 days ago is no longer in the last 365 days', async () => {
  const { customers: now } = await readCustomersNow(facts, imported);
  expect([...now.last365Purchases]).toEqual([1, 1, 1]);
  expect([...now.last365Margin]).toEqual([1.5, -0.6, 2.7]);
});

test('a quarter before the first purchase is unknown, one without a purchase is zero', async () => {
  const { quarterMargin } = (await readCustomersNow(facts, imported)).customers;
  expect(quarterMargin.map((quarter) => [...quarter])).toEqual([
    [0, 0, Number.NaN],
    [0, 0, Number.NaN],
    [0, 0, 2.7],
    [1.5, 0, 0],
  ]);
});

test('at an earlier day only what had happened is known', async () => {
  const then = await readCustomersAt(facts, imported, { day: AS_OF - 365, every: 1 });
  expect([...then.customerKey]).toEqual([0, 1]);
  expect([...then.x]).toEqual([1, 0]);
  expect([...then.lastDay]).toEqual([AS_OF - 400, AS_OF - 365]);
  expect([...then.margin]).toEqual([9, 2.1]);
});

test('purchases out of order are refused instead of misread', async () => {
  await facts.run(`INSERT INTO purchases VALUES (2, ${AS_OF - 200}, 1, 1, 1)`);
  await expect(readCustomersNow(facts, imported)).rejects.toThrow('value.error.purchases_not_sorted');
});
