import { AppError } from '../platform/errors.ts';
import type { Facts } from '../platform/facts.ts';
import type { OpenedFile } from './open-file.ts';
import { readExcel } from './read-excel.ts';
import { readText } from './read-text.ts';
import type { Source } from './source.ts';
import { readParquet } from './store-parquet.ts';

/** A file of any kind as a source for the facts engine; scratch files go into `folder`. */
export async function readTable(facts: Facts, file: OpenedFile, folder: string): Promise<Source> {
  const source = await readers[file.kind](facts, file, folder);
  if (source.records === 0) throw new AppError('bad_input', 'ingest.error.no_rows', { file: file.name });
  return source;
}

const readers = {
  text: (_facts: Facts, file: OpenedFile, folder: string) => readText(file, folder),
  excel: (_facts: Facts, file: OpenedFile, folder: string) => readExcel(file, folder),
  parquet: (facts: Facts, file: OpenedFile) => readParquet(facts, file),
} as const;
