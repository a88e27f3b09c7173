import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Invented, invent } from '../../test/learn-fixture.ts';
import { ACTIONS, RULES, TIERS } from '../decide/contract.ts';
import { type Facts, openFacts } from '../platform/facts.ts';
import { createTranslator } from '../platform/i18n.ts';
import { SILENT } from '../platform/progress.ts';
import { isoFromDay } from '../platform/time.ts';
import { STATES } from '../risk/contract.ts';
import { writeCustomers } from './write-customers.ts';

const NASTY = [
  '=1+1',
  '+49 30',
  '-7',
  '@sum',
  '\tx',
  '\rx',
  'a,b',
  'say "hi"',
  'two\nlines',
  "O'Neil",
  '客户一',
  '<b>',
];
const COLUMNS =
  'customer_id,first_purchase,last_purchase,x,t_x,T,mean_margin,state,episode,p_alive,expected_purchases,future_value,' +
  'sltv,sltv_low,sltv_high,tier,reason,attitude,action,offer,control,delta,because';

type Row = Record<string, string>;

let facts: Facts;
let folder: string;
let invented: Invented;
let ids: string[];

async function write(locale: string): Promise<void> {
  const context = { facts, progress: SILENT, translator: createTranslator(locale), seed: 7 };
  await writeCustomers(context, invented.imported, { ...invented.results, out: folder });
}
const read = async (name: string) => readFile(join(folder, name), 'utf8');
const rowsOf = async (name: string) => parse(await read(name), { columns: true }) as Row[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "winback o'clock-"));
  facts = await openFacts({ threads: 2 });
  ids = [...NASTY, ...Array.from({ length: 3000 }, (_, i) => `C${i}`)];
  invented = await invent(facts, ids);
  await write('en');
});
afterAll(async () => {
  facts.close();
  await rm(folder, { recursive: true });
});

describe('customers.csv', () => {
  it('has one row per customer in the order of the keys, with the columns in their stated order', async () => {
    const text = await read('customers.csv');
    expect(text.slice(0, text.indexOf('\n'))).toBe(COLUMNS);
    const rows = await rowsOf('customers.csv');
    expect(rows).toHaveLength(ids.length);
    expect(rows.slice(NASTY.length).map(({ customer_id }) => customer_id)).toEqual(ids.slice(NASTY.length));
  });

  it('gives back what was computed, empty where nothing is known', async () => {
    const { valued, risked, decided } = invented.results;
    const values = valued.customers;
    for (const [key, row] of (await rowsOf('customers.csv')).entries()) {
      expect(row.first_purchase).toBe(isoFromDay(values.firstDay[key] ?? 0));
      expect(Number(row.t_x)).toBe((values.lastDay[key] ?? 0) - (values.firstDay[key] ?? 0));
      expect(Number(row.T)).toBe(invented.imported.asOf - (values.firstDay[key] ?? 0));
      expect(Number(row.x)).toBe(values.x[key]);
      expect(Number(row.sltv)).toBeCloseTo(values.sltv[key] ?? Number.NaN, 1);
      expect(row.state).toBe(STATES[risked.customers.state[key] ?? -1]);
      expect(row.tier).toBe(TIERS[decided.customers.tier[key] ?? -1]);
      expect(row.control).toBe(String(decided.customers.control[key]));
      const alive = values.pAlive[key] ?? Number.NaN;
      if (Number.isNaN(alive)) expect(row.p_alive).toBe('');
      else expect(Number(row.p_alive)).toBe(Math.round(alive * 1e4) / 1e4);
    }
  });

  it('leaves no id that a spreadsheet would run, and every other id as it was', async () => {
    const written = (await rowsOf('customers.csv')).slice(0, NASTY.length).map(({ customer_id }) => customer_id);
    expect(written).toEqual(NASTY.map((id) => (/^[=+\-@\t\r]/.test(id) ? `'${id}` : id)));
  });

  it('is the same, byte for byte, when written again', async () => {
    const before = await Promise.all(['customers.csv', 'plan.csv'].map(read));
    const parquet = await readFile(join(folder, 'customers.parquet'));
    await write('en');
    expect(await Promise.all(['customers.csv', 'plan.csv'].map(read))).toEqual(before);
    expect((await readFile(join(folder, 'customers.parquet'))).equals(parquet)).toBe(true);
  });

  it('keeps codes in English and says the because in the language asked for', async () => {
    const english = await rowsOf('customers.csv');
    await write('zh-CN');
    const chinese = await rowsOf('customers.csv');
    await write('en');
    for (const [key, row] of chinese.entries()) {
      expect({ ...row, because: '' }).toEqual({ ...english[key], because: '' });
      expect(row.because).toMatch(/\p{Script=Han}/u);
      expect(english[key]?.because).not.toMatch(/\p{Script=Han}/u);
    }
  });
});

describe('customers.parquet', () => {
  it('holds the same rows with the ids untouched', async () => {
    const path = join(folder, 'customers.parquet').replaceAll("'", "''");
    const rows = await facts.rows<{ customer_id: string; first_purchase: Date; sltv: number }>(
      `SELECT * FROM read_parquet('${path}')`,
    );
    expect(rows.map(({ customer_id }) => customer_id)).toEqual(ids);
    expect(Object.keys(rows[0] ?? {}).join(',')).toBe(COLUMNS);
  });
});

describe('plan.csv', () => {
  it('lists whom to contact, what adds most first, and nobody else', async () => {
    const plan = await rowsOf('plan.csv');
    const { rule, action } = invented.results.decided.customers;
    const chosen = rule.filter((code) => code === RULES.indexOf('chosen')).length;
    expect(plan).toHaveLength(chosen);
    const deltas = plan.map(({ delta }) => Number(delta));
    expect(deltas).toEqual([...deltas].sort((a, b) => b - a));
    const keyOf = new Map(ids.map((id, key) => [id, key]));
    for (const row of plan) {
      const key = keyOf.get((row.customer_id ?? '').replace(/^'/, '')) ?? keyOf.get(row.customer_id ?? '') ?? -1;
      expect(row.action).toBe(ACTIONS[action[key] ?? -1]);
      expect(Number(row.cost)).toBeGreaterThan(0);
      expect(row.because).not.toBe('');
    }
  });
});
