import { createReadStream } from 'node:fs';
import { AppError } from '../platform/errors.ts';
import { type Encoding, guessEncoding, isBinary } from './detect-encoding.ts';
import { type OpenedFile, readHead } from './open-file.ts';
import { RecordParser } from './parse-records.ts';
import { csvRelation } from './relation-sql.ts';
import { Rewriter } from './rewrite-table.ts';
import { sampleRows } from './sample-rows.ts';
import { type ByteScan, scanBytes } from './scan-bytes.ts';
import { sniffText, type TextLayout } from './sniff-text.ts';
import { distinctHeadings, GUARD_PREFIX, type Source } from './source.ts';

const HEAD_BYTES = 1 << 18;
/** More NUL bytes than this share of a file that is not UTF-16 is no text. */
const BINARY_SHARE = 0.01;
const FEW_NULS = 8;

interface TextFile {
  readonly file: OpenedFile;
  readonly folder: string;
  readonly scan: ByteScan;
  readonly encoding: Encoding;
  readonly layout: TextLayout;
}

function encodingOf(file: OpenedFile, scan: ByteScan, head: Buffer): Encoding {
  if (scan.validUtf8 && scan.nulBytes === 0) return 'utf-8';
  const guess = guessEncoding(head);
  const isUtf16 = guess?.encoding.startsWith('utf-16') ?? false;
  if (!isUtf16 && (isBinary(head) || scan.nulBytes > Math.max(FEW_NULS, scan.bytes * BINARY_SHARE))) {
    throw new AppError('bad_input', 'ingest.error.not_a_table', { file: file.name, kind: 'binary' });
  }
  if (guess === null) throw new AppError('bad_input', 'ingest.error.unknown_encoding', { file: file.name });
  return guess.encoding;
}

function layoutOf(file: OpenedFile, head: Buffer, encoding: Encoding): TextLayout {
  const text = new TextDecoder(encoding).decode(head, { stream: head.length === HEAD_BYTES });
  const whole =
    head.length === HEAD_BYTES ? text.slice(0, Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1) : text;
  if (whole.trim() === '') throw new AppError('bad_input', 'ingest.error.empty_file', { file: file.name });
  const layout = sniffText(whole === '' ? text : whole);
  if (layout === null) throw new AppError('bad_input', 'ingest.error.no_table', { file: file.name });
  return layout;
}

function encodingName(encoding: Encoding): string {
  return encoding === 'windows-1252' ? encoding : encoding.toUpperCase();
}

function describe({
  file,
  encoding,
  layout,
}: TextFile): Omit<Source, 'relation' | 'records' | 'skippedRows' | 'broken' | 'sample' | 'rewrite'> {
  const { columns, repeated } = distinctHeadings(layout.headings);
  return {
    name: file.name,
    format: 'csv',
    encoding: encodingName(encoding),
    delimiter: layout.delimiter,
    compressed: file.compressed,
    columns,
    repeatedHeadings: repeated,
    mended: columns.some((column) => column.startsWith(GUARD_PREFIX)),
  };
}

/** Whether the engine's strict reader will see exactly the rows that the byte scan saw. */
function isPlain(scan: ByteScan, encoding: Encoding): boolean {
  if (encoding !== 'utf-8' || !scan.validUtf8 || scan.nulBytes > 0) return false;
  return !(scan.blankLines || scan.openQuote || scan.loneReturns || scan.innerBom);
}

function plainSource(text: TextFile): Source {
  const { file, scan, layout } = text;
  const width = layout.headings.length;
  const sample = sampleRows({ path: file.path, bytes: scan.bytes, delimiter: layout.delimiter, width });
  return {
    ...describe(text),
    relation: csvRelation({ path: file.path, delimiter: layout.delimiter, width, header: layout.hasHeader }),
    records: scan.lines - (layout.hasHeader ? 1 : 0),
    skippedRows: layout.hasHeader ? [1] : [],
    broken: null,
    sample: layout.hasHeader ? sample.slice(1) : sample,
    rewrite: () => rewrittenSource(text),
  };
}

/** Rewrites an odd file row by row. */
async function rewrittenSource(text: TextFile): Promise<Source> {
  const { file, folder, encoding, layout } = text;
  const width = layout.headings.length;
  const rewriter = new Rewriter(folder, width);
  const parser = new RecordParser(layout.delimiter, layout.hasHeader ? null : width);
  const decoder = new TextDecoder(encoding);
  let row = 0;
  let headerSeen = !layout.hasHeader;
  const take = (piece: string | null) => {
    for (const parsed of parser.push(piece)) {
      row += 1;
      if (parsed === null) rewriter.skip(row);
      else if (!headerSeen) {
        headerSeen = true;
        rewriter.skip(row);
      } else if (parsed.broken === null) rewriter.keep(parsed.cells);
      else rewriter.breakOff({ row, code: parsed.broken, cells: parsed.cells, delimiter: layout.delimiter });
    }
  };
  for await (const chunk of createReadStream(file.path, { highWaterMark: 1 << 20 })) {
    take(decoder.decode(chunk as Buffer, { stream: true }));
  }
  take(decoder.decode());
  take(null);
  return { ...describe(text), ...rewriter.finish(), rewrite: null };
}

/** A text file as a source: read by the engine as it stands where it is plain, rewritten where it is not. */
export async function readText(file: OpenedFile, folder: string): Promise<Source> {
  const head = readHead(file.path, HEAD_BYTES);
  const scan = scanBytes(file.path);
  const encoding = encodingOf(file, scan, head);
  const text: TextFile = { file, folder, scan, encoding, layout: layoutOf(file, head, encoding) };
  return isPlain(scan, encoding) ? plainSource(text) : rewrittenSource(text);
}
