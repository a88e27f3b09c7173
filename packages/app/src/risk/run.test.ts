import { afterEach, expect, test } from 'vitest';
import { loadOnlineRetail, withoutOnlineRetail } from '../../test/online-retail.ts';
import type { RunContext } from '../platform/context.ts';
import { type Facts, openFacts } from '../platform/facts.ts';
import { createTranslator } from '../platform/i18n.ts';
import { SILENT } from '../platform/progress.ts';
import { valueCustomers } from '../value/index.ts';
import { describeRisk } from './commands.ts';
import { riskSummary, STATES } from './contract.ts';
import { assessRisks } from './index.ts';

let facts: Facts | undefined;
afterEach(() => facts?.close());

test('Online Retail: states, scores and episodes hold together', async (context) => {
  if (withoutOnlineRetail !== null) context.skip(withoutOnlineRetail);
  facts = await openFacts();
  const translator = createTranslator('en');
  const run: RunContext = { facts, progress: SILENT, translator, seed: 1 };
  const imported = await loadOnlineRetail(facts);
  const valued = await valueCustomers(run, imported, { unit: 'week', horizonDays: 90, discountRate: 0.1 });
  const { customers, summary } = await assessRisks(run, imported, valued);

  expect(() => riskSummary.parse(summary)).not.toThrow();
  const lost = STATES.indexOf('lost');
  const lastWeek = Array.from(customers.state).filter((_, key) => (customers.silentDays[key] ?? 0) <= 7);
  expect(lastWeek.length).toBeGreaterThan(300);
  expect(lastWeek).not.toContain(lost);

  expect(summary.states.map(({ state }) => state)).toEqual([...STATES]);
  expect(summary.states.reduce((sum, { customers: number }) => sum + number, 0)).toBe(4338);
  for (const { customers: number } of summary.states) expect(number).toBeGreaterThan(0);
  const futureValue = summary.states.reduce((sum, state) => sum + state.futureValue, 0);
  expect(futureValue / valued.summary.customerAsset).toBeCloseTo(1, 9);

  const { losses, returns, lostAgain, medianSilenceBeforeReturnDays } = summary.episodes;
  const open = losses - returns;
  expect(returns).toBe(valued.summary.secondLife.secondLives);
  expect(open).toBe(summary.states[lost]?.customers);
  expect(lostAgain).toBeLessThan(returns);
  expect(medianSilenceBeforeReturnDays).toBeGreaterThan(8);
  expect(customers.lossScore.every((score) => score >= 0 && score <= 1)).toBe(true);

  for (const locale of ['en', 'zh-CN']) {
    const text = describeRisk(summary, createTranslator(locale));
    expect(text).not.toContain('risk.');
    expect(text).not.toContain('{{');
  }
});
