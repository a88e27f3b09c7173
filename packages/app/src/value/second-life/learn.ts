import type { Day } from '../../platform/time.ts';
import type { Finding, ValueSummary } from '../contract.ts';
import type { Learnt } from './apply.ts';
import { gradeOverCuts } from './cuts.ts';
import { chooseOverCuts } from './duel.ts';
import { averageReturner, continueFirstLife, type Forecast, type SecondLifeMethod } from './forecast.ts';
import { COVERAGE, type RelativeInterval, relativeInterval } from './interval.ts';
import { climbDown, type LadderStep, LEAST_RETURNERS } from './ladder.ts';
import { type Losses, lossesUntil } from './losses.ts';
import { learnReturns, type ReturnHazard, stepDaysFor } from './return.ts';
import { type Returners, returnersOf } from './returners.ts';
import { lostRuleAt, type Timelines, traitScale } from './timelines.ts';

/** A season must have been seen twice to be told from a trend. */
const DAYS_OF_TWO_YEARS = 730;

const NO_LOSSES: Losses = {
  count: 0,
  customer: new Int32Array(0),
  life: new Int32Array(0),
  last: new Int32Array(0),
  limit: new Int32Array(0),
  logGap: new Float64Array(0),
  logMargin: new Float64Array(0),
  logPurchases: new Float64Array(0),
  next: new Int32Array(0),
  nextEnd: new Int32Array(0),
};

interface Chosen extends LadderStep {
  readonly interval: RelativeInterval | null;
}

/** The rung that the number of second lives allows, unless the grades say that a simpler method does as well. */
function chooseForecast(
  seen: Returners,
  given: { horizon: number; pooledGap: number | null; method: SecondLifeMethod | null },
): Chosen {
  const { horizon, pooledGap, method } = given;
  const stepFor = (some: Returners): LadderStep => {
    const ladder = climbDown(some, horizon, pooledGap);
    if (ladder.forecast === null || method === null || method === 'second life') return ladder;
    if (method === 'first life continued') {
      return { rung: 'first life shrunk', forecast: continueFirstLife(horizon), factor: 1 };
    }
    const average: Forecast | null = averageReturner(some, horizon);
    return average === null ? ladder : { rung: 'second lives', forecast: average, factor: null };
  };
  return { ...stepFor(seen), interval: relativeInterval(seen, horizon, (some) => stepFor(some).forecast) };
}

const METHOD_FINDINGS: Readonly<Record<SecondLifeMethod, string>> = {
  'second life': 'uses_second_life',
  'first life continued': 'uses_first_life',
  'average of all returners': 'uses_average',
};

function findingsOf(given: {
  readonly chosen: Chosen;
  readonly method: SecondLifeMethod | null;
  readonly hazard: ReturnHazard;
  readonly seen: Returners;
  readonly horizonDays: number;
  readonly watchedDays: number;
}): Finding[] {
  const { chosen, method, hazard, seen, horizonDays, watchedDays } = given;
  const findings: Finding[] = [];
  if (chosen.forecast === null) findings.push({ code: 'nobody_bought_twice', values: {} });
  else if (seen.count < LEAST_RETURNERS) {
    const values = { secondLives: seen.count, least: LEAST_RETURNERS, factor: chosen.factor ?? 1 };
    findings.push({ code: 'few_second_lives', values });
  }
  if (method !== null) findings.push({ code: METHOD_FINDINGS[method], values: {} });
  const seenDays = chosen.forecast?.seenUntil ?? null;
  if (seenDays !== null && seenDays < horizonDays) {
    findings.push({ code: 'horizon_beyond_seen', values: { seenDays, horizonDays } });
  }
  if (hazard.longestDays < horizonDays) {
    findings.push({ code: 'return_beyond_seen', values: { seenDays: hazard.longestDays, horizonDays } });
  }
  if (watchedDays < DAYS_OF_TWO_YEARS) findings.push({ code: 'season_unknown', values: { days: watchedDays } });
  const { interval } = chosen;
  findings.push(
    interval === null
      ? { code: 'interval_unknown', values: { secondLives: seen.count } }
      : {
          code: 'interval_covers',
          values: { coverage: COVERAGE, scores: interval.scores, watchedDays: interval.watchedDays },
        },
    {
      code: `return_${hazard.how}`,
      values: { steps: hazard.steps, returns: hazard.returns, stepDays: hazard.stepDays },
    },
  );
  return findings;
}

export interface SecondLifeLearnt {
  readonly learnt: Learnt;
  readonly summary: Omit<ValueSummary['secondLife'], 'secondLives'>;
}

/** Learns from those who were lost and came back by `asOf`, grades that on earlier days, and takes what did best. */
export function learnSecondLife(
  timelines: Timelines,
  period: { readonly firstDay: Day; readonly asOf: Day },
  horizonDays: number,
): SecondLifeLearnt {
  const { firstDay, asOf } = period;
  const rule = lostRuleAt(timelines, asOf);
  const scale = traitScale(timelines, asOf, rule);
  const losses = rule === null ? NO_LOSSES : lossesUntil(timelines, rule, { until: asOf, scale });
  const seen = returnersOf(timelines, losses, { until: asOf, window: horizonDays });
  const graded = gradeOverCuts(timelines, period, horizonDays);
  const method = chooseOverCuts(graded.grades);
  const chosen = chooseForecast(seen, { horizon: horizonDays, pooledGap: scale.pooledGap, method });
  const watchedDays = asOf - firstDay;
  const hazard = learnReturns(timelines, losses, { until: asOf, stepDays: stepDaysFor(horizonDays, watchedDays) });
  const findings = findingsOf({ chosen, method, hazard, seen, horizonDays, watchedDays });
  return {
    learnt: { scale, forecast: chosen.forecast, interval: chosen.interval, hazard },
    summary: {
      rung: chosen.rung,
      factor: chosen.factor,
      grades: [...graded.grades],
      findings: [...findings, ...graded.findings],
    },
  };
}
