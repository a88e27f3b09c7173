import { AppError } from '../platform/errors.ts';
import { readWorkbook, type SheetRow, sheetRows } from './excel-workbook.ts';
import type { OpenedFile } from './open-file.ts';
import { ZipFile } from './read-zip.ts';
import { isKnownHeading } from './recognise-columns.ts';
import { Rewriter } from './rewrite-table.ts';
import { distinctHeadings, GUARD_PREFIX, type Source } from './source.ts';

interface Sheet {
  readonly rewriter: Rewriter;
  readonly headings: readonly string[];
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

  take({ number, cells }: SheetRow): void {
    if (cells.every((cell) => cell.trim() === '')) return;
    if (this.#sheet === null) {
      this.#sheet = { rewriter: new Rewriter(this.#folder, cells.length), headings: cells };
      this.#skipTo(number + 1);
      return;
    }
    const { rewriter, headings } = this.#sheet;
    this.#skipTo(number);
    this.#next = number + 1;
    const fitted = headings.map((_, index) => cells[index] ?? '');
    if (cells.slice(headings.length).every((cell) => cell.trim() === '')) rewriter.keep(fitted);
    else rewriter.breakOff({ row: number, code: 'ragged_row', cells, delimiter: '\t' });
  }

  #skipTo(row: number): void {
    for (; this.#next < row; this.#next += 1) this.#sheet?.rewriter.skip(this.#next);
  }
}

/** Reads the first sheet that holds rows. */
async function readSheet(file: OpenedFile, folder: string): Promise<Sheet | 'no sheet' | 'no rows'> {
  const zip = await ZipFile.open(file.path);
  try {
    const workbook = await readWorkbook(zip);
    for (const entry of workbook.sheets) {
      const reader = new SheetReader(folder);
      for await (const row of sheetRows(zip, entry, workbook)) reader.take(row);
      if (reader.sheet !== null) return reader.sheet;
    }
    return workbook.sheets.length === 0 ? 'no sheet' : 'no rows';
  } finally {
    await zip.close();
  }
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
