import type { Day, TimeUnit } from '../platform/time.ts';
import type { CustomersAt } from './customers.ts';
import type { Forecaster } from './forecaster.ts';
import { type Histories, reduceHistories } from './histories.ts';
import { type FittedModels, fitPurchaseModels } from './purchase-models.ts';
import { type GapCounts, learnRhythm, type Rhythm } from './rhythm.ts';
import { rhythmRule } from './rhythm-rule.ts';

/** All that can be learnt about purchases from what was known on one day. */
export interface Learnt extends FittedModels {
  readonly customers: CustomersAt;
  readonly histories: Histories;
  readonly rhythm: Rhythm;
}

/** What was known on that day; `since` is the first day of all. */
export interface Known {
  readonly customers: CustomersAt;
  readonly gaps: GapCounts;
  readonly since: Day;
}

export function rhythmAt({ customers, gaps, since }: Known): Rhythm {
  return learnRhythm({ ...customers, gaps, watchedDays: customers.day - since });
}

export function learnAt({ customers }: Known, rhythm: Rhythm, unit: TimeUnit): Learnt {
  const histories = reduceHistories(customers, unit);
  const models = fitPurchaseModels(histories);
  const rule = rhythmRule(rhythm.rules?.lost ?? null, histories);
  const rules: Forecaster[] = rule === null ? [] : [rule];
  return {
    ...models,
    offered: [...models.offered, ...rules],
    shown: [...models.shown, ...rules],
    customers,
    histories,
    rhythm,
  };
}
