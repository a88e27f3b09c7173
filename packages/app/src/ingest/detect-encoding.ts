/** The encodings that order files come in, by the names that `TextDecoder` knows. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252';

/** A judgement on the first part of a file; `damaged`: UTF-8 with some bytes that are not. */
export interface EncodingGuess {
  readonly encoding: Encoding;
  readonly damaged: boolean;
}

const ZERO_SHARE = 0.2;

function utf16Of(bytes: Buffer): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  let even = 0;
  let odd = 0;
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    if (bytes[i] === 0) even += 1;
    if (bytes[i + 1] === 0) odd += 1;
  }
  const pairs = Math.max(1, bytes.length >> 1);
  if (odd > pairs * ZERO_SHARE && even * 10 < odd) return 'utf-16le';
  return even > pairs * ZERO_SHARE && odd * 10 < even ? 'utf-16be' : null;
}

const CONTROL_SHARE = 0.02;

/** Text has hardly any control characters but line ends and tabs; NUL is judged apart, because of UTF-16. */
export function isBinary(bytes: Buffer): boolean {
  let controls = 0;
  for (const byte of bytes) if (byte > 0 && byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) controls += 1;
  return controls > Math.max(4, bytes.length * CONTROL_SHARE);
}

/** Bytes above ASCII by what they could be: whole UTF-8 sequences, GB2312 pairs, single letters between ASCII. */
function countHighBytes(bytes: Buffer): { utf8: number; pairs: number; single: number } {
  const count = { utf8: 0, pairs: 0, single: 0 };
  for (let i = 0; i < bytes.length; ) {
    const byte = bytes[i] ?? 0;
    const continues = (n: number) => ((bytes[i + n] ?? 0) & 0xc0) === 0x80;
    let length = 1;
    if (byte >= 0x80) {
      const next = bytes[i + 1] ?? 0;
      if (byte >= 0xe0 && byte < 0xf0 && continues(1) && continues(2)) {
        count.utf8 += 1;
        length = 3;
      } else if (byte >= 0xc2 && byte < 0xe0 && continues(1) && !(byte >= 0xa1 && next >= 0xa1)) {
        count.utf8 += 1;
        length = 2;
      } else if (byte >= 0x81 && byte <= 0xfe && next >= 0xa1 && next <= 0xfe) {
        count.pairs += 1;
        length = 2;
      } else count.single += 1;
    }
    i += length;
  }
  return count;
}

function decodes(bytes: Buffer, encoding: Encoding): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/**
 * Judges bytes that are not plain UTF-8. Chinese in GB18030 stands in pairs of high bytes; Western letters in
 * windows-1252 stand alone between ASCII letters; a file that is mostly right UTF-8 is UTF-8 with damaged rows.
 */
export function guessEncoding(head: Buffer): EncodingGuess | null {
  const utf16 = utf16Of(head);
  if (utf16 !== null) return { encoding: utf16, damaged: false };
  if (decodes(head, 'utf-8')) return { encoding: 'utf-8', damaged: true };
  const { utf8, pairs, single } = countHighBytes(head);
  if (utf8 > pairs + single) return { encoding: 'utf-8', damaged: true };
  if (pairs >= single && decodes(head, 'gb18030')) return { encoding: 'gb18030', damaged: false };
  return single > pairs ? { encoding: 'windows-1252', damaged: false } : null;
}
