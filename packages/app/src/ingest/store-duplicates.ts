import type { Facts } from '../platform/facts.ts';
import { FIRST_REJECT, RETURN, SALE, verdictOf } from './reject.ts';
import type { StagedShape } from './store-stage.ts';

export interface OrderShape {
  readonly level: 'line' | 'order';
  /** Rows equal to an earlier one in every column. */
  readonly repeated: number;
}

/** In a file of whole orders an id rarely stands twice; a share above this makes it a file of lines. */
const LINE_SHARE = 0.01;

/** Rows equal to an earlier one, as ids in `repeated_rows`: equal rows share a customer and day, or were no sale. */
async function findRepeated(facts: Facts): Promise<number> {
  await facts.run(`CREATE OR REPLACE TABLE repeated_rows AS
    SELECT id FROM (
      SELECT id, row_number() OVER (PARTITION BY row_hash ORDER BY id) AS nth FROM (
        SELECT id, row_hash FROM close_rows
        UNION ALL SELECT rowid, row_hash FROM staged WHERE verdict <> ${SALE})
    ) WHERE nth > 1`);
  const [row] = await facts.rows<{ n: bigint }>('SELECT count(*) AS n FROM repeated_rows');
  return Number(row?.n ?? 0n);
}

/** Whether rows are lines or orders, and how many rows say what another has said. */
export async function judgeLevel(facts: Facts, shape: StagedShape): Promise<OrderShape> {
  const [row] = await facts.rows<{ share: number | null }>(
    `SELECT count(*) FILTER (lowest = highest AND rows > 1 AND bit_count(bits) > 1) / count(*) AS share
     FROM sale_days`,
  );
  const named = shape.optional.includes('order_id');
  const level = named && (row?.share ?? 0) > LINE_SHARE ? 'line' : 'order';
  return { level, repeated: await findRepeated(facts) };
}

/** Distinct order ids over all rows, whatever became of them. An id on two days or customers counts for each. */
export async function countOrderIds(facts: Facts, saleOrders: number): Promise<number> {
  const others = `SELECT DISTINCT order_id FROM staged WHERE verdict <> ${SALE} AND order_id IS NOT NULL`;
  const [row] = await facts.rows<{ others: bigint; common: bigint }>(
    `WITH others AS MATERIALIZED (${others})
     SELECT (SELECT count(*) FROM others) AS others, (SELECT count(DISTINCT order_id) FROM staged
       SEMI JOIN others USING (order_id) WHERE verdict = ${SALE}) AS common`,
  );
  return saleOrders + Number(row?.others ?? 0n) - Number(row?.common ?? 0n);
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
