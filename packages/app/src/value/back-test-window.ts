import type { ImportedFacts } from '../ingest/contract.ts';
import type { Seen } from './customers.ts';

/** A quarter of the period is held back, so that three quarters are left to learn from. */
const HELD_SHARE = 0.25;
const WHOLE_DAYS = 30;
const LEAST_HELD_DAYS = 14;

/** So many customers tell methods apart; more would only take time. */
const MOST_TESTED = 50_000;

export interface BackTestWindow {
  /** The customers as they were then; every so-many-th where they are very many. */
  readonly seen: Seen;
  readonly days: number;
}

/**
 * The last part of the period, at most the horizon; in whole 30 days where there are any. Null where too little would
 * be left on either side.
 */
export function backTestWindow(
  { firstDay, asOf, customers }: Pick<ImportedFacts, 'firstDay' | 'asOf' | 'customers'>,
  horizonDays: number,
): BackTestWindow | null {
  const most = Math.floor(Math.min(horizonDays, (asOf - firstDay) * HELD_SHARE));
  const days = most >= WHOLE_DAYS ? most - (most % WHOLE_DAYS) : most;
  const every = Math.ceil(customers / MOST_TESTED);
  return days < LEAST_HELD_DAYS ? null : { seen: { day: asOf - days, every }, days };
}
