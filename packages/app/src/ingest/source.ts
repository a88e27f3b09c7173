/** An order file made ready for the facts engine, whatever it was on disk. */
export interface Source {
  readonly name: string;
  readonly format: 'csv' | 'excel' | 'parquet';
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly compressed: boolean;
  /** Headings, made distinct. */
  readonly columns: readonly string[];
  /** Headings that stood on several columns. */
  readonly repeatedHeadings: readonly string[];
  /** What the engine reads: a table expression with the text columns c0 … c(n-1), in the order of the file. */
  readonly relation: string;
  /** Records in the file, broken ones included, counted without the engine. */
  readonly records: number;
  /** Rows, as a spreadsheet numbers them, that the relation leaves out (header, blank, broken), ascending. */
  readonly skippedRows: readonly number[];
  /** Rows that cannot be taken apart; null: there are none. */
  readonly broken: BrokenRows | null;
  /** Records spread over the file, for recognising columns and formats. */
  readonly sample: readonly (readonly string[])[];
  /** A rejected.csv that was mended: its formula guards are to be undone. */
  readonly mended: boolean;
  /** Reads the file again by a reader that gives up single rows; null: that is what was done. */
  readonly rewrite: (() => Promise<Source>) | null;
}

interface BrokenRows {
  /** A table expression: the row number, the code of what is wrong, the row as it stood, then the cells c0 … c(n-1). */
  readonly relation: string;
  readonly rows: number;
}

/** Columns that rejected.csv puts before the original ones; an import leaves them aside. */
export const GUARD_PREFIX = 'winback_';

/** Headings as they can be told apart, without control characters: empty ones get a number, repeated ones (case aside) a suffix. */
export function distinctHeadings(headings: readonly string[]): { columns: string[]; repeated: string[] } {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  const columns = headings.map((heading, index) => {
    const text = heading.replace(/[\p{Cc}\ufeff]+/gu, ' ').trim();
    const name = text === '' ? `column${index + 1}` : text;
    if (seen.has(name.toLowerCase())) repeated.add(name);
    let candidate = name;
    for (let n = 2; seen.has(candidate.toLowerCase()); n += 1) candidate = `${name} (${n})`;
    seen.add(candidate.toLowerCase());
    return candidate;
  });
  return { columns, repeated: [...repeated] };
}
