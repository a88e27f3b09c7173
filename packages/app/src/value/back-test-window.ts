import type { Day } from '../platform/time.ts';

/** A quarter of the period is held back, so that three quarters are left to learn from. */
const HELD_SHARE = 0.25;
const WHOLE_DAYS = 30;
const LEAST_HELD_DAYS = 14;

export interface BackTestWindow {
  readonly cut: Day;
  readonly days: number;
}

/**
 * The last part of the period, at most the horizon; in whole 30 days where there are any. Null where too little would
 * be left on either side.
 */
export function backTestWindow(firstDay: Day, asOf: Day, horizonDays: number): BackTestWindow | null {
  const most = Math.floor(Math.min(horizonDays, (asOf - firstDay) * HELD_SHARE));
  const days = most >= WHOLE_DAYS ? most - (most % WHOLE_DAYS) : most;
  return days < LEAST_HELD_DAYS ? null : { cut: asOf - days, days };
}
