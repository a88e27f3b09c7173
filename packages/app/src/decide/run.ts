import type { ImportedFacts } from '../ingest/contract.ts';
import type { RunContext } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { INFERRED_REASONS, type Reasoned } from '../reason/contract.ts';
import type { Risked } from '../risk/contract.ts';
import type { Valued } from '../value/contract.ts';
import { type Base, type Candidates, considerAll, createDecisions } from './candidates.ts';
import { type Decided, type DecideOptions, TIERS } from './contract.ts';
import { type ControlledPlan, planWithControl } from './plan.ts';
import { DEFAULT_POLICY } from './policy.ts';
import { profitCurve } from './profit-curve.ts';
import { settlePlan } from './settle.ts';
import { weighStakes } from './stakes.ts';
import { drawLots } from './store.ts';
import { summarisePlan } from './summarise.ts';
import { assignTiers } from './tiers.ts';

export interface KnownToDecide {
  readonly imported: ImportedFacts;
  readonly valued: Valued;
  readonly risked: Risked;
  readonly reasoned: Reasoned;
}

const MOST_CONTROL = 0.5;

function isAmount(value: number | null): boolean {
  return value === null || (Number.isFinite(value) && value >= 0);
}

/** Refuses what cannot be meant. */
function checkOptions(options: DecideOptions): void {
  if (!(options.control >= 0 && options.control <= MOST_CONTROL)) {
    throw new AppError('usage', 'decide.error.control_share', { share: options.control, most: MOST_CONTROL });
  }
  if (!isAmount(options.budget)) throw new AppError('usage', 'decide.error.budget', { budget: Number(options.budget) });
  if (!isAmount(options.agentHours)) {
    throw new AppError('usage', 'decide.error.agent_hours', { hours: Number(options.agentHours) });
  }
  if (!isAmount(options.contactCost)) {
    throw new AppError('usage', 'decide.error.contact_cost', { cost: options.contactCost });
  }
}

async function plan(
  context: RunContext,
  { base, candidates }: { base: Base; candidates: Candidates },
  options: DecideOptions,
): Promise<ControlledPlan> {
  const { customer } = candidates;
  const lot =
    options.control > 0 ? await drawLots(context.facts, customer, options.seed) : new Float64Array(customer.length);
  const reasons = INFERRED_REASONS.length;
  return planWithControl(
    candidates.choices,
    { money: options.budget ?? Number.POSITIVE_INFINITY, hours: options.agentHours ?? Number.POSITIVE_INFINITY },
    {
      stratum: customer.map((key) => (base.tier[key] as number) * reasons + (base.reasons.reason[key] as number)),
      strata: TIERS.length * reasons,
      lot,
      share: options.control,
    },
  );
}

/** Whom to win back, with what, and whom to let go: the best plan within budget and hours, with a control group. */
export async function decide(context: RunContext, known: KnownToDecide, options: DecideOptions): Promise<Decided> {
  checkOptions(options);
  context.progress.stage('decide.stage.plan', known.imported.customers);
  const policy = DEFAULT_POLICY;
  const { customers: values, summary } = known.valued;
  const risks = known.risked.customers;
  const stakes = weighStakes(values, risks, Math.min(1, policy.answerDays / summary.horizonDays));
  const cheapest = policy.contacts.message.contacts * options.contactCost;
  const tiers = assignTiers(stakes.value, policy, cheapest);
  const base: Base = { values, risks, reasons: known.reasoned.customers, stakes, tier: tiers.tier };
  const decisions = createDecisions(base);
  const circumstances = { policy, contactCost: options.contactCost, usualEarly: stakes.meanEarly };
  const candidates = considerAll(base, circumstances, decisions);
  const controlled = await plan(context, { base, candidates }, options);
  settlePlan(decisions, candidates, controlled);
  const curve = profitCurve(controlled.dual, options.agentHours ?? Number.POSITIVE_INFINITY);
  const settled = { base, tiers, plan: controlled, curve, policy };
  return { customers: decisions, summary: summarisePlan(decisions, settled, options) };
}
