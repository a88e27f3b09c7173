import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportedFacts } from '../ingest/contract.ts';
import type { RunContext } from '../platform/context.ts';
import { type Facts, openFacts } from '../platform/facts.ts';
import { createTranslator } from '../platform/i18n.ts';
import { SILENT } from '../platform/progress.ts';
import { type Risked, STATES } from '../risk/contract.ts';
import type { CustomerValues, Valued } from '../value/contract.ts';
import { INFERRED_REASONS, reasonSummary } from './contract.ts';
import { inferReasons } from './index.ts';

const COUNT = 200;
const LOST = STATES.indexOf('lost');
const ACTIVE = STATES.indexOf('active');

let facts: Facts;
let context: RunContext;

/** Of 200 customers the even ones are lost; the first half of these paid a fifth more on the last of four days. */
beforeEach(async () => {
  facts = await openFacts();
  context = { facts, progress: SILENT, translator: createTranslator('en'), seed: 1 };
  await facts.run(`CREATE TABLE order_lines AS
    SELECT c::INTEGER AS customer_key, (d * 10)::INTEGER AS day, 'o' AS order_id, 'tea' AS product,
      NULL::VARCHAR AS category, 1.0::DOUBLE AS quantity,
      if(c % 2 = 0 AND c < 100 AND d = 4, 6.0, 5.0)::DOUBLE AS unit_price,
      if(c % 2 = 0 AND c < 100 AND d = 4, 600, 500)::BIGINT AS revenue_minor
    FROM range(${COUNT}) t(c), range(1, 5) u(d)`);
  await facts.run(
    `CREATE TABLE returned (customer_key INTEGER, day INTEGER, purchase_day INTEGER, revenue_minor BIGINT)`,
  );
  await facts.run('CREATE TABLE purchases AS SELECT customer_key, day, revenue_minor FROM order_lines');
});
afterEach(() => facts.close());

const known = (has: ImportedFacts['has']) => {
  const whole = (value: number) => new Int32Array(COUNT).fill(value);
  const customers = {
    count: COUNT,
    x: whole(3),
    firstDay: whole(10),
    lastDay: whole(40),
    lastGapDays: new Float64Array(COUNT).fill(10),
    futureValue: new Float64Array(COUNT).fill(7),
    sltv: new Float64Array(COUNT).fill(11),
  } as Partial<CustomerValues> as CustomerValues;
  return {
    imported: { customers: COUNT, has } as Partial<ImportedFacts> as ImportedFacts,
    valued: { customers } as Partial<Valued> as Valued,
    risked: {
      customers: { state: Uint8Array.from({ length: COUNT }, (_, key) => (key % 2 === 0 ? LOST : ACTIVE)) },
    } as Partial<Risked> as Risked,
  };
};

describe('a whole run', () => {
  it('finds those who left after a price rise that nobody saw who stays', async () => {
    const { customers, summary } = await inferReasons(
      context,
      known({ product: true, category: false, unitPrice: true }),
    );
    for (let key = 0; key < COUNT; key += 1) {
      const expected = key % 2 === 0 && key < 100 ? 'price_rise' : 'unknown';
      expect(INFERRED_REASONS[customers.reason[key] as number]).toBe(expected);
      if (expected === 'price_rise') expect(customers.evidence[key]).toBeCloseTo(0.2, 12);
    }
    expect(() => reasonSummary.parse(summary)).not.toThrow();
    expect(summary.known).toBe(0.5);
    const rise = summary.reasons.find(({ reason }) => reason === 'price_rise');
    expect(rise).toMatchObject({ way: 'bought_away', customers: 50, futureValueAtStake: 550 });
    expect(rise?.seen).toEqual({ troubled: 0.5, staying: 0 });
    const unknown = summary.reasons.find(({ reason }) => reason === 'unknown');
    expect(unknown).toMatchObject({ way: 'unknown', customers: 50, meanConfidence: 0 });
  });

  it('says unknown where the file has no columns to ask, and leaves no table behind', async () => {
    const { summary } = await inferReasons(context, known({ product: false, category: false, unitPrice: false }));
    expect(summary.known).toBe(0);
    const tables = await facts.rows<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_name LIKE 'reason%'`,
    );
    expect(tables).toEqual([]);
  });
});
