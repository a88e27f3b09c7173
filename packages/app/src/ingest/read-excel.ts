import ExcelJS from 'exceljs';
import { AppError } from '../platform/errors.ts';
import type { OpenedFile } from './open-file.ts';
import { isKnownHeading } from './recognise-columns.ts';
import { Rewriter } from './rewrite-table.ts';
import { distinctHeadings, GUARD_PREFIX, type Source } from './source.ts';

/** A cell as the text a person sees in it: dates as ISO, formulas by their result, errors by their sign. */
function textOf(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return '#VALUE!';
    return value.toISOString().slice(0, 19).replace('T', ' ');
  }
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('error' in value) return value.error;
  if ('result' in value) return textOf(value.result);
  if ('text' in value) return textOf(value.text as ExcelJS.CellValue);
  return '';
}

function cellsOf(row: ExcelJS.Row, width: number | null): string[] {
  const cells: string[] = [];
  for (let column = 1; column <= (width ?? row.cellCount); column += 1) cells.push(textOf(row.getCell(column).value));
  return cells;
}

interface Sheet {
  readonly rewriter: Rewriter;
  readonly headings: string[];
}

/** The rows of one sheet; the first with content is the header. Rows that the sheet leaves out count as blank. */
class SheetReader {
  readonly #folder: string;
  #next = 1;
  #sheet: Sheet | null = null;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get sheet(): Sheet | null {
    return this.#sheet;
  }

  take(row: ExcelJS.Row): void {
    const cells = cellsOf(row, this.#sheet?.headings.length ?? null);
    const blank = cells.every((cell) => cell.trim() === '');
    if (this.#sheet === null) {
      if (blank) return;
      this.#sheet = { rewriter: new Rewriter(this.#folder, cells.length), headings: cells };
      this.#skipTo(row.number + 1);
      return;
    }
    this.#skipTo(blank ? row.number + 1 : row.number);
    if (blank) return;
    this.#sheet.rewriter.keep(cells);
    this.#next = row.number + 1;
  }

  #skipTo(row: number): void {
    for (; this.#next < row; this.#next += 1) this.#sheet?.rewriter.skip(this.#next);
  }
}

/** Reads the first sheet that holds rows. */
async function readSheet(file: OpenedFile, folder: string): Promise<Sheet | 'no sheet' | 'no rows'> {
  let found: 'no sheet' | 'no rows' = 'no sheet';
  const workbook = new ExcelJS.stream.xlsx.WorkbookReader(file.path, {
    sharedStrings: 'cache',
    styles: 'cache',
    worksheets: 'emit',
    hyperlinks: 'ignore',
    entries: 'emit',
  });
  for await (const worksheet of workbook) {
    found = 'no rows';
    const reader = new SheetReader(folder);
    for await (const row of worksheet) reader.take(row);
    if (reader.sheet !== null) return reader.sheet;
  }
  return found;
}

/** An Excel workbook (.xlsx). The first sheet with content counts, its first row with content is the header. */
export async function readExcel(file: OpenedFile, folder: string): Promise<Source> {
  let sheet: Sheet | 'no sheet' | 'no rows';
  try {
    sheet = await readSheet(file, folder);
  } catch {
    sheet = 'no sheet';
  }
  if (sheet === 'no sheet') throw new AppError('bad_input', 'ingest.error.broken_excel', { file: file.name });
  if (sheet === 'no rows') throw new AppError('bad_input', 'ingest.error.empty_file', { file: file.name });
  const { columns, repeated } = distinctHeadings(sheet.headings);
  if (columns.length < 2 && !columns.some(isKnownHeading)) {
    throw new AppError('bad_input', 'ingest.error.no_table', { file: file.name });
  }
  return {
    name: file.name,
    format: 'excel',
    encoding: null,
    delimiter: null,
    compressed: file.compressed,
    columns,
    repeatedHeadings: repeated,
    ...sheet.rewriter.finish(),
    mended: columns.some((column) => column.startsWith(GUARD_PREFIX)),
    rewrite: null,
  };
}
