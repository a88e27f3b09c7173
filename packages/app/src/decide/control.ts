export interface Lottery {
  /** Group within which the share holds, by candidate; at least 0, below `strata`. */
  readonly stratum: ArrayLike<number>;
  readonly strata: number;
  /** The candidate's lot in [0, 1): drawn from the customer's id and the seed, so it stays whoever else is there. */
  readonly lot: ArrayLike<number>;
  /** Of each group, the share held back. */
  readonly share: number;
}

/**
 * Holds back those with the lowest lots of each stratum: of n exactly n × share, up to the one customer that cannot be
 * divided. Fractions are carried from stratum to stratum, so the share holds in all as well.
 */
export function assignControl(lottery: Lottery, candidates: Int32Array): Uint8Array {
  const { stratum, strata, lot, share } = lottery;
  const held = new Uint8Array(stratum.length);
  const size = new Int32Array(strata + 1);
  for (const candidate of candidates) {
    const after = (stratum[candidate] as number) + 1;
    size[after] = (size[after] as number) + 1;
  }
  for (let index = 0; index < strata; index += 1)
    size[index + 1] = (size[index + 1] as number) + (size[index] as number);
  const next = size.slice();
  const grouped = new Int32Array(candidates.length);
  for (const candidate of candidates) {
    const group = stratum[candidate] as number;
    grouped[next[group] as number] = candidate;
    next[group] = (next[group] as number) + 1;
  }
  let carried = 0;
  for (let group = 0; group < strata; group += 1) {
    const members = grouped.subarray(size[group], size[group + 1]);
    const due = members.length * share + carried;
    const number = Math.min(members.length, Math.round(due));
    carried = due - number;
    if (number === 0) continue;
    members.sort((a, b) => (lot[a] as number) - (lot[b] as number) || a - b);
    for (const candidate of members.subarray(0, number)) held[candidate] = 1;
  }
  return held;
}
