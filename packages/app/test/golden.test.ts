import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AnalysisSummary, analysisSummary } from '../src/contract.ts';
import { type Facts, openFacts } from '../src/platform/facts.ts';
import { runCommand } from './run-command.ts';

const sample = fileURLToPath(new URL('../../../examples/online-retail.csv.gz', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'winback-golden-'));
const out = join(folder, 'en');
let summary: AnalysisSummary;
let facts: Facts;

const analyzeSample = (target: string, ...more: string[]) =>
  runCommand('analyze', sample, '--currency', 'GBP', '--seed', '7', '--out', target, '--quiet', ...more);

beforeAll(async () => {
  const { exitCode, stderr } = await analyzeSample(out);
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')) as AnalysisSummary;
  facts = await openFacts();
  await facts.run(`CREATE TABLE customers AS SELECT * FROM '${join(out, 'customers.parquet')}'`);
});
afterAll(() => {
  facts?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the Online Retail sample, from file to decisions', () => {
  test('every row is accounted for, with the published counts', () => {
    const { reconciliation, rejectedBy, counts, quality } = summary.import;
    expect(reconciliation).toEqual({ read: 541_909, used: 397_884, netted: 8_905, rejected: 135_120 });
    expect(rejectedBy[0]).toEqual({ reason: 'no_customer', field: 'customer_id', rows: 135_080 });
    expect(counts).toMatchObject({
      withoutCustomer: 135_080,
      onCancellationInvoices: 9_288,
      negativeQuantity: 10_624,
      priceNotPositive: 2_517,
      orderIds: 25_900,
    });
    expect(quality.countries).toBe(38);
    expect(quality.customers + (counts.customersWithoutSale ?? 0)).toBe(4_372);
    expect(quality.customers).toBe(4_338);
  });

  test('wholesalers stand on top of the concentration curve', () => {
    const [first, second] = summary.import.quality.largest;
    expect([first?.customerId, second?.customerId]).toEqual(['14646', '18102']);
    const curve = summary.import.quality.concentration;
    expect(curve.find(({ customerShare }) => customerShare >= 0.01)?.revenueShare).toBeGreaterThan(0.25);
  });

  test('the summary is of its schema, and the schema is the published one', () => {
    expect(() => analysisSummary.parse(summary)).not.toThrow();
  });

  test('the back-test covers the last 90 days and says that the naive rule is closer, and which rung was taken', () => {
    const { backTest, rung, fits } = summary.value;
    expect(backTest).toMatchObject({ from: '2011-09-10', to: '2011-12-09', days: 90 });
    const mae = (model: string) => backTest?.models.find((row) => row.model === model)?.mae ?? Number.NaN;
    expect(mae('naive-rate')).toBeLessThan(Math.min(mae('bg-nbd'), mae('mbg-nbd'), mae('pareto-nbd')));
    expect(backTest?.verdict.code).toBe('naive_better');
    expect(rung).toBe('pooled');
    for (const model of ['bg-nbd', 'mbg-nbd', 'pareto-nbd']) {
      const findings = fits.find((fit) => fit.model === model)?.findings ?? [];
      expect(
        findings.map(({ code }) => code),
        model,
      ).toContain('boundary_no_dropout');
    }
  });

  test('there is one row per customer, with an answer in every column', async () => {
    const [row] = await facts.rows<Record<string, bigint>>(`SELECT count(*) AS n, count(DISTINCT customer_id) AS ids,
      count(*) FILTER (isfinite(future_value::DOUBLE) AND sltv >= 0 AND sltv_low <= sltv AND sltv <= sltv_high) AS valued,
      count(*) FILTER (length(because) > 20) AS explained FROM customers`);
    expect(row).toEqual({ n: 4338n, ids: 4338n, valued: 4338n, explained: 4338n });
  });

  test('nobody with a purchase in the last week is called lost', async () => {
    const [row] = await facts.rows<{ recent: bigint; lost: bigint }>(`SELECT
      count(*) FILTER (last_purchase > DATE '2011-12-02') AS recent,
      count(*) FILTER (last_purchase > DATE '2011-12-02' AND state = 'lost') AS lost FROM customers`);
    expect(Number(row?.recent)).toBeGreaterThan(300);
    expect(row?.lost).toBe(0n);
  });

  test('states, plan and control group agree with the summary', async () => {
    const states = await facts.rows<{ state: string; n: bigint }>(
      'SELECT state, count(*) AS n FROM customers GROUP BY state',
    );
    for (const { state, customers } of summary.risk.states) {
      expect(Number(states.find((row) => row.state === state)?.n ?? 0n), state).toBe(customers);
    }
    const [plan] = await facts.rows<{ contacted: bigint; control: bigint; both: bigint }>(`SELECT
      count(*) FILTER (action <> 'none') AS contacted, count(*) FILTER (control = 1) AS control,
      count(*) FILTER (action <> 'none' AND control = 1) AS both FROM customers`);
    expect(plan).toEqual({
      contacted: BigInt(summary.plan.contacted),
      control: BigInt(summary.plan.control),
      both: 0n,
    });
    const planRows = readFileSync(join(out, 'plan.csv'), 'utf8').trimEnd().split('\n').length - 1;
    expect(planRows).toBe(summary.plan.contacted);
  });

  test('the bucket closes: opening + new + returned − lost = closing, and its leak is the lost of the states', () => {
    let closing = 0;
    for (const month of summary.learn.leakyBucket) {
      expect(month.opening).toBe(closing);
      closing = month.opening + month.new + month.returned - month.lost - month.lostAgain;
      expect(month.closing).toBe(closing);
    }
    const lost = summary.risk.states.find(({ state }) => state === 'lost')?.customers ?? Number.NaN;
    expect(closing + lost).toBe(summary.import.quality.customers);
  });

  test('the second life is graded beside the two simpler methods at several cuts', () => {
    const { grades } = summary.value.secondLife;
    expect(grades.length).toBeGreaterThanOrEqual(2);
    for (const grade of grades) {
      expect(grade.value.map(({ method }) => method)).toEqual([
        'second life',
        'first life continued',
        'average of all returners',
      ]);
      expect(grade.returned).toBeGreaterThan(30);
    }
    expect(new Set(grades.map(({ lostAtCut }) => lostAtCut)).size).toBe(grades.length);
  });

  test('the same input and seed give the same bytes; another seed another control group', async () => {
    const again = join(folder, 'again');
    await analyzeSample(again);
    const files = readdirSync(out).sort();
    expect(files).toEqual([
      'customers.csv',
      'customers.parquet',
      'plan.csv',
      'rejected.csv',
      'report.html',
      'summary.json',
    ]);
    for (const file of files) {
      expect(readFileSync(join(again, file)).equals(readFileSync(join(out, file))), file).toBe(true);
    }
    const other = join(folder, 'other');
    await analyzeSample(other, '--seed', '8');
    expect(readFileSync(join(other, 'customers.csv')).equals(readFileSync(join(out, 'customers.csv')))).toBe(false);
  });

  test('limits hold: budget and hours are never exceeded', async () => {
    const target = join(folder, 'limited');
    const { exitCode, stdout } = await runCommand(
      ...['analyze', sample, '--currency', 'GBP', '--out', target, '--budget', '300', '--agent-hours', '5', '--json'],
    );
    expect(exitCode).toBe(0);
    const { plan } = JSON.parse(stdout) as AnalysisSummary;
    expect(plan.cost).toBeLessThanOrEqual(300);
    expect(plan.hours).toBeLessThanOrEqual(5);
    expect(plan.expectedGain).toBeLessThan(summary.plan.expectedGain);
    expect(plan.byRule.find(({ rule }) => rule === 'over_budget')?.customers).toBeGreaterThan(0);
  });
});

describe('in Chinese', () => {
  test('a small Chinese file becomes a Chinese report; the terminal speaks Chinese', async () => {
    const file = join(folder, '订单.csv');
    const rows = Array.from({ length: 400 }, (_, i) => {
      const day = new Date(Date.UTC(2023, 0, 1 + ((i * 37) % 700))).toISOString().slice(0, 10);
      return `D${i},会员${i % 60},${day},${(20 + (i % 90)).toFixed(2)}`;
    });
    writeFileSync(file, `订单编号,会员编号,付款时间,实付金额\n${rows.join('\n')}\n`);
    const target = join(folder, 'zh');
    const { exitCode, stdout } = await runCommand(
      'analyze',
      file,
      '--lang',
      'zh-CN',
      '--currency',
      'CNY',
      '--out',
      target,
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain('400');
    const report = readFileSync(join(target, 'report.html'), 'utf8');
    expect(report).toContain('lang="zh-CN"');
    expect(stdout).not.toMatch(/\{\{|\b(ingest|value|risk|decide|second-life)\.[a-z]/);
  });
});

describe('a folder that takes nothing', () => {
  test.each(['/proc/winback', join(fileURLToPath(import.meta.url), 'inside-a-file')])(
    '%s is refused in a sentence',
    async (target) => {
      const { exitCode, stderr } = await runCommand('analyze', sample, '--out', target, '--quiet');
      expect(exitCode).toBe(6);
      expect(stderr).toContain(target);
    },
  );
});

describe('a run that is stopped', () => {
  test('leaves nothing behind and says so', async () => {
    const target = join(folder, 'stopped');
    const { exitCode, stderr } = await runCommand('analyze', join(folder, 'missing.csv'), '--out', target);
    expect(exitCode).toBe(4);
    expect(stderr).toContain('missing.csv');
    expect(existsSync(target) ? readdirSync(target) : []).toEqual([]);
  });
});
