import { STATES, type State } from './contract.ts';
import { type Indicators, type Limits, lossScore, rhythmIndicator } from './loss-score.ts';
import type { RiskPolicy } from './policy.ts';
import { type Quarters, valueFall } from './value-fall.ts';

/** One customer's numbers. */
export interface Standing {
  readonly silentDays: number;
  readonly limits: Limits;
  /** NaN where the model cannot say. */
  readonly pAlive: number;
  readonly quarters: Quarters;
  readonly purchasesInYear: number;
  /** 1 for the first life, and the days since the present one began. */
  readonly life: number;
  readonly daysInLife: number;
}

export interface Assessment {
  /** Index into STATES. */
  readonly state: number;
  readonly lossScore: number;
  readonly indicators: Indicators;
  readonly valueFall: number;
}

const CODE = Object.fromEntries(STATES.map((state, code) => [state, code])) as Record<State, number>;

function stateOf(standing: Standing, score: number, given: { falling: boolean; policy: RiskPolicy }): number {
  const { silentDays, limits, pAlive } = standing;
  const { policy } = given;
  if (silentDays >= limits.lost && silentDays > policy.neverLostDays) return CODE.lost;
  if (silentDays >= limits.risk || score >= policy.threshold) return CODE.at_risk;
  if (silentDays >= limits.calm && pAlive < policy.likelyGone) return CODE.at_risk;
  if (standing.life > 1 && standing.daysInLife <= policy.returnedDays) return CODE.returned;
  return given.falling ? CODE.leaving : CODE.active;
}

/**
 * Where a customer stands, the gravest answer first: lost (silent beyond the own limit),
 * at risk (beyond the risk limit, or a high score, or more likely gone than not), returned (a later life has just begun),
 * leaving (still buying, but value falls against the own base), active.
 */
export function assess(standing: Standing, policy: RiskPolicy): Assessment {
  const { fall, falling } = valueFall(standing.quarters, standing.purchasesInYear, policy);
  const indicators: Indicators = [rhythmIndicator(standing.silentDays, standing.limits), 1 - standing.pAlive, fall];
  const score = lossScore(indicators, policy);
  return {
    state: stateOf(standing, score, { falling, policy }),
    lossScore: score,
    indicators,
    valueFall: fall,
  };
}
