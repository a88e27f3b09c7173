import { statSync } from 'node:fs';
import { join } from 'node:path';
import { brokenRelation, csvRelation } from './relation-sql.ts';
import { sampleRows } from './sample-rows.ts';
import type { Source } from './source.ts';
import { TableWriter } from './write-table.ts';

interface BrokenRow {
  readonly row: number;
  readonly code: string;
  readonly cells: readonly string[];
  readonly delimiter: string;
}

/** Takes rows one by one from a reader of our own and makes of them what the engine's strict reader accepts. */
export class Rewriter {
  readonly #width: number;
  readonly #clean: TableWriter;
  readonly #broken: TableWriter;
  readonly #skipped: number[] = [];

  constructor(folder: string, width: number) {
    this.#width = width;
    this.#clean = new TableWriter(join(folder, 'clean.csv'));
    this.#broken = new TableWriter(join(folder, 'broken.csv'));
  }

  /** A row that carries nothing: blank, or the header. */
  skip(row: number): void {
    this.#skipped.push(row);
  }

  keep(cells: readonly string[]): void {
    this.#clean.write(cells);
  }

  breakOff({ row, code, cells, delimiter }: BrokenRow): void {
    this.#skipped.push(row);
    const shown = cells.map((cell) => cell.replaceAll('\u0000', '\ufffd'));
    const fitted = Array.from({ length: this.#width }, (_, index) => shown[index] ?? '');
    this.#broken.write([String(row), code, shown.join(delimiter), ...fitted]);
  }

  finish(): Pick<Source, 'relation' | 'records' | 'skippedRows' | 'broken' | 'sample'> {
    this.#clean.close();
    this.#broken.close();
    const width = this.#width;
    const { path, rows, longest } = this.#clean;
    const broken = this.#broken;
    return {
      relation: csvRelation({ path, delimiter: ',', width, header: false, longest }),
      records: rows + broken.rows,
      skippedRows: this.#skipped,
      broken:
        broken.rows === 0 ? null : { relation: brokenRelation(broken.path, width, broken.longest), rows: broken.rows },
      sample: rows === 0 ? [] : sampleRows({ path, bytes: statSync(path).size, delimiter: ',', width }),
    };
  }
}
