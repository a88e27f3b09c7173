import type { Day } from '../../platform/time.ts';
import type { CustomerValues } from '../contract.ts';
import { discountedLater, expectedMargin, type Forecast } from './forecast.ts';
import type { RelativeInterval } from './interval.ts';
import { logGapOf, logMarginOf } from './losses.ts';
import { type ReturnHazard, returnChance } from './return.ts';
import type { TraitScale } from './timelines.ts';

/** What one looks like before a second life, as far as it is known of everybody. */
export interface LivedSoFar
  extends Pick<CustomerValues, 'count' | 'x' | 'lastDay' | 'meanMargin' | 'lostDays' | 'life'> {
  /** Days from the first to the last purchase of each life, added up. */
  readonly livedDays: Float64Array;
}

export interface Learnt {
  readonly scale: TraitScale;
  /** null: not enough data. */
  readonly forecast: Forecast | null;
  readonly interval: RelativeInterval | null;
  readonly hazard: ReturnHazard;
}

export interface Ahead {
  readonly asOf: Day;
  readonly horizonDays: number;
  readonly discountRate: number;
}

export type SecondLifeColumns = Pick<CustomerValues, 'returnProbability' | 'sltv' | 'sltvLow' | 'sltvHigh'>;

/** Everyone's second life, also of those who are not lost: what it would be if they were. NaN: not enough data. */
export function applySecondLife(base: LivedSoFar, learnt: Learnt, ahead: Ahead): SecondLifeColumns {
  const unknown = () => new Float64Array(base.count).fill(Number.NaN);
  const columns = { returnProbability: unknown(), sltv: unknown(), sltvLow: unknown(), sltvHigh: unknown() };
  const { pooledGap, leastMargin } = learnt.scale;
  if (pooledGap === null) return columns;
  const { forecast, interval, hazard } = learnt;
  const later = forecast === null ? 0 : discountedLater(forecast, ahead.horizonDays, ahead.discountRate);
  // One record, filled anew for each customer: a million of them would keep the garbage collector busy.
  const absence = { silence: 0, limit: 0, logPurchases: 0, logGap: 0, logMargin: 0, life: 0 };
  for (let i = 0; i < base.count; i++) {
    const purchases = base.x[i] + 1;
    const lastDay = base.lastDay[i];
    const logGap = logGapOf(base.livedDays[i], purchases - base.life[i], pooledGap);
    const logMargin = logMarginOf(base.meanMargin[i], leastMargin);
    if (forecast !== null) {
      const expected = expectedMargin(forecast, { logGap, logMargin }, later);
      columns.sltv[i] = expected;
      columns.sltvLow[i] = expected * (interval === null ? Number.NaN : interval.low);
      columns.sltvHigh[i] = expected * (interval === null ? Number.NaN : interval.high);
    }
    absence.silence = ahead.asOf - lastDay;
    absence.limit = base.lostDays[i];
    absence.logPurchases = Math.log(purchases);
    absence.logGap = logGap;
    absence.logMargin = logMargin;
    absence.life = base.life[i];
    columns.returnProbability[i] = returnChance(hazard, absence, ahead.horizonDays);
  }
  return columns;
}
