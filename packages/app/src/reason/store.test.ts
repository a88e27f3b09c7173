import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Facts, openFacts } from '../platform/facts.ts';
import { putAsked, putLines, readBeginners, readBuyingDays, readPrices, readReturns, readSpendMoved } from './store.ts';

let facts: Facts;

/** Customer 0 saw a price rise, 1 lost a quantity discount, 2 returned the last purchase, 3 bought once, 4 stays. */
beforeAll(async () => {
  facts = await openFacts();
  await facts.run(`CREATE TABLE order_lines AS SELECT * FROM (VALUES
    (0, 10, 'o', 'tea', 'hot', 2.0, 4.0, 800), (0, 20, 'o', 'tea', 'hot', 2.0, 4.5, 900), (0, 30, 'o', 'tea', 'hot', 2.0, 5.4, 1080),
    (0, 30, 'o', 'cup', 'ware', 1.0, 3.0, 300),
    (1, 10, 'o', 'tea', 'hot', 50.0, 2.0, 10000), (1, 30, 'o', 'tea', 'hot', 1.0, 4.0, 400),
    (2, 10, 'o', 'cup', 'ware', 1.0, 3.0, 300), (2, 20, 'o', 'tea', 'hot', 1.0, 4.0, 400), (2, 30, 'o', 'jug', 'glass', 1.0, 6.0, 600),
    (2, 40, 'o', 'jug', 'glass', 1.0, 6.0, 600),
    (3, 10, 'o', 'jug', 'glass', 1.0, 6.0, 600),
    (4, 10, 'o', 'jug', 'glass', 1.0, 6.0, 600), (4, 20, 'o', 'jug', 'glass', 1.0, 6.0, 600)
  ) t(customer_key, day, order_id, product, category, quantity, unit_price, revenue_minor)`);
  await facts.run(`CREATE TABLE returned AS SELECT * FROM (VALUES
    (2, 45, 40, 450), (2, 12, NULL, 100)) t(customer_key, day, purchase_day, revenue_minor)`);
  await facts.run(`CREATE TABLE purchases AS
    SELECT customer_key, day, sum(revenue_minor) - if(customer_key = 2 AND day = 40, 450, 0) AS revenue_minor
    FROM order_lines GROUP BY customer_key, day`);
  await putAsked(facts, {
    firstDay: Int32Array.from([10, 10, 10, 10, 10]),
    previousDay: Int32Array.from([20, 10, 30, 10, 10]),
    lastDay: Int32Array.from([30, 30, 40, 10, 20]),
    repeats: Int32Array.from([2, 1, 3, 0, 1]),
    asked: Uint8Array.from([1, 1, 1, 1, 2]),
    lines: new Uint8Array(5).fill(1),
  });
  await putLines(facts);
});
afterAll(() => facts.close());

const rowsOf = (columns: Record<string, Float64Array>) =>
  Array.from(columns.customer_key ?? [], (_, row) =>
    Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column[row]])),
  );

describe('what orders say', () => {
  it('compares the last price with the highest paid before for no larger quantity', async () => {
    expect(rowsOf(await readPrices(facts))).toEqual([
      { customer_key: 0, now_minor: 1080, before_minor: 900 },
      { customer_key: 2, now_minor: 600, before_minor: 600 },
      { customer_key: 4, now_minor: 600, before_minor: 600 },
    ]);
  });

  it('weighs returns against the gross money of the same days', async () => {
    expect(rowsOf(await readReturns(facts))).toEqual([
      { customer_key: 2, bought_lately: 1200, returned_lately: 450, bought_before: 700, returned_before: 100 },
    ]);
  });

  it('finds the earlier spend whose category is gone', async () => {
    expect(rowsOf(await readSpendMoved(facts, 3))).toEqual([{ customer_key: 2, earlier_minor: 700, kept_minor: 0 }]);
    expect(rowsOf(await readSpendMoved(facts, 2))[0]).toEqual({ customer_key: 0, earlier_minor: 800, kept_minor: 800 });
  });

  it('asks what others did who began with the same', async () => {
    expect(rowsOf(await readBeginners(facts, 'product', 1))).toEqual([{ customer_key: 3, others: 1, came_again: 1 }]);
    // Of every third customer only this one began with glass, and nobody is compared with himself.
    expect(rowsOf(await readBeginners(facts, 'category', 3))).toEqual([{ customer_key: 3, others: 0, came_again: 0 }]);
  });

  it('reads when those in trouble bought', async () => {
    expect(rowsOf(await readBuyingDays(facts, 3))).toEqual([
      { customer_key: 2, purchase_days: 4, sum_since_first: 60, in_first_half: 2, months: 3 },
    ]);
  });
});
