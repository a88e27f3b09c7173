import { createDerivatives } from '../optimise/derivatives.ts';
import type { PurchaseStatistics } from '../statistics.ts';
import { layOut } from './layout.ts';
import { type TwoBranches, twoBranchLikelihood } from './two-branch.ts';

/** Weighted log-likelihood of the statistics at given parameters. */
export function logLikelihoodOf(
  branches: TwoBranches,
  parameters: Float64Array,
  statistics: PurchaseStatistics,
): number {
  const out = createDerivatives(4);
  twoBranchLikelihood(branches, layOut(statistics))(parameters, out);
  return out.value;
}
