import { correlation } from '@winback/models';
import type { Day } from '../platform/time.ts';
import type { CustomerValues } from '../value/contract.ts';
import { type CustomerRisks, type RiskSummary, STATES } from './contract.ts';
import { INDICATORS, type IndicatorName, type RiskPolicy } from './policy.ts';
import { assess } from './risk.ts';

export interface Assessed {
  readonly customers: CustomerRisks;
  /** The indicators of all customers, in the order of INDICATORS. */
  readonly indicators: readonly Float64Array[];
}

export function assessAll(values: CustomerValues, asOf: Day, policy: RiskPolicy): Assessed {
  const { count } = values;
  const [first, second, third, newest] = values.quarterMargin;
  const state = new Uint8Array(count);
  const silentDays = new Int32Array(count);
  const lossScore = new Float64Array(count);
  const valueFall = new Float64Array(count);
  const [rhythm, inactivity, fall] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  // One record, filled anew for each customer: a million of them would keep the garbage collector busy.
  const quarters: [number, number, number, number] = [0, 0, 0, 0];
  const limits = { calm: 0, risk: 0, lost: 0 };
  const standing = { silentDays: 0, limits, pAlive: 0, quarters, purchasesInYear: 0, life: 0, daysInLife: 0 };
  for (let i = 0; i < count; i++) {
    const silent = asOf - values.lastDay[i];
    standing.silentDays = silent;
    limits.calm = values.calmDays[i];
    limits.risk = values.riskDays[i];
    limits.lost = values.lostDays[i];
    standing.pAlive = values.pAlive[i];
    quarters[0] = first[i];
    quarters[1] = second[i];
    quarters[2] = third[i];
    quarters[3] = newest[i];
    standing.purchasesInYear = values.last365Purchases[i];
    standing.life = values.life[i];
    standing.daysInLife = asOf - values.lifeStart[i];
    const assessment = assess(standing, policy);
    silentDays[i] = silent;
    state[i] = assessment.state;
    lossScore[i] = assessment.lossScore;
    valueFall[i] = assessment.valueFall;
    rhythm[i] = assessment.indicators[0];
    inactivity[i] = assessment.indicators[1];
    fall[i] = assessment.indicators[2];
  }
  return {
    customers: { state, silentDays, lossScore, valueFall, episode: values.life },
    indicators: [rhythm, inactivity, fall],
  };
}

export function summariseStates(customers: CustomerRisks, values: CustomerValues): RiskSummary['states'] {
  const sums = STATES.map((state) => ({ state, customers: 0, futureValue: 0, pastMargin: 0 }));
  for (let i = 0; i < values.count; i++) {
    const sum = sums[customers.state[i]];
    sum.customers++;
    sum.futureValue += values.futureValue[i];
    sum.pastMargin += values.totalMargin[i];
  }
  return sums;
}

/** Weights, and how far the indicators say the same. */
export function summariseIndicators(
  indicators: readonly Float64Array[],
  policy: RiskPolicy,
): RiskSummary['indicators'] {
  return INDICATORS.map((indicator, row) => {
    const others = INDICATORS.filter((other) => other !== indicator);
    const pairs = others.map((other): [IndicatorName, number | null] => [
      other,
      correlation(indicators[row], indicators[INDICATORS.indexOf(other)]),
    ]);
    return { indicator, weight: policy.weights[indicator], correlation: Object.fromEntries(pairs) };
  });
}
