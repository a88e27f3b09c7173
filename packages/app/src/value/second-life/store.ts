import type { ImportedFacts } from '../../ingest/contract.ts';
import type { Facts } from '../../platform/facts.ts';
import { minorPerMajor } from '../../platform/money.ts';
import type { Timelines } from './timelines.ts';

const MINOR_PER_MAJOR_WITHOUT_CURRENCY = 100;
/** Knuth's multiplicative hash spreads neighbouring keys evenly, the same on every machine. */
const HASH_FACTOR = 2654435761;
const HASH_RANGE = 4294967296;

/**
 * The purchases of all customers, or of a fixed pseudo-random part of them where there are more than `most`: enough to
 * learn second lives from, and small enough to be gone through once for each cut in time.
 */
export async function readTimelines(facts: Facts, imported: ImportedFacts, most: number): Promise<Timelines> {
  const share = Math.min(1, most / Math.max(1, imported.customers));
  const rows = await facts.columns<'customer_key' | 'day' | 'margin_minor'>(
    `SELECT customer_key, day, margin_minor FROM purchases
     WHERE (customer_key::BIGINT * ${HASH_FACTOR}) % ${HASH_RANGE} < $below ORDER BY customer_key, day`,
    { below: Math.ceil(share * HASH_RANGE) },
  );
  const perMajor = imported.currency === null ? MINOR_PER_MAJOR_WITHOUT_CURRENCY : minorPerMajor(imported.currency);
  const starts: number[] = [];
  rows.customer_key.forEach((key, row) => {
    if (row === 0 || key !== rows.customer_key[row - 1]) starts.push(row);
  });
  return {
    customers: starts.length,
    offsets: Int32Array.from([...starts, rows.day.length]),
    day: rows.day,
    margin: rows.margin_minor.map((minor) => minor / perMajor),
  };
}
