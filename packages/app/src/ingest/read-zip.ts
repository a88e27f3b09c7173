import { type FileHandle, open } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';

/** Where one file lies inside a ZIP archive. */
interface ZipEntry {
  readonly offset: number;
  readonly compressed: number;
  readonly deflated: boolean;
}

const END_RECORD = 0x06054b50;
const END_RECORD_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const CENTRAL_HEADER = 0x02014b50;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
const DEFLATE = 8;
const CHUNK = 1 << 18;

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead < length) throw new RangeError('the archive is cut off');
  return buffer;
}

async function readDirectory(file: FileHandle): Promise<Map<string, ZipEntry>> {
  const { size } = await file.stat();
  const tail = await readAt(
    file,
    Math.max(0, size - END_RECORD_BYTES - LONGEST_COMMENT),
    Math.min(size, END_RECORD_BYTES + LONGEST_COMMENT),
  );
  let end = tail.length - END_RECORD_BYTES;
  while (end >= 0 && tail.readUInt32LE(end) !== END_RECORD) end -= 1;
  if (end < 0) throw new RangeError('no directory in the archive');
  const directory = await readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries = new Map<string, ZipEntry>();
  for (let at = 0; at + CENTRAL_BYTES <= directory.length && directory.readUInt32LE(at) === CENTRAL_HEADER; ) {
    const nameLength = directory.readUInt16LE(at + 28);
    const name = directory.toString('utf8', at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameLength);
    entries.set(name, {
      offset: directory.readUInt32LE(at + 42),
      compressed: directory.readUInt32LE(at + 20),
      deflated: directory.readUInt16LE(at + 10) === DEFLATE,
    });
    at += CENTRAL_BYTES + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** A ZIP archive, of which single entries are read as text, piece by piece. */
export class ZipFile {
  readonly #file: FileHandle;
  readonly #entries: Map<string, ZipEntry>;

  private constructor(file: FileHandle, entries: Map<string, ZipEntry>) {
    this.#file = file;
    this.#entries = entries;
  }

  static async open(path: string): Promise<ZipFile> {
    const file = await open(path, 'r');
    try {
      return new ZipFile(file, await readDirectory(file));
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  async *#bytes({ offset, compressed }: ZipEntry): AsyncGenerator<Buffer> {
    const header = await readAt(this.#file, offset, LOCAL_BYTES);
    let at = offset + LOCAL_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
    for (let left = compressed; left > 0; left -= CHUNK) {
      const length = Math.min(CHUNK, left);
      yield await readAt(this.#file, at, length);
      at += length;
    }
  }

  async *#inflated(entry: ZipEntry): AsyncGenerator<Buffer> {
    const inflate = createInflateRaw();
    const feed = async () => {
      for await (const bytes of this.#bytes(entry)) {
        if (!inflate.write(bytes)) await new Promise((resolve) => inflate.once('drain', resolve));
      }
      inflate.end();
    };
    const fed = feed().catch((error: Error) => inflate.destroy(error));
    for await (const bytes of inflate) yield bytes as Buffer;
    await fed;
  }

  /** The text of an entry, in pieces; nothing where the archive lacks it. */
  async *text(name: string): AsyncGenerator<string> {
    const entry = this.#entries.get(name);
    if (entry === undefined) return;
    const decoder = new TextDecoder();
    for await (const bytes of entry.deflated ? this.#inflated(entry) : this.#bytes(entry)) {
      yield decoder.decode(bytes, { stream: true });
    }
    yield decoder.decode();
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}
