import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { describeImport } from '../src/ingest/commands.ts';
import { importSummary } from '../src/ingest/contract.ts';
import type { Facts } from '../src/platform/facts.ts';
import { createTranslator, locales } from '../src/platform/i18n.ts';
import { isoFromDay } from '../src/platform/time.ts';
import { lines } from './corpus/case.ts';
import { importFile } from './corpus/import-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'winback-ingest-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const rejectedPath = join(folder, 'rejected.csv');

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const RETAIL = fileURLToPath(
  new URL('../../../../shared/data/online-retail/online_retail_2010-12_2011-12.csv.gz', import.meta.url),
);

describe.skipIf(!existsSync(RETAIL))('Online Retail (skipped where the data set is not beside the repository)', () => {
  test('the published counts come out', async () => {
    await importFile({ files: [RETAIL], rejectedPath }, async ({ imported, facts, rejected }) => {
      const { summary } = imported;
      expect(importSummary.parse(summary)).toEqual(summary);
      expect(summary.reconciliation).toEqual({ read: 541_909, used: 397_884, netted: 8905, rejected: 135_120 });
      expect(summary.counts).toEqual({
        withoutCustomer: 135_080,
        onCancellationInvoices: 9288,
        negativeQuantity: 10_624,
        priceNotPositive: 2517,
        orderIds: 25_900,
        customersWithoutSale: 4372 - 4338,
      });
      expect(summary.level).toBe('line');
      expect(summary.quality).toMatchObject({ customers: 4338, countries: 38, repeatedLines: 5268, orders: 18_532 });
      expect(summary.period).toEqual({ first: '2010-12-01', last: '2011-12-09', asOf: '2011-12-09' });
      expect(rejected.length).toBe(135_120);
      const [money] = await facts.rows<Record<'sold' | 'back' | 'net', bigint>>(
        `SELECT (SELECT sum(revenue_minor)::BIGINT FROM order_lines) AS sold,
          (SELECT sum(revenue_minor)::BIGINT FROM returned WHERE purchase_day IS NOT NULL) AS back,
          (SELECT sum(revenue_minor)::BIGINT FROM purchases) AS net`,
      );
      expect(money?.sold).toBe(891_140_790n);
      expect((money?.sold ?? 0n) - (money?.back ?? 0n)).toBe(money?.net);
      expect(summary.quality.largest.slice(0, 3).map((customer) => customer.customerId)).toEqual([
        '14646',
        '18102',
        '17450',
      ]);
    });
  });
});

test('dates of every form become the right day', async () => {
  const forms: readonly (readonly [readonly string[], readonly string[], string | null])[] = [
    [['2024-02-29', '2024/3/1 7:05', '2024-03-02T23:30:00Z'], ['2024-02-29', '2024-03-01', '2024-03-02'], null],
    [
      ['2024-03-02T23:30:00Z', '2024-03-02 23:30:00', '2024-03-03T01:00:00+14:00'],
      ['2024-03-03', '2024-03-02', '2024-03-02'],
      'Asia/Shanghai',
    ],
    [['1/2/2024', '13/2/2024 18:00', '3/12/24'], ['2024-02-01', '2024-02-13', '2024-12-03'], null],
    [['1/2/2024', '2/13/2024 6:05 PM', '12/3/24'], ['2024-01-02', '2024-02-13', '2024-12-03'], null],
    [['01.02.2024', '3.12.2024 08:00', '31.12.24'], ['2024-02-01', '2024-12-03', '2024-12-31'], null],
    [['2024年2月1日', '2024年12月3日 8:05', '2024年12月03日'], ['2024-02-01', '2024-12-03', '2024-12-03'], null],
    [['1-Feb-2024', '3 December 2024', 'Feb 1, 2024'], ['2024-02-01', '2024-12-03', '2024-02-01'], null],
    [['20240201', '20241203120000', '19991231'], ['2024-02-01', '2024-12-03', '1999-12-31'], null],
    [['45323', '45629.75', '36525'], ['2024-02-01', '2024-12-03', '1999-12-31'], null],
    [['1706745600', '1706831999', '946684799'], ['2024-02-01', '2024-02-01', '1999-12-31'], null],
    [['1706745600000', '1706831999000', '1706745599000'], ['2024-02-01', '2024-02-01', '2024-01-31'], null],
    [['1706745599000', '1706745600000', '1706831999000'], ['2024-02-01', '2024-02-01', '2024-02-02'], 'Asia/Shanghai'],
  ];
  for (const [written, expected, timezone] of forms) {
    const file = write(
      'dates.csv',
      lines('customer_id,order_date,amount', ...written.map((date, i) => `c${i},"${date}",1`)),
    );
    const days = await importFile({ files: [file], timezone, asOf: '2199-01-01', rejectedPath }, async ({ facts }) =>
      facts.rows<{ day: number }>('SELECT day FROM order_lines ORDER BY customer_key'),
    );
    expect(days.map(({ day }) => isoFromDay(day))).toEqual(expected);
  }
});

test('money: tax, discount, cost and margin', async () => {
  const margins = async (header: string, row: string) => {
    const file = write('money.csv', lines(`customer,date,${header}`, `a,2024-01-05,${row}`));
    return importFile({ files: [file], rejectedPath }, async ({ facts }) => {
      const [money] = await facts.rows<{ r: bigint; m: bigint }>(
        'SELECT revenue_minor AS r, margin_minor AS m FROM purchases',
      );
      return [Number(money?.r), Number(money?.m)];
    });
  };
  expect(await margins('total,tax', '119,19')).toEqual([10_000, 3000]);
  expect(await margins('subtotal,tax', '119,19')).toEqual([11_900, 3570]);
  expect(await margins('price,qty,discount', '10,3,5')).toEqual([2500, 750]);
  expect(await margins('price,qty,discount', '10,3,0.1')).toEqual([2700, 810]);
  expect(await margins('price,qty,unit cost', '10,3,4')).toEqual([3000, 1800]);
  expect(await margins('amount,qty,total cost', '30,3,4')).toEqual([3000, 2600]);
  expect(await margins('price,qty', '0.005,1')).toEqual([1, 0]);
});

test('rejected rows can be mended and loaded again', async () => {
  const file = write(
    'broken.csv',
    lines(
      'customer_id,order_id,order_date,amount,note',
      "=1+1,1,2024-01-05,x,'@home",
      'b,2,2024-01-06,-,"+49 30, ""call"""',
      'c,3,2024-01-07,5,',
    ),
  );
  await importFile({ files: [file], rejectedPath }, async () => null);
  const text = readFileSync(rejectedPath, 'utf8');
  expect(text).toContain("'=1+1");
  expect(text).toContain("'+49 30");
  const mended = write('mended.csv', text.replace(/,x,/gu, ',7,').replace(/,'?-,"'/gu, ',8,"\''));
  await importFile(
    { files: [mended], rejectedPath: join(folder, 'again.csv') },
    async ({ imported, facts, rejected }) => {
      expect(rejected).toEqual([]);
      expect(imported.summary.reconciliation).toEqual({ read: 2, used: 2, netted: 0, rejected: 0 });
      const people = await facts.rows<{ customer_id: string }>(
        'SELECT customer_id FROM customers ORDER BY customer_key',
      );
      expect(people.map((person) => person.customer_id)).toEqual(['=1+1', 'b']);
    },
  );
});

interface Line {
  readonly customer: string;
  readonly day: number;
  readonly product: string;
  readonly cents: number;
}

/** Netting as one would do it by hand: each return looks back over the sales, product first. */
function netByHand(rows: readonly Line[]): Map<string, number> {
  const net = new Map<string, number>();
  const sales = rows.filter((row) => row.cents > 0);
  for (const { customer, day, cents } of sales)
    net.set(`${customer} ${day}`, (net.get(`${customer} ${day}`) ?? 0) + cents);
  for (const back of rows.filter((row) => row.cents < 0)) {
    const before = sales.filter((sale) => sale.customer === back.customer && sale.day <= back.day);
    const same = before.filter((sale) => sale.product === back.product);
    const day = Math.max(...(same.length > 0 ? same : before).map((sale) => sale.day));
    if (before.length > 0) net.set(`${back.customer} ${day}`, (net.get(`${back.customer} ${day}`) ?? 0) + back.cents);
  }
  return net;
}

async function readPurchases(facts: Facts): Promise<Map<string, number>> {
  const rows = await facts.rows<{ c: string; day: number; minor: bigint }>(
    `SELECT customer_id AS c, day - 19723 AS day, revenue_minor AS minor
     FROM purchases JOIN customers USING (customer_key) ORDER BY purchases.rowid`,
  );
  return new Map(rows.map(({ c, day, minor }) => [`${c} ${day}`, Number(minor)]));
}

test('returns are netted as by hand', async () => {
  const line = fc.record({
    customer: fc.constantFrom('a', 'b'),
    day: fc.integer({ min: 1, max: 6 }),
    product: fc.constantFrom('p', 'q'),
    cents: fc.integer({ min: -900, max: 999 }).filter((cents) => cents !== 0),
  });
  const sale: Line = { customer: 'a', day: 1, product: 'p', cents: 100 };
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), async (others) => {
      const rows = [sale, ...others];
      const text = rows.map(
        ({ customer, day, product, cents }) => `${customer},2024-01-0${day + 1},${product},${(cents / 100).toFixed(2)}`,
      );
      const file = write('net.csv', lines('customer,date,product,amount', ...text));
      await importFile({ files: [file], asOf: '2024-02-01', rejectedPath }, async ({ facts, imported }) => {
        expect(await readPurchases(facts)).toEqual(netByHand(rows));
        expect(imported.summary.reconciliation.netted).toBe(rows.filter(({ cents }) => cents < 0).length);
      });
    }),
    { numRuns: 25, seed: 11 },
  );
});

test('what is printed is text in every language', async () => {
  const file = write(
    'print.csv',
    lines(
      '客户编号,订单号,日期,金额,币种,国家,备注',
      'a,1,2024-01-05,10,CNY,中国,x',
      'a,2,2024-05-05,-3,CNY,中国,x',
      ',3,2024-01-06,1,CNY,中国,x',
    ),
  );
  await importFile({ files: [file], rejectedPath }, async ({ imported }) => {
    for (const locale of locales()) {
      const text = describeImport(imported.summary, createTranslator(locale));
      expect(text).not.toMatch(/\{\{|ingest\./u);
      expect(text).toMatch(/\b3\b.*\b1\b.*\b1\b.*\b1\b/u);
    }
  });
});
