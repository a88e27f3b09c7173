import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../platform/errors.ts';
import type { Facts } from '../platform/facts.ts';
import type { Progress } from '../platform/progress.ts';
import type { Field, IngestOptions } from './contract.ts';
import { settleDayMonth } from './date-formats.ts';
import { type OpenedFile, openFile } from './open-file.ts';
import { type FilePlan, openSeparators, planFile } from './plan.ts';
import { readTable } from './read-table.ts';
import { missingFields, type RecognisedColumn, recogniseColumns } from './recognise-columns.ts';
import type { Source } from './source.ts';
import { readDayMonth } from './store-settle.ts';

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** The same file twice, by name or by content, would double every order. */
async function refuseTwins(files: readonly OpenedFile[], paths: readonly string[]): Promise<void> {
  for (let second = 1; second < files.length; second += 1) {
    for (let first = 0; first < second; first += 1) {
      const [a, b] = [files[first], files[second]];
      const [pathA, pathB] = [paths[first], paths[second]];
      if (a === undefined || b === undefined || pathA === undefined || pathB === undefined) continue;
      const twins =
        realpathSync(pathA) === realpathSync(pathB) ||
        (a.bytes === b.bytes && (await digestOf(a.path)) === (await digestOf(b.path)));
      if (twins) throw new AppError('usage', 'ingest.error.same_file', { file: a.name, other: b.name });
    }
  }
}

/** Opens every file and reads its layout. */
export async function openSources(
  context: { facts: Facts; progress: Progress },
  paths: readonly string[],
  folder: string,
): Promise<Source[]> {
  if (paths.length === 0) throw new AppError('usage', 'ingest.error.no_files');
  context.progress.stage('ingest.progress.open');
  const files: OpenedFile[] = [];
  const folders = paths.map((_, index) => join(folder, String(index)));
  for (const [index, path] of paths.entries()) {
    mkdirSync(folders[index] ?? folder, { recursive: true });
    files.push(await openFile(path, folders[index] ?? folder));
  }
  await refuseTwins(files, paths);
  const sources: Source[] = [];
  for (const [index, file] of files.entries()) {
    sources.push(await readTable(context.facts, file, folders[index] ?? folder));
    context.progress.advance(index + 1);
  }
  context.progress.done();
  return sources;
}

/** A ready `--map` for the fields that were not found, with the first columns nobody claimed. */
function mapExample(missing: readonly Field[], source: Source, found: readonly RecognisedColumn[]): string {
  const free = source.columns.filter((column) => !found.some((known) => known.column === column));
  return missing.map((field, index) => `${field}=${free[index] ?? free[0] ?? source.columns[0] ?? ''}`).join(',');
}

export function recogniseFile(source: Source, options: IngestOptions): RecognisedColumn[] {
  const found = recogniseColumns(source, options.map);
  const missing = missingFields(found);
  if (missing.length > 0) {
    throw new AppError('bad_input', `ingest.error.missing_${missing[0] ?? 'amount'}`, {
      file: source.name,
      fields: missing.join(', '),
      columns: source.columns.join(', '),
      example: mapExample(missing, source, found),
    });
  }
  return found;
}

/** Every column named by --map has to stand in some file. */
export function checkMap(
  sources: readonly Source[],
  plans: readonly (readonly RecognisedColumn[])[],
  options: IngestOptions,
): void {
  for (const [field, column] of Object.entries(options.map)) {
    const used = plans.some((columns) => columns.some((known) => known.field === field && known.how === 'given'));
    if (!used) {
      throw new AppError('usage', 'ingest.error.unknown_column', {
        field,
        column,
        columns: (sources[0]?.columns ?? []).join(', '),
      });
    }
  }
}

/** A form like 03/04/2024 is read only where the whole column says which number is the month. */
async function settleDates(facts: Facts, plan: FilePlan): Promise<FilePlan> {
  const separators = openSeparators(plan.dates);
  if (separators.length === 0) return plan;
  const evidence = { first: 0, second: 0, examples: [] as string[] };
  for (const separator of separators) {
    const read = await readDayMonth(facts, plan, separator);
    evidence.first = Math.max(evidence.first, read.largestFirst);
    evidence.second = Math.max(evidence.second, read.largestSecond);
    evidence.examples.push(...read.examples);
  }
  const onlyPoints = separators.every((separator) => separator === '.');
  const order = settleDayMonth(evidence.first, evidence.second) ?? (onlyPoints ? 'DMY' : null);
  const values = { file: plan.source.name, examples: evidence.examples.slice(0, 3).join(', ') };
  if (order === 'mixed') throw new AppError('bad_input', 'ingest.error.mixed_day_month', values);
  if (order === null) throw new AppError('bad_input', 'ingest.error.ambiguous_day_month', values);
  return { ...plan, dates: { ...plan.dates, order } };
}

/** Plans a file; where the engine stumbles over it already here, the file is rewritten row by row first. */
export async function makePlan(
  facts: Facts,
  { source, columns }: { source: Source; columns: readonly RecognisedColumn[] },
  options: IngestOptions,
): Promise<FilePlan> {
  try {
    return await settleDates(facts, planFile(source, columns, options));
  } catch (error) {
    if (error instanceof AppError || source.rewrite === null) throw error;
    return settleDates(facts, planFile(await source.rewrite(), columns, options));
  }
}
