import { distinctStatistics, type PurchaseStatistics } from '@winback/models';
import { DAYS_PER_UNIT, type TimeUnit } from '../platform/time.ts';
import type { CustomersAt } from './customers.ts';

/** The customers of a day reduced to distinct (x, t_x, T); `index` leads from a customer's row to the distinct row. */
export interface Histories {
  /** On the grid of whole days, on which histories were told apart. */
  readonly days: PurchaseStatistics;
  /** The same rows in the unit of the parameters. */
  readonly units: PurchaseStatistics;
  readonly index: Int32Array;
  readonly unit: TimeUnit;
}

export function reduceHistories(customers: CustomersAt, unit: TimeUnit): Histories {
  const { x, firstDay, lastDay, day } = customers;
  const tx = lastDay.map((last, i) => last - firstDay[i]);
  const T = firstDay.map((first) => day - first);
  const { statistics: days, index } = distinctStatistics({ x, tx, T });
  const perUnit = DAYS_PER_UNIT[unit];
  const inUnits = (values: Float64Array) => values.map((value) => value / perUnit);
  return { days, units: { ...days, tx: inUnits(days.tx), T: inUnits(days.T) }, index, unit };
}

export function spread(perDistinct: Float64Array, index: Int32Array): Float64Array {
  const perCustomer = new Float64Array(index.length);
  for (let i = 0; i < index.length; i++) perCustomer[i] = perDistinct[index[i]];
  return perCustomer;
}
