import type { ValueSummary } from '../contract.ts';
import { continueFirstLife, type Forecast, factorOfReturners, fitSecondLife } from './forecast.ts';
import type { Returners } from './returners.ts';

export interface LadderStep {
  readonly rung: ValueSummary['secondLife']['rung'];
  /** null: not enough data. */
  readonly forecast: Forecast | null;
  /** Second life ÷ first life continued, where the first life is used. */
  readonly factor: number | null;
}

export const LEAST_RETURNERS = 30;
/** Before any customer has come back: a second life is taken to be worth half of the first one continued. */
const STATED_FACTOR = 0.5;
const STATED_FACTOR_STRENGTH = 20;

/** Second lives as seen; with few of them the first life shrunk by a stated factor that they correct; else nothing. */
export function climbDown(returners: Returners, horizon: number, pooledGap: number | null): LadderStep {
  if (pooledGap === null) return { rung: 'not enough data', forecast: null, factor: null };
  const fitted = returners.count >= LEAST_RETURNERS ? fitSecondLife(returners, horizon) : null;
  if (fitted !== null) return { rung: 'second lives', forecast: fitted, factor: null };
  const seen = factorOfReturners(returners, horizon);
  const weight = seen === null ? 0 : returners.count / (returners.count + STATED_FACTOR_STRENGTH);
  const factor = weight * (seen ?? 0) + (1 - weight) * STATED_FACTOR;
  return {
    rung: 'first life shrunk',
    forecast: { ...continueFirstLife(horizon, factor), method: 'second life' },
    factor,
  };
}
