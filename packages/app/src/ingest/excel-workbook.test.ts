import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, expect, test } from 'vitest';
import { readWorkbook, sheetRows } from './excel-workbook.ts';
import { ZipFile } from './read-zip.ts';

const folder = mkdtempSync(join(tmpdir(), 'winback-excel-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(book: ExcelJS.Workbook): Promise<(readonly [number, string[]])[]> {
  const path = join(folder, 'book.xlsx');
  await book.xlsx.writeFile(path);
  const zip = await ZipFile.open(path);
  const workbook = await readWorkbook(zip);
  const rows: (readonly [number, string[]])[] = [];
  for await (const { number, cells } of sheetRows(zip, workbook.sheets[0] ?? '', workbook)) rows.push([number, cells]);
  await zip.close();
  return rows;
}

test('cells are what a person sees: dates of both calendars, numbers, errors, gaps, long sheets', async () => {
  for (const date1904 of [false, true]) {
    const book = new ExcelJS.Workbook();
    book.properties.date1904 = date1904;
    const sheet = book.addWorksheet('A & B');
    sheet.addRow(['x', null, 12.5, 17850, true]);
    sheet.addRow([]);
    const row = sheet.addRow([new Date('2024-02-29T18:30:00Z'), { error: '#REF!' }, { formula: '1+1', result: 2 }]);
    row.getCell(1).numFmt = 'yyyy"年"m"月"d"日"';
    row.getCell(5).value = 45_296;
    row.getCell(5).numFmt = '0.00" days"';
    for (let i = 0; i < 3000; i += 1) sheet.addRow([`客户 ${i}`, i]);
    const rows = await read(book);
    expect(rows.slice(0, 2)).toEqual([
      [1, ['x', '', '12.5', '17850', 'TRUE']],
      [3, ['2024-02-29 18:30:00', '#REF!', '2', '', '45296']],
    ]);
    expect(rows.length).toBe(3002);
    expect(rows.at(-1)).toEqual([3003, ['客户 2999', '2999']]);
  }
});
