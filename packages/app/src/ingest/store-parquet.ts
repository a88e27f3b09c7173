import { AppError } from '../platform/errors.ts';
import type { Facts } from '../platform/facts.ts';
import { quoteIdentifier, quoteLiteral } from '../platform/sql.ts';
import type { OpenedFile } from './open-file.ts';
import { distinctHeadings, GUARD_PREFIX, type Source } from './source.ts';

const SAMPLE_ROWS = 4000;

async function describe(facts: Facts, file: OpenedFile): Promise<{ names: string[]; rows: number }> {
  try {
    const columns = await facts.rows<{ column_name: string }>(
      `DESCRIBE SELECT * FROM read_parquet(${quoteLiteral(file.path)})`,
    );
    const [meta] = await facts.rows<{ n: bigint }>(
      `SELECT num_rows AS n FROM parquet_file_metadata(${quoteLiteral(file.path)})`,
    );
    return { names: columns.map((column) => column.column_name), rows: Number(meta?.n ?? 0n) };
  } catch {
    throw new AppError('bad_input', 'ingest.error.broken_parquet', { file: file.name });
  }
}

/** A Parquet file, every column as text, so that one set of rules judges all formats. */
export async function readParquet(facts: Facts, file: OpenedFile): Promise<Source> {
  const { names, rows } = await describe(facts, file);
  const { columns, repeated } = distinctHeadings(names);
  const cells = names.map((name, index) => `${quoteIdentifier(name)}::VARCHAR AS c${index}`);
  const relation = `(SELECT ${cells.join(', ')} FROM read_parquet(${quoteLiteral(file.path)}))`;
  const step = Math.max(1, Math.floor(rows / SAMPLE_ROWS));
  const picked = await facts.rows<Record<string, string | null>>(
    `SELECT ${cells.join(', ')} FROM read_parquet(${quoteLiteral(file.path)}, file_row_number = true)
     WHERE file_row_number % ${step} = 0 ORDER BY file_row_number LIMIT ${SAMPLE_ROWS}`,
  );
  return {
    name: file.name,
    format: 'parquet',
    encoding: null,
    delimiter: null,
    compressed: file.compressed,
    columns,
    repeatedHeadings: repeated,
    relation,
    records: rows,
    skippedRows: [1],
    broken: null,
    sample: picked.map((row) => names.map((_, index) => row[`c${index}`] ?? '')),
    mended: columns.some((column) => column.startsWith(GUARD_PREFIX)),
    rewrite: null,
  };
}
