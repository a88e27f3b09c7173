const ZERO = 48;
const MINUS = 45;
const POINT = 46;
/** Longest number that is written: a sign, the digits of a double below 10²¹ in groups, a point and its decimals. */
const LONGEST_NUMBER = 64;
/** Of ten, as far as 32 bits reach; a power taken anew for each number would cost more than its digits. */
const POWERS = Float64Array.from({ length: 10 }, (_, exponent) => 10 ** exponent);
/** Below this length copying byte by byte beats the built-in copy. */
const SHORT = 48;

/** A page of UTF-8 that numbers and texts are written on, so that millions of cells need no string each. */
export class BytePage {
  bytes: Uint8Array;
  length = 0;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
  }

  text(text: Uint8Array): void {
    const { length } = text;
    this.reserve(length);
    const { bytes, length: start } = this;
    if (length > SHORT) bytes.set(text, start);
    else for (let index = 0; index < length; index += 1) bytes[start + index] = text[index] as number;
    this.length = start + length;
  }

  /** The bytes from `start` to `end` of a longer text. */
  part(text: Uint8Array, start: number, end: number): void {
    this.reserve(end - start);
    const { bytes } = this;
    let at = this.length;
    for (let index = start; index < end; index += 1, at += 1) bytes[at] = text[index] as number;
    this.length = at;
  }

  byte(code: number): void {
    this.reserve(1);
    this.bytes[this.length] = code;
    this.length += 1;
  }

  /** A whole number of 32 bits. Larger ones go by `long`: doubles handed over would each need a place on the heap. */
  whole(value: number): void {
    this.decimal(value, 0);
  }

  /** `scaled` ÷ 10^`decimals` with all its decimals, from a whole number of 32 bits. */
  decimal(scaled: number, decimals: number): void {
    this.reserve(LONGEST_NUMBER);
    const { bytes } = this;
    let start = this.length;
    let rest = scaled | 0;
    if (rest < 0) {
      bytes[start] = MINUS;
      start += 1;
      rest = -rest;
    }
    let places = decimals + 1;
    while (places < POWERS.length && rest >= (POWERS[places] as number)) places += 1;
    const point = decimals > 0 ? start + places - decimals : -1;
    let at = start + places - (decimals > 0 ? 0 : 1);
    this.length = at + 1;
    for (; at >= start; at -= 1) {
      if (at === point) {
        bytes[at] = POINT;
        continue;
      }
      const next = (rest / 10) | 0;
      bytes[at] = ZERO + rest - next * 10;
      rest = next;
    }
  }

  /** The same for whole numbers of any size. */
  long(scaled: number, decimals: number): void {
    const digits = String(Math.abs(scaled)).padStart(decimals + 1, '0');
    const before = digits.slice(0, digits.length - decimals);
    const after = decimals > 0 ? `.${digits.slice(digits.length - decimals)}` : '';
    this.ascii(`${scaled < 0 ? '-' : ''}${before}${after}`);
  }

  /** So many of the last digits of a whole number of 32 bits. */
  padded(value: number, places: number): void {
    this.reserve(places);
    const { bytes, length: start } = this;
    let rest = value | 0;
    for (let at = start + places - 1; at >= start; at -= 1) {
      const next = (rest / 10) | 0;
      bytes[at] = ZERO + rest - next * 10;
      rest = next;
    }
    this.length = start + places;
  }

  written(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  private ascii(text: string): void {
    for (let index = 0; index < text.length; index += 1) this.byte(text.charCodeAt(index));
  }

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const grown = new Uint8Array(2 * (this.length + more));
    grown.set(this.written());
    this.bytes = grown;
  }
}
