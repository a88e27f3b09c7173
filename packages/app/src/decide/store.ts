import type { Facts } from '../platform/facts.ts';

/**
 * Each candidate's lot in [0, 1), from nothing but the customer's id and the seed: the upper 53 of the first 64 bits of
 * md5(id ':' seed). It can be recomputed by anyone, and new customers change nobody's. `candidates` are ascending keys.
 */
export async function drawLots(facts: Facts, candidates: Int32Array, seed: number): Promise<Float64Array> {
  await facts.create('candidates', { customer_key: candidates });
  const { lot } = await facts.columns<'lot'>(
    `SELECT (('0x' || md5(customer_id || ':' || $seed::BIGINT)[:16])::UBIGINT // 2048)::DOUBLE / 9007199254740992 AS lot
     FROM customers JOIN candidates USING (customer_key) ORDER BY customer_key`,
    { seed },
  );
  await facts.run('DROP TABLE candidates');
  return lot;
}
