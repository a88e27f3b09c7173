import { daysIn, type Forecaster, forecastRows } from './forecaster.ts';
import type { Histories } from './histories.ts';
import { type LimitRule, limitDays } from './rhythm.ts';

/**
 * Everyone goes on at the own pace until the silence passes the own limit, then never again. The pace is shrunk to that
 * of all by the weight of one purchase, so that a single purchase yesterday is not taken for one a day. Needs one
 * repeat purchase among all; null without.
 */
export function rhythmRule(lost: LimitRule | null, learntFrom: Histories): Forecaster | null {
  const { x, T, weight } = learntFrom.days;
  const total = (values: Float64Array) => values.reduce((sum, value, row) => sum + value * weight[row], 0);
  const purchases = total(x);
  const time = total(T);
  if (lost === null || purchases === 0 || time === 0) return null;
  const timePerPurchase = time / purchases;
  return {
    name: 'personal-rhythm',
    rung: 'personal rhythm rule',
    logLikelihood: null,
    forecast: (ahead, histories) => {
      const days = daysIn(ahead);
      return forecastRows(histories, (history) => ({
        pAlive: Number.NaN,
        expectedPurchases:
          history.T - history.tx >= limitDays(lost, history.x, history.tx)
            ? 0
            : ((history.x + 1) / (history.T + timePerPurchase)) * days,
      }));
    },
  };
}
