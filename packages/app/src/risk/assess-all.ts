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
  const counts = new Int32Array(STATES.length);
  const futureValue = new Float64Array(STATES.length);
  const pastMargin = new Float64Array(STATES.length);
  for (let i = 0; i < values.count; i++) {
    const code = customers.state[i];
    counts[code]++;
    futureValue[code] += values.futureValue[i];
    pastMargin[code] += values.totalMargin[i];
  }
  return STATES.map((state, code) => ({
    state,
    customers: counts[code],
    futureValue: futureValue[code],
    pastMargin: pastMargin[code],
  }));
}

/** Weights, and how far the indicators say the same. */
export function summariseIndicators(
  indicators: readonly Float64Array[],
  policy: RiskPolicy,
): RiskSummary['indicators'] {
  // Each pair is looked at once, whichever of the two asks.
  const known = INDICATORS.map((_, row) =>
    indicators.slice(0, row).map((other) => correlation(indicators[row], other)),
  );
  return INDICATORS.map((indicator, row) => {
    const others = INDICATORS.filter((other) => other !== indicator);
    const pairs = others.map((other): [IndicatorName, number | null] => {
      const column = INDICATORS.indexOf(other);
      return [other, known[Math.max(row, column)][Math.min(row, column)]];
    });
    return { indicator, weight: policy.weights[indicator], correlation: Object.fromEntries(pairs) };
  });
}
