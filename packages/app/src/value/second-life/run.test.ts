import { afterEach, expect, test } from 'vitest';
import { loadOnlineRetail, withoutOnlineRetail } from '../../../test/online-retail.ts';
import { simulateLives } from '../../../test/simulated-lives.ts';
import type { ImportedFacts } from '../../ingest/contract.ts';
import type { RunContext } from '../../platform/context.ts';
import { type Facts, openFacts } from '../../platform/facts.ts';
import { createTranslator } from '../../platform/i18n.ts';
import { SILENT } from '../../platform/progress.ts';
import type { CustomerValues, ValueSummary } from '../contract.ts';
import { limitsOf } from '../rhythm.ts';
import { describeSecondLife } from '../second-life-commands.ts';
import { readCustomersNow } from '../store.ts';
import { createLives } from '../store-lives.ts';
import { lossesUntil } from './losses.ts';
import { valueSecondLives } from './run.ts';
import { readTimelines } from './store.ts';
import { lostRuleAt, traitScale } from './timelines.ts';

let facts: Facts | undefined;
afterEach(() => facts?.close());

type Base = Omit<CustomerValues, 'returnProbability' | 'sltv' | 'sltvLow' | 'sltvHigh'>;

/** The second life on tables that are there, with what the rest of the stage would hand over. */
async function value(facts: Facts, imported: ImportedFacts, horizonDays: number) {
  const timelines = await readTimelines(facts, imported, imported.customers);
  const rule = lostRuleAt(timelines, imported.asOf);
  const lives = await createLives(facts, rule, imported);
  const { customers: now } = await readCustomersNow(facts, imported);
  const base = {
    ...now,
    ...lives,
    count: now.x.length,
    meanMargin: now.margin.map((margin, i) => margin / ((now.x[i] ?? 0) + 1)),
    lostDays: limitsOf(rule, now),
  } as unknown as Base;
  const run: RunContext = { facts, progress: SILENT, translator: createTranslator('en'), seed: 1 };
  const options = { unit: 'day', horizonDays, discountRate: 0.1 } as const;
  return { timelines, rule, base, ...(await valueSecondLives(run, imported, { base, lives, options })) };
}

async function loadPurchases(
  facts: Facts,
  rows: readonly (readonly [number, number, number])[],
): Promise<ImportedFacts> {
  await facts.create('raw', {
    customer_key: Int32Array.from(rows, ([key]) => key),
    day: Int32Array.from(rows, ([, day]) => day),
    margin: Float64Array.from(rows, ([, , margin]) => Math.round(100 * margin)),
  });
  await facts.run(`CREATE TABLE purchases AS SELECT customer_key, day, margin::BIGINT AS revenue_minor,
    margin::BIGINT AS margin_minor, 1 AS orders FROM raw ORDER BY customer_key, day`);
  const days = rows.map(([, day]) => day);
  const [firstDay, lastDay] = [Math.min(...days), Math.max(...days)];
  const customers = new Set(rows.map(([key]) => key)).size;
  return { customers, asOf: lastDay, firstDay, lastDay, currency: null } as ImportedFacts;
}

const codesOf = (summary: ValueSummary['secondLife']) => summary.findings.map(({ code }) => code);

test('losses are cut by the rule of the table lives', async () => {
  facts = await openFacts();
  const simulated = simulateLives({
    customers: 400,
    days: 900,
    seed: 3,
    gapShape: 2,
    typicalGap: 20,
    secondGap: (gap) => gap,
    secondMargin: (margin) => margin,
    firstLength: 200,
    secondLength: 200,
    returnRate: () => 0.01,
  });
  const rows = Array.from({ length: simulated.customers }, (_, customer) => customer).flatMap((customer) =>
    Array.from(
      simulated.day.subarray(simulated.offsets[customer], simulated.offsets[customer + 1]),
      (day, i) => [customer, day, simulated.margin[(simulated.offsets[customer] ?? 0) + i] ?? 0] as const,
    ),
  );
  const imported = await loadPurchases(facts, rows);
  const { timelines, rule, summary } = await value(facts, imported, 200);
  if (rule === null) throw new Error('no rule of loss');
  const losses = lossesUntil(timelines, rule, {
    until: imported.asOf,
    scale: traitScale(timelines, imported.asOf, rule),
  });
  const lives = await facts.columns<'customer_key' | 'life' | 'last_day' | 'lost_day'>(
    'SELECT customer_key, life, last_day, lost_day FROM lives WHERE lost_day IS NOT NULL ORDER BY customer_key, life',
  );
  expect(losses.count).toBeGreaterThan(200);
  expect([...losses.customer]).toEqual([...lives.customer_key]);
  expect([...losses.life]).toEqual([...lives.life]);
  const lastDays = Array.from(losses.last, (at) => timelines.day[at] ?? 0);
  expect(lastDays).toEqual([...lives.last_day]);
  expect(lastDays.map((day, row) => day + (losses.limit[row] ?? 0))).toEqual([...lives.lost_day]);
  expect(summary.secondLives).toBe(losses.next.filter((next) => next >= 0).length);
});

test('where nobody bought twice, there is not enough data, and nothing is made up', async () => {
  facts = await openFacts();
  const imported = await loadPurchases(facts, [
    [0, 100, 5],
    [1, 110, 7],
  ]);
  const { summary, sltv, returnProbability } = await value(facts, imported, 90);
  expect(summary).toMatchObject({ rung: 'not enough data', secondLives: 0, factor: null, grades: [] });
  expect(codesOf(summary)).toEqual(expect.arrayContaining(['nobody_bought_twice', 'second_life_history_too_short']));
  expect([...sltv, ...returnProbability].every(Number.isNaN)).toBe(true);
});

test('with few second lives the first one is continued at the stated factor, without an interval', async () => {
  facts = await openFacts();
  const rows = [0, 1, 2, 3].flatMap((key) => [0, 10, 20, 30, 40, 50, 60].map((day) => [key, day + key, 10] as const));
  const imported = await loadPurchases(facts, [...rows, [4, 400, 10]]);
  const { summary, sltv, sltvHigh, returnProbability } = await value(facts, imported, 100);
  expect(summary).toMatchObject({ rung: 'first life shrunk', secondLives: 0, factor: 0.5 });
  expect(codesOf(summary)).toEqual(expect.arrayContaining(['few_second_lives', 'interval_unknown', 'return_pooled']));
  // Seven purchases over 60 days and a mean gap of 10 days: 10 a purchase, 1 + 100 / 10 of them, half of that, discounted.
  expect(sltv[0]).toBeLessThan(55);
  expect(sltv[0]).toBeGreaterThan(54);
  expect(sltvHigh[0]).toBeNaN();
  for (const chance of returnProbability) expect(chance > 0 && chance < 0.1).toBe(true);
});

test('Online Retail: the second life is graded on earlier cuts, and the same run gives the same bytes', async (context) => {
  if (withoutOnlineRetail !== null) context.skip(withoutOnlineRetail);
  facts = await openFacts();
  const imported = await loadOnlineRetail(facts);
  const first = await value(facts, imported, 90);
  const { summary, base } = first;
  expect(summary.rung).toBe('second lives');
  expect(summary.grades.map(({ cut }) => cut)).toEqual(['2011-09-10', '2011-07-27', '2011-06-12']);
  for (const grade of summary.grades) {
    expect(grade.returned).toBeGreaterThan(80);
    expect(grade.returnChance.auc).toBeGreaterThan(0.55);
    expect(Math.abs(grade.returnChance.predictedMean - grade.returnChance.actualMean)).toBeLessThan(0.2);
    expect(grade.interval.covered).toBeGreaterThan(0.85);
    const error = Object.fromEntries(grade.value.map(({ method, mae }) => [method, mae ?? Number.NaN]));
    expect(error['second life']).toBeLessThan(error['first life continued'] ?? 0);
    expect(error['second life']).toBeLessThan(error['average of all returners'] ?? 0);
    expect(grade.value.every(({ fifths }) => fifths.length === 5)).toBe(true);
    expect(
      grade.value.every(({ fifths }) => fifths.reduce((sum, { customers }) => sum + customers, 0) === grade.returned),
    ).toBe(true);
  }
  const lostAtCuts = summary.grades.map(({ lostAtCut }) => lostAtCut);
  expect(lostAtCuts).toEqual([...lostAtCuts].sort((a, b) => b - a));
  expect(first.sltv.every((margin, i) => margin > (first.sltvLow[i] ?? 0) && margin < (first.sltvHigh[i] ?? 0))).toBe(
    true,
  );
  expect(first.returnProbability.every((chance) => chance > 0 && chance <= 1)).toBe(true);
  expect(base.count).toBe(4338);
  const again = await value(facts, imported, 90);
  expect(JSON.stringify(again.summary)).toBe(JSON.stringify(summary));
  expect(Buffer.from(again.sltv.buffer).equals(Buffer.from(first.sltv.buffer))).toBe(true);
  for (const locale of ['en', 'zh-CN']) {
    const text = describeSecondLife(summary, createTranslator(locale));
    expect(text).not.toContain('second-life.');
    expect(text).not.toContain('{{');
  }
});
