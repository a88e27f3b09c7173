import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  UTINYINT,
} from '@duckdb/node-api';
import bindings from '@duckdb/node-bindings';
import { AppError } from './errors.ts';

export type SqlParameters = Record<string, DuckDBValue>;
export type NumericColumn = Float64Array | Int32Array | Uint8Array;
export type Columns<Name extends string> = Record<Name, Float64Array>;
/** Some rows of a query; the columns are only lent for the time of the visit. */
export interface Rows<Name extends string> {
  readonly rows: number;
  readonly columns: Readonly<Record<Name, NumericColumn>>;
}

/**
 * The facts engine behind one narrow door: SQL in, rows or whole numeric columns out. Everything that grows with the
 * number of orders stays inside it.
 */
export interface Facts {
  run(sql: string, parameters?: SqlParameters): Promise<void>;
  rows<Row>(sql: string, parameters?: SqlParameters): Promise<Row[]>;
  /** All columns of a query as doubles, in row order; NULL becomes NaN. Every column must be numeric or a day number. */
  columns<Name extends string>(sql: string, parameters?: SqlParameters): Promise<Columns<Name>>;
  /** Visits all rows of a query in order, some at a time, and keeps none. Every column must be a DOUBLE or an INTEGER,
   * and never NULL. */
  scan<Name extends string>(sql: string, visit: (some: Rows<Name>) => void): Promise<void>;
  /** Creates `table` from columns of equal length: Float64Array → DOUBLE (NaN stays NaN), Int32Array → INTEGER,
   * Uint8Array → UTINYINT. */
  create(table: string, columns: Readonly<Record<string, NumericColumn>>): Promise<void>;
  /** Rows behind and in all of the statement that is running, as the engine estimates them; null between statements. */
  progress(): { readonly rows: number; readonly total: number } | null;
  /** Stops the statement that is running and refuses those after it; both fail as cancelled. */
  interrupt(): void;
  close(): void;
}

export interface FactsOptions {
  readonly memoryLimit?: string;
  readonly threads?: number;
}

const CHUNK_ROWS = 2048;

function typeOf(column: NumericColumn): DuckDBType {
  if (column instanceof Float64Array) return DOUBLE;
  return column instanceof Int32Array ? INTEGER : UTINYINT;
}

async function readColumns<Name extends string>(
  connection: DuckDBConnection,
  sql: string,
  parameters: SqlParameters,
): Promise<Columns<Name>> {
  const result = await connection.run(
    `SELECT coalesce(CAST(COLUMNS(*) AS DOUBLE), 'NaN'::DOUBLE) FROM (${sql})`,
    parameters,
  );
  const names = result.columnNames() as Name[];
  const columns = names.map(() => new Float64Array(Number(result.rowCount)));
  let offset = 0;
  for await (const chunk of result) {
    const rows = chunk.rowCount;
    columns.forEach((target, index) => {
      const vector = bindings.data_chunk_get_vector(chunk.chunk, index);
      const bytes = bindings.vector_get_data(vector, rows * Float64Array.BYTES_PER_ELEMENT);
      target.set(new Float64Array(bytes.buffer, bytes.byteOffset, rows), offset);
    });
    offset += rows;
  }
  return Object.fromEntries(names.map((name, index) => [name, columns[index]])) as Columns<Name>;
}

function lend(
  vector: ReturnType<typeof bindings.data_chunk_get_vector>,
  type: DuckDBType,
  rows: number,
): NumericColumn {
  const [Kind, width] = type === DOUBLE ? ([Float64Array, 8] as const) : ([Int32Array, 4] as const);
  const bytes = bindings.vector_get_data(vector, rows * width);
  return new Kind(bytes.buffer as ArrayBuffer, bytes.byteOffset, rows);
}

async function scanRows<Name extends string>(
  connection: DuckDBConnection,
  sql: string,
  visit: (some: Rows<Name>) => void,
): Promise<void> {
  const result = await connection.stream(sql);
  const names = result.columnNames() as Name[];
  const types = result.columnTypes();
  for await (const chunk of result) {
    const entries = names.map((name, index) => {
      const vector = bindings.data_chunk_get_vector(chunk.chunk, index);
      return [name, lend(vector, types[index], chunk.rowCount)] as const;
    });
    visit({ rows: chunk.rowCount, columns: Object.fromEntries(entries) as Record<Name, NumericColumn> });
  }
}

async function createTable(
  connection: DuckDBConnection,
  table: string,
  columns: Readonly<Record<string, NumericColumn>>,
): Promise<void> {
  const entries = Object.entries(columns);
  const types = entries.map(([, column]) => typeOf(column));
  await connection.run(
    `CREATE OR REPLACE TABLE ${table} (${entries.map(([name], index) => `${name} ${types[index]}`).join(', ')})`,
  );
  const rows = entries[0]?.[1].length ?? 0;
  const appender = await connection.createAppender(table);
  const chunk = DuckDBDataChunk.create(types);
  for (let start = 0; start < rows; start += CHUNK_ROWS) {
    const size = Math.min(CHUNK_ROWS, rows - start);
    chunk.reset();
    chunk.rowCount = size;
    entries.forEach(([, source], index) => {
      const width = source.BYTES_PER_ELEMENT;
      const vector = bindings.data_chunk_get_vector(chunk.chunk, index);
      bindings.copy_data_to_vector(
        vector,
        0,
        source.buffer as ArrayBuffer,
        source.byteOffset + start * width,
        size * width,
      );
    });
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

/** A facts engine that lives as long as one analysis; what does not fit in memory spills to a private folder. */
export async function openFacts(options: FactsOptions = {}): Promise<Facts> {
  const spill = mkdtempSync(join(tmpdir(), 'winback-'));
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: options.memoryLimit ?? '2500MB',
    temp_directory: spill,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
  });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  await connection.run('SET enable_progress_bar = true');
  await connection.run('SET enable_progress_bar_print = false');
  let stopped = false;
  const guarded = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (stopped) throw new AppError('cancelled', 'cli.cancelled');
    try {
      return await work();
    } catch (error) {
      throw stopped ? new AppError('cancelled', 'cli.cancelled') : error;
    }
  };
  return {
    run: (sql, parameters = {}) =>
      guarded(async () => {
        await connection.run(sql, parameters);
      }),
    rows: <Row>(sql: string, parameters: SqlParameters = {}) =>
      guarded(async () => (await connection.runAndReadAll(sql, parameters)).getRowObjectsJS() as Row[]),
    columns: (sql, parameters = {}) => guarded(() => readColumns(connection, sql, parameters)),
    scan: (sql, visit) => guarded(() => scanRows(connection, sql, visit)),
    create: (table, columns) => guarded(() => createTable(connection, table, columns)),
    progress: () => {
      const { rows_processed: rows, total_rows_to_process: total } = connection.progress;
      return total > 0n ? { rows: Number(rows), total: Number(total) } : null;
    },
    interrupt: () => {
      stopped = true;
      connection.interrupt();
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
      rmSync(spill, { recursive: true, force: true });
    },
  };
}
