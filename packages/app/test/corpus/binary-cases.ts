import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { openFacts } from '../../src/platform/facts.ts';
import { type CorpusCase, GOOD_OUTCOME } from './case.ts';

function workbook(rows: readonly (readonly unknown[])[]): CorpusCase['files'] {
  return async (folder) => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('订单');
    for (const row of rows) sheet.addRow([...row]);
    const path = join(folder, 'orders.xlsx');
    await book.xlsx.writeFile(path);
    return [path];
  };
}

function parquet(sql: string): CorpusCase['files'] {
  return async (folder) => {
    const path = join(folder, 'orders.parquet');
    const facts = await openFacts();
    await facts.run(`COPY (${sql}) TO '${path}' (FORMAT parquet)`);
    facts.close();
    return [path];
  };
}

const HEADER = ['客户编号', '订单编号', '下单日期', '金额'];
const day = (text: string) => new Date(`${text}T00:00:00Z`);

/** Workbooks and Parquet. */
export const BINARY_CASES: readonly CorpusCase[] = [
  {
    name: 'a workbook with real dates',
    files: workbook([
      HEADER,
      ['a', 1, day('2024-01-05'), 10],
      ['b', 2, day('2024-01-06'), 20],
      ['a', 3, day('2024-02-07'), 30],
    ]),
    outcome: GOOD_OUTCOME,
  },
  {
    name: 'a workbook with formulas',
    files: workbook([
      HEADER,
      ['a', 1, day('2024-01-05'), { formula: '5+5', result: 10 }],
      ['b', 2, day('2024-01-06'), { formula: '4*5', result: 20 }],
    ]),
    outcome: { used: 2, revenue: 30 },
  },
  {
    name: 'a workbook with an error in a cell',
    files: workbook([HEADER, ['a', 1, day('2024-01-05'), 10], ['b', 2, day('2024-01-06'), { error: '#N/A' }]]),
    outcome: { used: 1, rejected: { bad_number: [3] } },
  },
  {
    name: 'a workbook with blank rows and a customer missing',
    files: workbook([[], HEADER, [], ['a', 1, day('2024-01-05'), 10], [], [null, 2, day('2024-01-06'), 20]]),
    outcome: { used: 1, rejected: { no_customer: [6] } },
  },
  {
    name: 'a workbook with dates as text',
    files: workbook([HEADER, ['a', 1, '2024年1月5日', '1,234.50'], ['b', 2, '2024/1/6', '20']]),
    outcome: { used: 2, revenue: 1254.5 },
  },
  { name: 'an empty workbook', files: workbook([]), outcome: { error: 'ingest.error.empty_file' } },
  { name: 'a workbook with a header only', files: workbook([HEADER]), outcome: { error: 'ingest.error.no_rows' } },
  {
    name: 'a Parquet with types',
    files: parquet(
      "SELECT * FROM (VALUES ('a', 1, DATE '2024-01-05', 10.0), ('b', 2, DATE '2024-01-06', 20.0), ('a', 3, DATE '2024-02-07', 30.0)) t(customer_id, order_id, order_date, amount)",
    ),
    outcome: GOOD_OUTCOME,
  },
  {
    name: 'a Parquet with timestamps and nulls',
    files: parquet(
      "SELECT * FROM (VALUES (17850.0::DOUBLE, TIMESTAMP '2024-01-05 10:00:00', 10::DECIMAL(10,2)), (NULL, TIMESTAMP '2024-01-06 10:00:00', 20), (17851.0, NULL, 30)) t(customer_id, order_date, amount)",
    ),
    outcome: { used: 1, customers: ['17850'], rejected: { no_customer: [3], no_date: [4] } },
  },
  {
    name: 'a Parquet without the columns',
    files: parquet('SELECT 1 AS x, 2 AS y'),
    outcome: { error: 'ingest.error.missing_customer_id' },
  },
  {
    name: 'a Parquet without rows',
    files: parquet("SELECT 'a' AS customer_id, DATE '2024-01-05' AS order_date, 1.5 AS amount WHERE false"),
    outcome: { error: 'ingest.error.no_rows' },
  },
];
