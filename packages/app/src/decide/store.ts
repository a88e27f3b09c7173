import type { Facts } from '../platform/facts.ts';

/**
 * Everyone's lot in [0, 1), from nothing but the customer's id and the seed: the upper 53 of the first 64 bits of
 * md5(id ':' seed). It can be recomputed by anyone, and new customers change nobody's.
 */
export async function drawLots(facts: Facts, seed: number): Promise<Float64Array> {
  const { lot } = await facts.columns<'lot'>(
    `SELECT (('0x' || md5(customer_id || ':' || $seed::BIGINT)[:16])::UBIGINT // 2048)::DOUBLE / 9007199254740992 AS lot
     FROM customers ORDER BY customer_key`,
    { seed },
  );
  return lot;
}
