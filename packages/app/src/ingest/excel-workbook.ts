import { posix } from 'node:path';
import type { ZipFile } from './read-zip.ts';
import { attribute, elements, stringOf, unescapeXml, whole } from './sheet-xml.ts';

/** What the cells of a workbook's sheets refer to. */
export interface Workbook {
  /** Entries of the sheets, in the order of the tabs. */
  readonly sheets: readonly string[];
  readonly strings: readonly string[];
  /** For each cell style: whether it shows a number as a date. */
  readonly dateStyles: readonly boolean[];
  /** Days between Excel's day 0 and 1970-01-01. */
  readonly epoch: number;
}

const EPOCH_1900 = 25_569;
const EPOCH_1904 = 24_107;
const MILLISECONDS_PER_DAY = 86_400_000;
const LAST_SERIAL = 2_958_466;

function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined)
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58 && id !== 48 && id !== 49);
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|General/giu, '');
  return /[ymdhs年月日]/iu.test(bare);
}

async function readDateStyles(zip: ZipFile): Promise<boolean[]> {
  const xml = await whole(zip.text('xl/styles.xml'));
  const codes = new Map<number, string>();
  for (const found of xml.matchAll(/<(?:\w+:)?numFmt\s([^>]*)>/gu)) {
    codes.set(Number(attribute(found[1] ?? '', 'numFmtId')), attribute(found[1] ?? '', 'formatCode') ?? '');
  }
  const formats = /<(?:\w+:)?cellXfs\b[\s\S]*?<\/(?:\w+:)?cellXfs>/u.exec(xml)?.[0] ?? '';
  return [...formats.matchAll(/<(?:\w+:)?xf\s([^>]*)>/gu)].map((found) => {
    const id = Number(attribute(found[1] ?? '', 'numFmtId') ?? 0);
    return isDateFormat(id, codes.get(id));
  });
}

async function readSheets(zip: ZipFile, workbook: string): Promise<string[]> {
  const targets = new Map<string, string>();
  for await (const { attributes } of elements(zip.text('xl/_rels/workbook.xml.rels'), 'Relationship')) {
    targets.set(attribute(attributes, 'Id') ?? '', attribute(attributes, 'Target') ?? '');
  }
  return [...workbook.matchAll(/<(?:\w+:)?sheet\s([^>]*)>/gu)].flatMap((found) => {
    const target = targets.get(attribute(found[1] ?? '', '\\w+:id') ?? '');
    if (target === undefined) return [];
    const entry = target.startsWith('/') ? target.slice(1) : posix.normalize(`xl/${target}`);
    return zip.has(entry) ? [entry] : [];
  });
}

export async function readWorkbook(zip: ZipFile): Promise<Workbook> {
  const workbook = await whole(zip.text('xl/workbook.xml'));
  const strings: string[] = [];
  for await (const { content } of elements(zip.text('xl/sharedStrings.xml'), 'si')) strings.push(stringOf(content));
  return {
    sheets: await readSheets(zip, workbook),
    strings,
    dateStyles: await readDateStyles(zip),
    epoch: /date1904\s*=\s*["'](?:1|true)["']/u.test(workbook) ? EPOCH_1904 : EPOCH_1900,
  };
}

function dateText(value: string, epoch: number): string {
  const serial = Number(value);
  if (value === '' || Number.isNaN(serial) || serial < 0 || serial >= LAST_SERIAL) return value;
  const seconds = Math.round(((serial - epoch) * MILLISECONDS_PER_DAY) / 1000);
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

/** A cell as the text a person sees in it: dates as ISO, formulas by their result, errors by their sign. */
function cellText(attributes: string, content: string, workbook: Workbook): string {
  const kind = attribute(attributes, 't') ?? 'n';
  if (kind === 'inlineStr') return stringOf(content);
  const value = unescapeXml(/<(?:\w+:)?v(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?v>/u.exec(content)?.[1] ?? '');
  if (kind === 's') return workbook.strings[Number(value)] ?? '';
  if (kind === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (kind !== 'n') return value;
  const style = attribute(attributes, 's');
  return style !== undefined && workbook.dateStyles[Number(style)] === true ? dateText(value, workbook.epoch) : value;
}

function columnIndex(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    if (letter < 'A' || letter > 'Z') break;
    column = column * 26 + letter.charCodeAt(0) - 64;
  }
  return column - 1;
}

const LAST_COLUMN = 16_384;
const CELL = /<(?:\w+:)?c(\s[^>]*?)?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/gu;

export interface SheetRow {
  readonly number: number;
  readonly cells: string[];
}

/** The rows of one sheet that have cells, numbered as Excel numbers them. */
export async function* sheetRows(zip: ZipFile, entry: string, workbook: Workbook): AsyncGenerator<SheetRow> {
  let last = 0;
  for await (const row of elements(zip.text(entry), 'row')) {
    last = Number(attribute(row.attributes, 'r') ?? last + 1);
    const cells: string[] = [];
    for (const found of row.content.matchAll(CELL)) {
      const attributes = found[1] ?? '';
      const reference = attribute(attributes, 'r');
      const column = reference === undefined ? cells.length : columnIndex(reference);
      if (column < 0 || column >= LAST_COLUMN) continue;
      while (cells.length < column) cells.push('');
      cells[column] = cellText(attributes, found[2] ?? '', workbook);
    }
    if (cells.length > 0) yield { number: last, cells };
  }
}
