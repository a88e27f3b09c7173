import { type FileHandle, open } from 'node:fs/promises';
import { BytePage } from './byte-page.ts';
import type { Say } from './say-number.ts';

/** A CSV file to be: what each column is called and how a customer's cell in it is written. */
export interface Sheet {
  readonly path: string;
  readonly columns: readonly (readonly [name: string, cell: Say])[];
  /** Customers in the order of the rows; all in the order of their keys where it is absent. */
  readonly customers?: Int32Array;
  readonly rows: number;
}

const COMMA = ','.charCodeAt(0);
const NEWLINE = '\n'.charCodeAt(0);
/** Written out when this full; large enough that a call of the system costs nothing beside it. */
const PAGE_BYTES = 1 << 22;

async function writeOut(file: FileHandle, page: BytePage): Promise<void> {
  const bytes = page.written();
  for (let done = 0; done < bytes.length; ) done += (await file.write(bytes, done)).bytesWritten;
  page.length = 0;
}

async function writeRows(file: FileHandle, { columns, customers, rows }: Sheet): Promise<void> {
  const page = new BytePage(PAGE_BYTES + (1 << 16));
  const cells = columns.map(([, cell]) => cell);
  page.text(new TextEncoder().encode(`${columns.map(([name]) => name).join(',')}\n`));
  for (let row = 0; row < rows; row += 1) {
    const customer = customers === undefined ? row : (customers[row] as number);
    for (let column = 0; column < cells.length; column += 1) {
      if (column > 0) page.byte(COMMA);
      (cells[column] as Say)(page, customer);
    }
    page.byte(NEWLINE);
    if (page.length >= PAGE_BYTES) await writeOut(file, page);
  }
  await writeOut(file, page);
}

export async function writeSheet(sheet: Sheet): Promise<void> {
  const file = await open(sheet.path, 'w');
  try {
    await writeRows(file, sheet);
  } finally {
    await file.close();
  }
}
