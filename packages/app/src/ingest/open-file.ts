import { closeSync, createReadStream, createWriteStream, openSync, readSync, type Stats, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { AppError } from '../platform/errors.ts';

type Kind = 'text' | 'excel' | 'parquet';

/** A file as the user named it, unpacked where needed. */
export interface OpenedFile {
  readonly name: string;
  readonly kind: Kind;
  /** Where the bytes are; not the user's file where that was compressed. */
  readonly path: string;
  readonly compressed: boolean;
  readonly bytes: number;
}

const MAGIC: readonly (readonly [string, number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['parquet', [0x50, 0x41, 0x52, 0x31]],
  ['xls', [0xd0, 0xcf, 0x11, 0xe0]],
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['GIF', [0x47, 0x49, 0x46, 0x38]],
  ['7-Zip', [0x37, 0x7a, 0xbc, 0xaf]],
  ['RAR', [0x52, 0x61, 0x72, 0x21]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58]],
  ['Zstandard', [0x28, 0xb5, 0x2f, 0xfd]],
  ['SQLite', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65]],
];

export function readHead(path: string, length: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(length);
    return buffer.subarray(0, readSync(file, buffer, 0, length, 0));
  } finally {
    closeSync(file);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

function statOf(path: string): Stats {
  try {
    const stats = statSync(path);
    if (!stats.isFile()) throw new AppError('bad_input', 'ingest.error.not_a_file', { file: path });
    closeSync(openSync(path, 'r'));
    return stats;
  } catch (error) {
    if (error instanceof AppError) throw error;
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new AppError('not_found', 'ingest.error.no_file', { file: path });
    throw new AppError('bad_input', 'ingest.error.unreadable', { file: path, cause: code });
  }
}

async function unpack(path: string, name: string, target: string): Promise<void> {
  try {
    await pipeline(createReadStream(path), createGunzip(), createWriteStream(target));
  } catch (error) {
    const code = codeOf(error);
    if (code.startsWith('Z_')) throw new AppError('bad_input', 'ingest.error.broken_gzip', { file: name, cause: code });
    throw new AppError('bad_input', 'ingest.error.unreadable', { file: name, cause: code });
  }
}

function kindOf(path: string, name: string): Kind | 'gzip' {
  const head = readHead(path, 8);
  const magic = MAGIC.find(([, bytes]) => bytes.every((byte, index) => head[index] === byte))?.[0];
  if (magic === undefined) return 'text';
  if (magic === 'gzip') return 'gzip';
  if (magic === 'zip') return 'excel';
  if (magic === 'parquet') return 'parquet';
  if (magic === 'xls') throw new AppError('bad_input', 'ingest.error.old_excel', { file: name });
  throw new AppError('bad_input', 'ingest.error.not_a_table', { file: name, kind: magic });
}

/** Judges a file by its first bytes, not by its name, and unpacks gzip into the work folder. */
export async function openFile(path: string, folder: string): Promise<OpenedFile> {
  const name = basename(path);
  const { size } = statOf(path);
  if (size === 0) throw new AppError('bad_input', 'ingest.error.empty_file', { file: name });
  const kind = kindOf(path, name);
  if (kind !== 'gzip') return { name, kind, path, compressed: false, bytes: size };
  const target = join(folder, 'unpacked');
  await unpack(path, name, target);
  const bytes = statSync(target).size;
  if (bytes === 0) throw new AppError('bad_input', 'ingest.error.empty_file', { file: name });
  const inner = kindOf(target, name);
  if (inner === 'gzip') throw new AppError('bad_input', 'ingest.error.not_a_table', { file: name, kind: 'gzip' });
  return { name, kind: inner, path: target, compressed: true, bytes };
}
