import { existsSync, readFileSync } from 'node:fs';
import { distinctStatistics } from '../src/index.ts';

const FOLDER = new URL('../../../../shared/data/cdnow/', import.meta.url);

/** Tests of published numbers need the CDNOW sample; without it they are skipped under this name. */
export const NEEDS_CDNOW = existsSync(FOLDER) ? '' : ' (skipped: ../shared/data/cdnow is not there)';
export const withoutCdnow = NEEDS_CDNOW !== '';

function readTable(name: string): number[][] {
  const lines = readFileSync(new URL(name, FOLDER), 'utf8').trim().split(/\r?\n/);
  return lines.slice(1).map((line) => line.split(',').map(Number));
}

/** The calibration sample, one row per customer, times in weeks: id, x, t.x, T, purchases in the 39 weeks after, spend. */
export function readCustomers() {
  const rows = readTable('cdnow_cbs_holdout.csv');
  const column = (at: number): Float64Array => Float64Array.from(rows, (row) => row[at]);
  const columns = { id: column(0), x: column(1), tx: column(2), T: column(3), holdout: column(4), spend: column(5) };
  return { ...columns, statistics: distinctStatistics(columns).statistics };
}

/** Repeat purchases of all customers by the end of weeks 1 … 78. */
export function readCumulativeRepeats(): number[] {
  return readTable('cdnow_weekly_cumulative_repeat.csv').map((row) => row[1]);
}
