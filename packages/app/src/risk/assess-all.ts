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
  const indicators = INDICATORS.map(() => new Float64Array(count));
  for (let i = 0; i < count; i++) {
    const silent = asOf - values.lastDay[i];
    const assessment = assess(
      {
        silentDays: silent,
        limits: { calm: values.calmDays[i], risk: values.riskDays[i], lost: values.lostDays[i] },
        pAlive: values.pAlive[i],
        quarters: [first[i], second[i], third[i], newest[i]],
        purchasesInYear: values.last365Purchases[i],
        life: values.life[i],
        daysInLife: asOf - values.lifeStart[i],
      },
      policy,
    );
    silentDays[i] = silent;
    state[i] = assessment.state;
    lossScore[i] = assessment.lossScore;
    valueFall[i] = assessment.valueFall;
    for (let indicator = 0; indicator < INDICATORS.length; indicator++) {
      indicators[indicator][i] = assessment.indicators[indicator];
    }
  }
  return { customers: { state, silentDays, lossScore, valueFall, episode: values.life }, indicators };
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
