import type { Facts } from '../platform/facts.ts';
import { FIRST_REJECT, RETURN, SALE, verdictOf } from './reject.ts';
import type { StagedShape } from './store-stage.ts';

export interface OrderShape {
  readonly level: 'line' | 'order';
  /** Distinct order ids over all rows, whatever became of them; null: the files name no orders. */
  readonly orders: number | null;
  /** Rows equal to an earlier one in every column. */
  readonly repeated: number;
}

/** In a file of whole orders an id rarely stands twice; a share above this makes it a file of lines. */
const LINE_SHARE = 0.01;

/**
 * Orders with rows that could be equal: each row sets one of 64 bits by its hash, so an order of n rows with n bits has
 * none. Only the few others are compared row by row.
 */
async function countGroups(facts: Facts, keys: string): Promise<{ groups: number; differing: number }> {
  await facts.run(`CREATE OR REPLACE TABLE order_groups AS
    SELECT ${keys}, count(*) AS n, bit_count(bit_or(1::UBIGINT << (row_hash % 64)))::INTEGER AS bits
    FROM staged GROUP BY ${keys}`);
  const [row] = await facts.rows<{ groups: bigint; differing: bigint }>(
    'SELECT count(*) AS groups, count(*) FILTER (n > 1 AND bits > 1) AS differing FROM order_groups',
  );
  return { groups: Number(row?.groups ?? 0n), differing: Number(row?.differing ?? 0n) };
}

/** Rows equal to an earlier one of the same order, as ids, in a table of their own. */
async function findRepeated(facts: Facts, keys: readonly string[]): Promise<number> {
  const same = keys.map((key) => `s.${key} IS NOT DISTINCT FROM g.${key}`).join(' AND ');
  await facts.run(`CREATE OR REPLACE TABLE repeated_rows AS
    SELECT id FROM (
      SELECT s.rowid AS id, row_number() OVER (PARTITION BY s.row_hash ORDER BY s.rowid) AS nth
      FROM staged s JOIN (SELECT * FROM order_groups WHERE bits < n) g ON ${same}
    ) WHERE nth > 1`);
  const [row] = await facts.rows<{ n: bigint }>('SELECT count(*) AS n FROM repeated_rows');
  return Number(row?.n ?? 0n);
}

/** Whether rows are lines or orders, and how many rows say what another has said. */
export async function judgeLevel(facts: Facts, shape: StagedShape): Promise<OrderShape> {
  const named = shape.optional.includes('order_id');
  const keys = named ? ['order_id'] : ['customer_id', 'day'];
  const { groups, differing } = await countGroups(facts, keys.join(', '));
  const repeated = await findRepeated(facts, keys);
  await facts.run('DROP TABLE order_groups');
  const level = named && differing > groups * LINE_SHARE ? 'line' : 'order';
  return { level, orders: named ? groups : null, repeated };
}

/** In a file of whole orders, a row that repeats another says nothing new; without order ids nobody can know. */
export async function rejectRepeatedOrders(facts: Facts): Promise<void> {
  await facts.run(`UPDATE staged SET verdict = ${verdictOf('duplicate_row', 'row')}
    WHERE verdict < ${FIRST_REJECT} AND rowid IN (SELECT id FROM repeated_rows)`);
}

/**
 * Overlapping exports: sales of an order that an earlier file has are duplicates of the later file; other rows only
 * where an earlier file has the very same row.
 */
export async function rejectOverlaps(facts: Facts, shape: StagedShape): Promise<void> {
  const equal = verdictOf('duplicate_row', 'row');
  if (shape.optional.includes('order_id')) {
    await facts.run(`UPDATE staged SET verdict = ${verdictOf('duplicate_order', 'order_id')}
      FROM (SELECT customer_id, order_id, min(file) AS first_file FROM staged WHERE verdict = ${SALE}
            GROUP BY customer_id, order_id HAVING min(file) < max(file)) AS shared
      WHERE staged.verdict = ${SALE} AND staged.customer_id = shared.customer_id
        AND staged.order_id = shared.order_id AND staged.file > shared.first_file`);
  }
  const kinds = shape.optional.includes('order_id') ? `verdict <> ${SALE} OR order_id IS NULL` : 'true';
  await facts.run(`UPDATE staged SET verdict = ${equal}
    FROM (SELECT row_hash, min(file) AS first_file FROM staged WHERE verdict <= ${RETURN + 2}
          GROUP BY row_hash HAVING min(file) < max(file)) AS shared
    WHERE staged.verdict < ${FIRST_REJECT} AND (${kinds})
      AND staged.row_hash = shared.row_hash AND staged.file > shared.first_file`);
}

export async function dropRepeated(facts: Facts): Promise<void> {
  await facts.run('DROP TABLE repeated_rows');
}
