import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';

/** What one pass over the bytes of a text file tells; the engine's own reader is trusted only with plain files. */
export interface ByteScan {
  readonly bytes: number;
  readonly nulBytes: number;
  readonly validUtf8: boolean;
  /** Line ends outside quotes; the last line counts also where its line end is missing. */
  readonly lines: number;
  /** In the first block; further down the engine passes over them, and the count of its rows tells. */
  readonly blankLines: boolean;
  readonly openQuote: boolean;
  readonly hasQuotes: boolean;
  /** A carriage return that no line feed follows. */
  readonly loneReturns: boolean;
  readonly innerBom: boolean;
}

const CHUNK = 1 << 20;
const LF = 10;
const CR = 13;
const QUOTE = 34;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const BLANKS = [Buffer.from('\n\n'), Buffer.from('\n\r\n')];

/** So many words can be added up bytewise before a byte could overflow. */
const WORDS_AT_ONCE = 255;

/** Line feeds in a block without quotes, four bytes at a time: a byte is zero after XOR exactly where it was LF. */
function countLineFeeds(block: Buffer): number {
  const words = new Int32Array(block.buffer, block.byteOffset, block.length >> 2);
  let lines = 0;
  for (let start = 0; start < words.length; start += WORDS_AT_ONCE) {
    const end = Math.min(words.length, start + WORDS_AT_ONCE);
    let low = 0;
    let high = 0;
    for (let i = start; i < end; i += 1) {
      const x = (words[i] as number) ^ 0x0a0a0a0a;
      const zero = (~(((x & 0x7f7f7f7f) + 0x7f7f7f7f) | x | 0x7f7f7f7f) >>> 7) & 0x01010101;
      low += zero & 0x00010001;
      high += (zero >>> 8) & 0x00010001;
    }
    lines += (low & 0xffff) + (low >>> 16) + (high & 0xffff) + (high >>> 16);
  }
  for (let i = words.length << 2; i < block.length; i += 1) if (block[i] === LF) lines += 1;
  return lines;
}

/** Quote parity decides which line feeds end a record. */
function countOutsideQuotes(block: Buffer, inQuotes: boolean): { lines: number; inQuotes: boolean } {
  let quoted = inQuotes;
  let lines = 0;
  for (let i = 0; i < block.length; i += 1) {
    const byte = block[i];
    if (byte === QUOTE) quoted = !quoted;
    else if (byte === LF && !quoted) lines += 1;
  }
  return { lines, inQuotes: quoted };
}

/** How many bytes at the end of a block belong to a character that the next block completes. */
function incompleteTail(block: Buffer, atEnd: boolean): number {
  if (atEnd) return 0;
  for (let back = 1; back <= Math.min(3, block.length); back += 1) {
    const byte = block[block.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

/**
 * Only the first return of a block is looked at, because files with CRLF would otherwise be searched line by line;
 * the last block is short and is searched whole.
 */
function hasLoneReturns(block: Buffer, isLast: boolean): boolean {
  const first = block.indexOf(CR);
  if (first < 0) return false;
  if (first + 1 < block.length && block[first + 1] !== LF) return true;
  for (let at = first; isLast && at >= 0; at = block.indexOf(CR, at + 1)) {
    if (at + 1 < block.length ? block[at + 1] !== LF : true) return true;
  }
  return false;
}

function countNul(block: Buffer): number {
  let count = 0;
  for (let at = block.indexOf(0); at >= 0; at = block.indexOf(0, at + 1)) count += 1;
  return count;
}

export function scanBytes(path: string): ByteScan {
  const file = openSync(path, 'r');
  const buffer = Buffer.from(new ArrayBuffer(CHUNK + 8));
  const scan = { bytes: 0, nulBytes: 0, lines: 0, blankLines: false, hasQuotes: false, loneReturns: false };
  let validUtf8 = true;
  let innerBom = false;
  let inQuotes = false;
  let carried = 0;
  let last = LF;
  try {
    for (;;) {
      const read = readSync(file, buffer, carried, CHUNK, null);
      const block = buffer.subarray(0, carried + read);
      if (block.length === 0) break;
      const keep = incompleteTail(block, read === 0);
      const whole = block.subarray(0, block.length - keep);
      const atStart = scan.bytes === 0;
      scan.bytes += whole.length;
      validUtf8 &&= isUtf8(whole);
      if (whole.includes(0)) scan.nulBytes += countNul(whole);
      innerBom ||= whole.includes(BOM, atStart ? 1 : 0);
      scan.blankLines ||= atStart && (whole[0] === LF || BLANKS.some((blank) => whole.includes(blank)));
      scan.loneReturns ||= hasLoneReturns(whole, read < CHUNK);
      const quotes: boolean = inQuotes || whole.includes(QUOTE);
      scan.hasQuotes ||= quotes;
      const counted: { lines: number; inQuotes: boolean } = quotes
        ? countOutsideQuotes(whole, inQuotes)
        : { lines: countLineFeeds(whole), inQuotes };
      scan.lines += counted.lines;
      inQuotes = counted.inQuotes;
      last = whole[whole.length - 1] ?? last;
      buffer.copy(buffer, 0, block.length - keep, block.length);
      carried = keep;
      if (read === 0) break;
    }
  } finally {
    closeSync(file);
  }
  if (last !== LF) scan.lines += 1;
  return { ...scan, validUtf8, innerBom, openQuote: inQuotes };
}
