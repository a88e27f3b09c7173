import { dateFormOf } from './date-formats.ts';
import { isNumber } from './number-formats.ts';
import { type ParsedRow, RecordParser } from './parse-records.ts';
import { isKnownHeading } from './recognise-columns.ts';

/** How the head of a text file is laid out. */
export interface TextLayout {
  readonly delimiter: string;
  readonly hasHeader: boolean;
  readonly headings: readonly string[];
}

const DELIMITERS = [',', '\t', ';', '|'];

function rowsOf(text: string, delimiter: string): ParsedRow[] {
  const parser = new RecordParser(delimiter, null);
  return [...parser.push(text), ...parser.push(null)].filter((row) => row !== null);
}

/** A delimiter is judged by how many rows agree with the first about the number of cells. */
function scoreOf(rows: readonly ParsedRow[]): number {
  const width = rows[0]?.cells.length ?? 0;
  if (width < 2) return 0;
  const agreeing = rows.filter((row) => row.broken === null).length / rows.length;
  const known = (rows[0]?.cells ?? []).filter(isKnownHeading).length;
  return agreeing + known + Math.min(width, 50) / 1000;
}

function looksLikeData(cells: readonly string[]): boolean {
  if (cells.some(isKnownHeading)) return false;
  return cells.some((cell) => cell.trim() !== '' && (dateFormOf(cell) !== null || isNumber(cell)));
}

/** Reads the layout from the first part of a file; null where no delimiter makes a table of it. */
export function sniffText(head: string): TextLayout | null {
  let best: { delimiter: string; rows: ParsedRow[]; score: number } | null = null;
  for (const delimiter of DELIMITERS) {
    const rows = rowsOf(head, delimiter);
    const score = scoreOf(rows);
    if (score > (best?.score ?? 0)) best = { delimiter, rows, score };
  }
  const first = best?.rows[0]?.cells;
  if (best === null || first === undefined) return null;
  const hasHeader = !looksLikeData(first);
  return { delimiter: best.delimiter, hasHeader, headings: hasHeader ? first : first.map(() => '') };
}
