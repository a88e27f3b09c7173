import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImportedFacts } from '../ingest/contract.ts';
import { importOrders } from '../ingest/index.ts';
import { type Facts, openFacts } from '../platform/facts.ts';
import { createTranslator } from '../platform/i18n.ts';
import { SILENT } from '../platform/progress.ts';
import { describeValue } from './commands.ts';
import { type Valued, valueSummary } from './contract.ts';
import { valueCustomers } from './run.ts';

const SAMPLE = fileURLToPath(new URL('../../../../examples/online-retail.csv.gz', import.meta.url));
const OPTIONS = { unit: 'week', horizonDays: 365, discountRate: 0.1 } as const;

describe('Online Retail', () => {
  let facts: Facts;
  let imported: ImportedFacts;
  let valued: Valued;
  const context = () => ({ facts, progress: SILENT, translator: createTranslator('en'), seed: 1 });

  beforeAll(async () => {
    facts = await openFacts();
    imported = await importOrders(context(), {
      files: [SAMPLE],
      asOf: null,
      map: {},
      dateFormat: null,
      timezone: null,
      currency: 'GBP',
      marginRate: 0.3,
      rejectedPath: null,
    });
    valued = await valueCustomers(context(), imported, OPTIONS);
  });
  afterAll(() => facts.close());

  test('the summary keeps its schema, also after JSON', () => {
    expect(valueSummary.parse(JSON.parse(JSON.stringify(valued.summary)))).toEqual(valued.summary);
  });

  test('the back-test on the last 90 days is there, with the naive rule', () => {
    const test = valued.summary.backTest;
    expect(test).toMatchObject({ from: '2011-09-10', to: '2011-12-09', days: 90 });
    const names = test?.models.map(({ model }) => model) ?? [];
    expect(names).toEqual(
      expect.arrayContaining(['bg-nbd', 'mbg-nbd', 'pareto-nbd', 'nbd', 'naive-rate', 'silence-rule']),
    );
    expect(test?.calibration.map(({ x }) => x)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7+']);
    const actual = test?.calibration.reduce((sum, { customers, actualMean }) => sum + customers * actualMean, 0);
    expect(actual).toBeCloseTo(test?.actualPurchases ?? 0, 6);
  });

  test('no departure is seen, the naive rule is closer, and both are said; the rung is named and still answers', () => {
    const { summary, customers } = valued;
    const codes = (findings: readonly { code: string }[]) => findings.map(({ code }) => code);
    expect(summary.rung).toBe('pooled');
    expect(summary.chosenModel).toBe('nbd');
    expect(codes(summary.findings)).toEqual(expect.arrayContaining(['rung_pooled', 'no_departure_seen']));
    for (const fit of summary.fits.filter(({ model }) => model !== 'nbd')) {
      expect(codes(fit.findings)).toContain('boundary_no_dropout');
    }
    expect(summary.backTest?.verdict.code).toBe('naive_better');
    for (const column of [customers.expectedPurchases, customers.futureValue, customers.pAlive, customers.lostDays]) {
      expect(column.every(Number.isFinite)).toBe(true);
    }
    expect(summary.customerAsset).toBeCloseTo(
      customers.futureValue.reduce((sum, value) => sum + value, 0),
      6,
    );
  });

  test('nobody with a purchase in the last week is beyond the lost limit; limits stand in order', () => {
    const { count, lastDay, calmDays, riskDays, lostDays } = valued.customers;
    for (let i = 0; i < count; i++) {
      expect(calmDays[i]).toBeLessThan(riskDays[i]);
      expect(riskDays[i]).toBeLessThan(lostDays[i]);
      if (imported.asOf - lastDay[i] <= 7) expect(imported.asOf - lastDay[i]).toBeLessThan(lostDays[i]);
    }
  });

  test('lives add up to the customers, and an open life is lost exactly when the limit has passed', async () => {
    const { count, x, totalMargin, lastDay, lostDays, life, lifeStart } = valued.customers;
    const lives = await facts.columns<
      'customer_key' | 'life' | 'start_day' | 'purchases' | 'margin_minor' | 'lost_day'
    >('SELECT customer_key, life, start_day, purchases, margin_minor, lost_day FROM lives');
    const purchases = new Float64Array(count);
    const margin = new Float64Array(count);
    lives.customer_key.forEach((key, row) => {
      purchases[key] += lives.purchases[row];
      margin[key] += lives.margin_minor[row] / 100;
      if (lives.life[row] !== life[key]) return;
      expect(lives.start_day[row]).toBe(lifeStart[key]);
      expect(!Number.isNaN(lives.lost_day[row])).toBe(imported.asOf - lastDay[key] >= lostDays[key]);
    });
    expect([...purchases]).toEqual([...x].map((repeats) => repeats + 1));
    margin.forEach((sum, key) => {
      expect(sum).toBeCloseTo(totalMargin[key], 6);
    });
    expect(Math.max(...life)).toBeGreaterThan(1);
  });

  test('the same input gives the same output, to the last bit', async () => {
    const again = await valueCustomers(context(), imported, OPTIONS);
    expect(again.summary).toEqual(valued.summary);
    expect(again.customers).toEqual(valued.customers);
  });

  test('both languages say the verdict, every finding and no key', () => {
    for (const locale of ['en', 'zh-CN']) {
      const text = describeValue(valued.summary, createTranslator(locale));
      expect(text).toContain('NBD');
      expect(text).not.toMatch(/value\.|\{\{|NaN|undefined/);
    }
  });
});
