import type { PurchaseScores, WeightedTime } from '../model.ts';
import type { PurchaseStatistics } from '../statistics.ts';
import { layOut, type Pairs } from './layout.ts';

/** What a row's scores are made of: each part depends on one pair only. */
export interface ScoreParts {
  /** ln of the gone branch less the part both share, at (x, t_x). */
  gone(x: number, tx: number): number;
  /** ln of the stayed branch at (x, T). */
  stayed(x: number, T: number): number;
  /** ln of the chance to have made these purchases and still be there, at (x, T). */
  alive(x: number, T: number): number;
  /** Purchases expected until t of one who is still there, at (x, T). */
  expected(x: number, T: number, t: number): number;
}

/** P(alive) = e^alive / (e^gone + e^stayed) and the expectation, for each row, computing each distinct pair once. */
export function scoreRows(
  parts: ScoreParts,
  times: readonly WeightedTime[],
  statistics: PurchaseStatistics,
): PurchaseScores {
  const layout = layOut(statistics);
  const onPairs = ({ x, t }: Pairs, part: (x: number, t: number) => number): Float64Array =>
    x.map((count, pair) => part(count, t[pair]));
  const gone = onPairs(layout.last, parts.gone);
  const stayed = onPairs(layout.end, parts.stayed);
  const alive = onPairs(layout.end, parts.alive);
  const expected = onPairs(layout.end, (x, T) => {
    let sum = 0;
    for (const { time, weight } of times) sum += weight * parts.expected(x, T, time);
    return sum;
  });
  const rows = statistics.x.length;
  const scores = { pAlive: new Float64Array(rows), expectedPurchases: new Float64Array(rows) };
  for (let row = 0; row < rows; row += 1) {
    const end = layout.end.ofRow[row];
    const chance = chanceAlive(gone[layout.last.ofRow[row]], stayed[end], alive[end]);
    scores.pAlive[row] = chance;
    scores.expectedPurchases[row] = chance * expected[end];
  }
  return scores;
}

/** e^alive / (e^gone + e^stayed) without overflow, at most 1. */
export function chanceAlive(gone: number, stayed: number, alive: number): number {
  return Math.min(1, 1 / (Math.exp(gone - alive) + Math.exp(stayed - alive)));
}
