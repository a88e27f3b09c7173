import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportedFacts } from '../ingest/contract.ts';
import type { RunContext } from '../platform/context.ts';
import { type Facts, openFacts } from '../platform/facts.ts';
import { currencyOf } from '../platform/money.ts';
import { SILENT } from '../platform/progress.ts';
import { dayFromIso } from '../platform/time.ts';
import { balanceMonths, FLOWS } from './bucket.ts';
import { surviveByQuarter } from './cohorts.ts';
import { measureBucket } from './run-bucket.ts';

let facts: Facts;
beforeAll(async () => {
  facts = await openFacts({ threads: 1 });
});
afterAll(() => facts.close());

interface Life {
  readonly customer: number;
  readonly life: number;
  readonly purchases: readonly { readonly day: number; readonly margin: number }[];
  readonly lostDay: number | null;
}

async function measure(lives: readonly Life[], first: string, asOf: string) {
  await facts.run(`CREATE OR REPLACE TABLE lives (customer_key INTEGER, life INTEGER, start_day INTEGER,
    last_day INTEGER, purchases INTEGER, margin_minor BIGINT, lost_day INTEGER)`);
  await facts.run(`CREATE OR REPLACE TABLE purchases (customer_key INTEGER, day INTEGER, revenue_minor BIGINT,
    margin_minor BIGINT, orders INTEGER)`);
  const lifeRows = lives.map(({ customer, life, purchases, lostDay }) => {
    const days = purchases.map(({ day }) => day);
    const margin = purchases.reduce((sum, purchase) => sum + purchase.margin, 0);
    return `(${customer}, ${life}, ${Math.min(...days)}, ${Math.max(...days)}, ${days.length}, ${margin}, ${lostDay})`;
  });
  const purchaseRows = lives.flatMap(({ customer, purchases }) =>
    purchases.map(({ day, margin }) => `(${customer}, ${day}, ${margin * 3}, ${margin}, 1)`),
  );
  await facts.run(`INSERT INTO lives VALUES ${lifeRows.join(', ')}`);
  await facts.run(`INSERT INTO purchases VALUES ${purchaseRows.join(', ')}`);
  const context = { facts, progress: SILENT } as RunContext;
  const imported = { asOf: dayFromIso(asOf), firstDay: dayFromIso(first), currency: currencyOf('GBP') };
  return measureBucket(context, imported as ImportedFacts);
}

const on = (iso: string, margin = 100) => ({ day: dayFromIso(iso), margin });

describe('the leaky bucket', () => {
  it('gives the figures of requirement S2-003: 1,000 + 200 + 20 − 150 = 1,070, a hole of 15.0 %', async () => {
    const lives: Life[] = [];
    for (let customer = 0; customer < 1020; customer++) {
      // The first 20 were lost before the month and come back in it; the next 150 are lost in it.
      const lostDay = customer < 20 ? dayFromIso('2024-01-31') : customer < 170 ? dayFromIso('2024-02-15') : null;
      lives.push({ customer, life: 1, purchases: [on('2024-01-01')], lostDay });
      if (customer < 20) lives.push({ customer, life: 2, purchases: [on('2024-02-20')], lostDay: null });
    }
    for (let customer = 1020; customer < 1220; customer++) {
      lives.push({ customer, life: 1, purchases: [on('2024-02-10')], lostDay: null });
    }
    const { leakyBucket } = await measure(lives, '2024-01-01', '2024-02-29');
    expect(leakyBucket[1]).toMatchObject({
      month: '2024-02',
      complete: true,
      opening: 1000,
      new: 200,
      returned: 20,
      lost: 150,
      lostAgain: 0,
      closing: 1070,
      hole: 0.15,
    });
  });

  it('splits the money of a month by who bought, and counts what the lost had brought in their last 365 days', async () => {
    const { leakyBucket } = await measure(
      [
        { customer: 0, life: 1, purchases: [on('2023-01-05', 500), on('2023-01-20', 300)], lostDay: null },
        {
          customer: 1,
          life: 1,
          purchases: [on('2023-01-06', 1000), on('2023-01-07', 700), on('2024-01-06', 40)],
          lostDay: dayFromIso('2024-03-01'),
        },
        { customer: 1, life: 2, purchases: [on('2024-03-05', 90)], lostDay: null },
        { customer: 2, life: 1, purchases: [on('2024-03-31', 7)], lostDay: null },
        { customer: 3, life: 1, purchases: [on('2024-02-29', 5), on('2024-03-01', 11)], lostDay: null },
      ],
      '2023-01-01',
      '2024-04-10',
    );
    const march = leakyBucket.find(({ month }) => month === '2024-03');
    expect(march).toMatchObject({ newMargin: 0.07, knownMargin: 0.11, returnedMargin: 0.9, lost: 1, returned: 1 });
    // 2024-01-06 less 365 days reaches back to 2023-01-07, not to the day before.
    expect(march?.lostMargin).toBe(7.4);
    expect(leakyBucket[0]).toMatchObject({ opening: 0, hole: null, newMargin: 25, knownMargin: 0 });
    expect(leakyBucket.at(-1)).toMatchObject({ month: '2024-04', complete: false, new: 0 });
  });

  it('balances whatever the lives are', () => {
    const flow = fc.record({
      day: fc.integer({ min: 0, max: 1500 }),
      kind: fc.integer({ min: 0, max: FLOWS.length - 1 }),
      amount: fc.integer({ min: 0, max: 1e6 }),
    });
    fc.assert(
      fc.property(fc.array(flow), (flows) => {
        const months = balanceMonths(
          {
            day: flows.map(({ day }) => day),
            kind: flows.map(({ kind }) => kind),
            amount: flows.map(({ amount }) => amount),
          },
          { firstDay: 0, asOf: 1500, minorPerMajor: 100 },
        );
        const total = (name: (typeof FLOWS)[number]) =>
          flows.reduce((sum, { kind, amount }) => sum + (FLOWS[kind] === name ? amount : 0), 0);
        for (const [index, month] of months.entries()) {
          expect(month.closing).toBe(month.opening + month.new + month.returned - month.lost - month.lostAgain);
          expect(month.opening).toBe(months[index - 1]?.closing ?? 0);
        }
        expect(months.at(-1)?.closing).toBe(total('new') + total('returned') - total('lost') - total('lostAgain'));
        const money = months.reduce((sum, m) => sum + m.newMargin + m.knownMargin + m.returnedMargin, 0);
        expect(money).toBeCloseTo(total('margin') / 100, 2);
      }),
    );
  });

  it('refuses a flow outside the period instead of losing it', () => {
    expect(() =>
      balanceMonths({ day: [40], kind: [0], amount: [1] }, { firstDay: 0, asOf: 30, minorPerMajor: 100 }),
    ).toThrow(RangeError);
  });
});

describe('rates and cohorts', () => {
  it('counts who was lost of those who were customers a year ago, and says nothing of too few', async () => {
    const base = (customers: number, lost: number): Life[] =>
      Array.from({ length: customers }, (_, customer) => ({
        customer,
        life: 1,
        purchases: [on('2022-06-01')],
        lostDay: customer < lost ? dayFromIso('2023-08-01') : null,
      }));
    const enough = await measure(
      [...base(40, 10), { customer: 0, life: 2, purchases: [on('2023-10-01')], lostDay: null }],
      '2022-06-01',
      '2023-12-31',
    );
    expect(enough).toMatchObject({ yearlyLossRate: 0.25, recoveryRate: 0.1 });
    expect(await measure(base(29, 0), '2022-06-01', '2023-12-31')).toMatchObject({
      yearlyLossRate: null,
      recoveryRate: null,
    });
  });

  it('follows a cohort from the quarter of its first purchase to the as-of day; who returns counts again', async () => {
    const { cohorts } = await measure(
      [
        { customer: 0, life: 1, purchases: [on('2023-02-01')], lostDay: dayFromIso('2023-06-30') },
        { customer: 0, life: 2, purchases: [on('2023-11-01')], lostDay: null },
        { customer: 1, life: 1, purchases: [on('2023-03-31')], lostDay: null },
        { customer: 2, life: 1, purchases: [on('2023-04-01')], lostDay: dayFromIso('2023-10-01') },
      ],
      '2023-02-01',
      '2023-11-15',
    );
    expect(cohorts).toEqual([
      { cohort: '2023-Q1', customers: 2, surviving: [1, 0.5, 0.5, 1] },
      { cohort: '2023-Q2', customers: 1, surviving: [1, 1, 0] },
    ]);
  });

  it('counts a customer once who is lost and back within the first quarter', () => {
    const cohorts = surviveByQuarter(
      { cohort: [0, 0], start: [0, 0], lost: [0, Number.NaN], lives: [1, 1], first: [1, 0] },
      1,
    );
    expect(cohorts).toEqual([{ cohort: '1970-Q1', customers: 1, surviving: [1, 1] }]);
  });
});
