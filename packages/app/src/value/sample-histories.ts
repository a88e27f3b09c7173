import type { PurchaseStatistics } from '@winback/models';

export interface SampledHistories {
  readonly statistics: PurchaseStatistics;
  readonly customers: number;
  /** Every so-many-th customer is in the sample; 1 where all are. */
  readonly every: number;
}

/** The distinct histories of at most so many customers: every so-many-th by key, the same ones in every run. */
export function sampleHistories(all: PurchaseStatistics, index: Int32Array, most: number): SampledHistories {
  const every = Math.max(1, Math.ceil(index.length / most));
  if (every === 1) return { statistics: all, customers: index.length, every };
  const weight = new Float64Array(all.x.length);
  let customers = 0;
  for (let i = 0; i < index.length; i += every, customers++) weight[index[i]]++;
  const seen = (_: number, row: number) => weight[row] > 0;
  const statistics = {
    x: all.x.filter(seen),
    tx: all.tx.filter(seen),
    T: all.T.filter(seen),
    weight: weight.filter(seen),
  };
  return { statistics, customers, every };
}
