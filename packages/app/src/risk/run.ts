import type { ImportedFacts } from '../ingest/contract.ts';
import type { RunContext } from '../platform/context.ts';
import type { Valued } from '../value/contract.ts';
import { assessAll, summariseIndicators, summariseStates } from './assess-all.ts';
import type { Risked } from './contract.ts';
import { RISK_POLICY, type RiskPolicy } from './policy.ts';
import { readEpisodes } from './store.ts';

/** Who is leaving, who is lost? States and scores of all customers, and the episodes of loss and return so far. */
export async function assessRisks(
  context: RunContext,
  imported: ImportedFacts,
  given: Valued & { readonly policy?: RiskPolicy },
): Promise<Risked> {
  context.progress.stage('risk.stage.states', imported.customers);
  const policy = given.policy ?? RISK_POLICY;
  const { customers, indicators } = assessAll(given.customers, imported.asOf, policy);
  return {
    customers,
    summary: {
      states: summariseStates(customers, given.customers),
      episodes: await readEpisodes(context.facts),
      indicators: summariseIndicators(indicators, policy),
      threshold: policy.threshold,
    },
  };
}
