import type { ImportedFacts } from '../ingest/contract.ts';
import type { RunContext } from '../platform/context.ts';
import { minorPerMajor } from '../platform/money.ts';
import { type Day, monthOfDay } from '../platform/time.ts';
import { balanceMonths } from './bucket.ts';
import { surviveByQuarter } from './cohorts.ts';
import type { LearnSummary } from './contract.ts';
import { MINOR_DIGITS_UNSTATED } from './outcome-columns.ts';
import { type LossCounts, readFlows, readLifeCounts, readLossCounts } from './store.ts';

/** Below this many customers a year ago a yearly rate says more about chance than about the firm. */
const FEWEST_FOR_A_RATE = 30;

function ratesOf(counts: LossCounts): Pick<LearnSummary, 'yearlyLossRate' | 'recoveryRate'> {
  return {
    yearlyLossRate: counts.yearAgo < FEWEST_FOR_A_RATE ? null : counts.lostSince / counts.yearAgo,
    recoveryRate: counts.losses === 0 ? null : counts.returns / counts.losses,
  };
}

function quarterOf(day: Day): number {
  return Math.floor(monthOfDay(day) / 3);
}

/** Who came, went and came back, month by month, from the lives that value found. */
export async function measureBucket(context: RunContext, imported: ImportedFacts): Promise<LearnSummary> {
  context.progress.stage('learn.stage.bucket');
  const { asOf, firstDay, currency } = imported;
  const flows = await readFlows(context.facts);
  const lives = await readLifeCounts(context.facts);
  const losses = await readLossCounts(context.facts, asOf);
  return {
    leakyBucket: balanceMonths(flows, {
      firstDay,
      asOf,
      minorPerMajor: currency === null ? 10 ** MINOR_DIGITS_UNSTATED : minorPerMajor(currency),
    }),
    ...ratesOf(losses),
    cohorts: surviveByQuarter(lives, quarterOf(asOf)),
  };
}
