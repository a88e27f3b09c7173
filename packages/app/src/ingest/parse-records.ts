/**
 * Takes a delimited text apart as a patient person would: what is broken costs its own line, never the rest of the
 * file. Quoted cells may hold line ends; a quote that does not close gives up its first line and starts anew below it.
 */
export type Broken = 'unterminated_quote' | 'ragged_row' | 'nul_bytes' | 'bad_encoding' | 'repeated_header';

export interface ParsedRow {
  readonly cells: string[];
  /** Why the row cannot be used; null: it can. */
  readonly broken: Broken | null;
}

interface RecordEnd {
  cells: string[];
  end: number;
  lines: number;
}

/** Longer records are taken for a quote that never closes. */
const LONGEST_RECORD = 8_000_000;

/** The cell after an opening quote: 'broken' where the quote never closes well, 'more' where the text ends too soon. */
function quotedCell(text: string, open: number, delimiter: string): { cell: string; next: number } | 'broken' | 'more' {
  let cell = '';
  for (let from = open + 1; ; ) {
    const close = text.indexOf('"', from);
    if (close < 0) return 'more';
    cell += text.slice(from, close);
    const after = text[close + 1];
    if (after !== '"') {
      const ends = after === undefined || after === '\n' || after === delimiter;
      return ends ? { cell, next: close + 1 } : 'broken';
    }
    cell += '"';
    from = close + 2;
  }
}

function nextRecord(text: string, start: number, delimiter: string): RecordEnd | 'broken' | 'more' {
  const cells: string[] = [];
  let at = start;
  let eol = text.indexOf('\n', start);
  let lines = 1;
  for (;;) {
    if (text[at] === '"') {
      const quoted = quotedCell(text, at, delimiter);
      if (typeof quoted === 'string') return quoted;
      cells.push(quoted.cell);
      at = quoted.next;
      if (eol >= 0 && at > eol) {
        eol = text.indexOf('\n', at);
        lines += 1;
      }
    } else {
      const found = text.indexOf(delimiter, at);
      const stop = eol < 0 ? text.length : eol;
      const end = found >= 0 && found < stop ? found : stop;
      cells.push(text.slice(at, end));
      at = end;
    }
    if (text[at] !== delimiter) return { cells, end: at, lines };
    at += 1;
  }
}

function damageOf(cells: readonly string[]): Broken | null {
  for (const cell of cells) {
    if (cell.includes('\u0000')) return 'nul_bytes';
    if (cell.includes('\ufffd')) return 'bad_encoding';
  }
  return null;
}

export class RecordParser {
  readonly delimiter: string;
  #width: number | null;
  #header: string | null = null;
  #text = '';
  #heldReturn = '';

  /** `width` null: the first record is the header and sets it. */
  constructor(delimiter: string, width: number | null) {
    this.delimiter = delimiter;
    this.#width = width;
  }

  /** Feeds text; null ends the file. Yields null for a blank line, so that rows can be counted as a person sees them. */
  *push(text: string | null): Generator<ParsedRow | null> {
    const atEnd = text === null;
    this.#text += this.#withLineFeeds(text ?? '', atEnd);
    let at = 0;
    while (at < this.#text.length) {
      const record = nextRecord(this.#text, at, this.delimiter);
      const waits = record === 'more' ? this.#text.length - at < LONGEST_RECORD : this.#reachesEnd(record, at);
      if (!atEnd && waits) break;
      if (typeof record === 'string') {
        at = yield* this.#giveUpLine(at, 'unterminated_quote');
        continue;
      }
      const row = this.#judge(record);
      if (row?.broken === 'ragged_row' && record.lines > 1) {
        at = yield* this.#giveUpLine(at, 'unterminated_quote');
        continue;
      }
      yield row;
      at = Math.min(record.end + 1, this.#text.length);
    }
    this.#text = this.#text.slice(at);
  }

  /** CRLF and CR become LF, also inside cells; a CR at the end of a piece may be half of a line end and waits. */
  #withLineFeeds(piece: string, atEnd: boolean): string {
    const text = this.#heldReturn + piece;
    const held = !atEnd && text.endsWith('\r');
    this.#heldReturn = held ? '\r' : '';
    const whole = held ? text.slice(0, -1) : text;
    return whole.includes('\r') ? whole.replace(/\r\n?/gu, '\n') : whole;
  }

  /** A record that touches the end of the text may go on in the next piece. */
  #reachesEnd(record: RecordEnd | 'broken' | 'more', at: number): boolean {
    if (record === 'broken') return this.#text.indexOf('\n', at) < 0;
    return typeof record !== 'string' && record.end + 1 >= this.#text.length;
  }

  *#giveUpLine(at: number, broken: Broken): Generator<ParsedRow, number> {
    const end = this.#text.indexOf('\n', at);
    const line = this.#text.slice(at, end < 0 ? undefined : end);
    yield { cells: line.split(this.delimiter), broken };
    return end < 0 ? this.#text.length : end + 1;
  }

  #judge({ cells: raw }: RecordEnd): ParsedRow | null {
    if (raw.length === 1 && (raw[0] ?? '').trim() === '') return null;
    const cells = raw.some((cell) => cell.includes('\ufeff')) ? raw.map((c) => c.replaceAll('\ufeff', '')) : raw;
    if (this.#width === null) {
      this.#width = cells.length;
      this.#header = cells.join('\u0001');
      return { cells, broken: null };
    }
    const damage = damageOf(cells);
    if (damage !== null) return { cells, broken: damage };
    if (this.#header !== null && cells.join('\u0001') === this.#header) return { cells, broken: 'repeated_header' };
    const surplus = cells.slice(this.#width);
    if (cells.length < this.#width || surplus.some((cell) => cell.trim() !== ''))
      return { cells, broken: 'ragged_row' };
    return { cells: surplus.length > 0 ? cells.slice(0, this.#width) : cells, broken: null };
  }
}
