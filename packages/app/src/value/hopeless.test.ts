import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ImportedFacts } from '../ingest/contract.ts';
import { type Facts, openFacts } from '../platform/facts.ts';
import { createTranslator } from '../platform/i18n.ts';
import { SILENT } from '../platform/progress.ts';
import { describeValue } from './commands.ts';
import { type CustomerValues, valueSummary } from './contract.ts';
import { valueCustomers } from './run.ts';

let facts: Facts;
beforeEach(async () => {
  facts = await openFacts({ threads: 1 });
});
afterEach(() => facts.close());

interface Purchase {
  readonly key: number;
  readonly day: number;
  readonly margin: number;
}

async function valuePurchases(purchases: readonly Purchase[], asOf: number) {
  await facts.create('raw', {
    customer_key: Int32Array.from(purchases, ({ key }) => key),
    day: Int32Array.from(purchases, ({ day }) => day),
    margin: Int32Array.from(purchases, ({ margin }) => margin),
  });
  await facts.run(`CREATE TABLE purchases AS SELECT customer_key, day, margin::BIGINT * 3 AS revenue_minor,
    margin::BIGINT AS margin_minor, 1::INTEGER AS orders FROM raw ORDER BY 1, 2`);
  const imported = {
    customers: Math.max(...purchases.map(({ key }) => key)) + 1,
    asOf,
    firstDay: Math.min(...purchases.map(({ day }) => day)),
    lastDay: asOf,
    currency: null,
  } as ImportedFacts;
  const translator = createTranslator('en');
  const context = { facts, progress: SILENT, translator, seed: 1 };
  const valued = await valueCustomers(context, imported, { unit: 'day', horizonDays: 180, discountRate: 0.1 });
  valueSummary.parse(JSON.parse(JSON.stringify(valued.summary)));
  expect(describeValue(valued.summary, translator)).not.toMatch(/value\.|\{\{|NaN|undefined/);
  return valued;
}

const FINITE = ['expectedPurchases', 'expectedMargin', 'futureValue', 'meanMargin'] as const;
function expectFinite(customers: CustomerValues): void {
  for (const name of FINITE) expect({ name, ok: customers[name].every(Number.isFinite) }).toEqual({ name, ok: true });
}

test('one purchase of one customer', async () => {
  const { customers, summary } = await valuePurchases([{ key: 0, day: 10_000, margin: 500 }], 10_000);
  expectFinite(customers);
  expect(summary.rung).toBe('not enough data');
  expect(summary.backTest).toBeNull();
  expect([...customers.lostDays, ...customers.pAlive]).toEqual([Number.NaN, Number.NaN]);
});

test('only one-time buyers over two years', async () => {
  const purchases = Array.from({ length: 300 }, (_, key) => ({ key, day: 10_000 + 2 * key, margin: 500 }));
  const { customers, summary } = await valuePurchases(purchases, 10_700);
  expectFinite(customers);
  expect(summary.rung).toBe('not enough data');
  expect(summary.findings.map(({ code }) => code)).toContain('rhythm_no_gaps');
});

test('everybody buys on the same days for the same money', async () => {
  const purchases = Array.from({ length: 100 }, (_, key) => key).flatMap((key) =>
    Array.from({ length: 12 }, (_, i) => ({ key, day: 10_000 + 30 * i, margin: 500 })),
  );
  const { customers, summary } = await valuePurchases(purchases, 10_340);
  expectFinite(customers);
  expect(summary.rung).not.toBe('not enough data');
  expect(customers.expectedPurchases[0]).toBeGreaterThan(4);
  expect(customers.expectedPurchases[0]).toBeLessThan(8);
});

test('no margin at all, and losses', async () => {
  const purchases = Array.from({ length: 200 }, (_, key) => key).flatMap((key) =>
    Array.from({ length: 1 + (key % 5) }, (_, i) => ({
      key,
      day: 10_000 + key + (20 + (key % 13)) * i,
      margin: key % 2 === 0 ? 0 : -100,
    })),
  );
  const { customers, summary } = await valuePurchases(purchases, 10_400);
  expectFinite(customers);
  expect(customers.futureValue.every((value) => value <= 0)).toBe(true);
  expect(summary.findings.map(({ code }) => code)).toContain('spend_pooled');
});

test('thousands of purchase days of one customer among few', async () => {
  const daily = Array.from({ length: 2500 }, (_, i) => ({ key: 0, day: 10_000 + i, margin: 100 }));
  const others = Array.from({ length: 120 }, (_, i) => ({ key: 1 + (i % 60), day: 10_000 + 20 * i, margin: 900 }));
  const { customers } = await valuePurchases([...daily, ...others], 12_499);
  expectFinite(customers);
  expect(customers.expectedPurchases[0]).toBeGreaterThan(90);
});
