import { closeSync, openSync, writeSync } from 'node:fs';

const BUFFERED = 1 << 20;

/** Writes text cells as a CSV that the engine's strict reader accepts; an empty cell reads back as missing. */
export class TableWriter {
  readonly path: string;
  rows = 0;
  longest = 0;
  readonly #file: number;
  #pending: string[] = [];
  #size = 0;

  constructor(path: string) {
    this.path = path;
    this.#file = openSync(path, 'w');
  }

  write(cells: readonly string[]): void {
    const line = cells.map((cell) => (cell === '' ? '' : `"${cell.replaceAll('"', '""')}"`)).join(',');
    this.#pending.push(line, '\n');
    this.#size += line.length;
    this.longest = Math.max(this.longest, line.length);
    this.rows += 1;
    if (this.#size >= BUFFERED) this.#flush();
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  #flush(): void {
    writeSync(this.#file, this.#pending.join(''));
    this.#pending = [];
    this.#size = 0;
  }
}
