// The million simulated customers that both sides of the fit benchmark read.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRandom, simulateBgNbd } from '@winback/models';

const CUSTOMERS = 1_000_000;
const PER_WEEK = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
const [SHORTEST, LONGEST] = [27 * 7, 39 * 7];
const FILE = new URL('data/bg-nbd-million.i32', import.meta.url);

/** Three columns of 32-bit integers, one after the other: x, t_x in days, T in days. */
function simulate() {
  const random = createRandom(20261121);
  const columns = new Int32Array(3 * CUSTOMERS);
  for (let i = 0; i < CUSTOMERS; i += 1) {
    const days = SHORTEST + random.integer(LONGEST - SHORTEST + 1);
    const times = simulateBgNbd(PER_WEEK, days / 7, random);
    const last = times.at(-1) ?? 0;
    columns[i] = times.length;
    columns[CUSTOMERS + i] = Math.min(days, Math.ceil(last * 7));
    columns[2 * CUSTOMERS + i] = days;
  }
  return columns;
}

/** Path of the file, written on first use. */
export function dataFile() {
  if (!existsSync(FILE)) {
    mkdirSync(new URL('data/', import.meta.url), { recursive: true });
    writeFileSync(FILE, new Uint8Array(simulate().buffer));
  }
  return FILE;
}

/** The columns as a reader of a file would hand them over. */
export function readData() {
  const bytes = readFileSync(dataFile());
  const all = new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const column = (at) => Float64Array.from(all.subarray(at * CUSTOMERS, (at + 1) * CUSTOMERS));
  return { x: column(0), tx: column(1), T: column(2) };
}
