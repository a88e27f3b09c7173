import type { ImportedFacts } from '../ingest/contract.ts';
import type { RunContext } from '../platform/context.ts';
import type { CustomerValues, Finding, ValueOptions, ValueSummary } from './contract.ts';
import { applySecondLife, type SecondLifeColumns } from './second-life-apply.ts';
import { gradeOverCuts } from './second-life-cuts.ts';
import { chooseOverCuts } from './second-life-duel.ts';
import { averageReturner, continueFirstLife, type Forecast, type SecondLifeMethod } from './second-life-forecast.ts';
import { COVERAGE, type RelativeInterval, relativeInterval } from './second-life-interval.ts';
import { climbDown, type LadderStep, LEAST_RETURNERS } from './second-life-ladder.ts';
import { type Losses, lossesUntil } from './second-life-losses.ts';
import { learnReturns, type ReturnHazard, stepDaysFor } from './second-life-return.ts';
import { type Returners, returnersOf } from './second-life-returners.ts';
import { lostRuleAt, type Timelines, type TraitScale, traitScale } from './second-life-timelines.ts';
import { countSecondLives, readTimelines } from './store-second-life.ts';

/** Above so many customers a fixed part of them is learnt from. */
const MOST_CUSTOMERS = 30_000;

type BaseValues = Omit<CustomerValues, keyof SecondLifeColumns>;
export type SecondLives = SecondLifeColumns & { readonly summary: ValueSummary['secondLife'] };

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

function lossesNow(timelines: Timelines, asOf: number, scale: TraitScale): Losses {
  const rule = lostRuleAt(timelines, asOf);
  return rule === null ? NO_LOSSES : lossesUntil(timelines, rule, { until: asOf, scale });
}

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
}): Finding[] {
  const { chosen, method, hazard, seen, horizonDays } = given;
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

/**
 * What a lost customer is worth when he comes back, and the chance that he does so unasked, learnt from those who were
 * lost and came back in this history, and graded on what came after earlier days.
 */
export async function valueSecondLives(
  context: RunContext,
  imported: ImportedFacts,
  given: { readonly base: BaseValues; readonly options: ValueOptions },
): Promise<SecondLives> {
  const { base, options } = given;
  const { asOf } = imported;
  const { horizonDays } = options;
  const timelines = await readTimelines(context.facts, imported, MOST_CUSTOMERS);
  const scale = traitScale(timelines, asOf);
  const losses = lossesNow(timelines, asOf, scale);
  const seen = returnersOf(timelines, losses, { until: asOf, window: horizonDays });
  const graded = gradeOverCuts(timelines, imported, horizonDays);
  const method = chooseOverCuts(graded.grades);
  const chosen = chooseForecast(seen, { horizon: horizonDays, pooledGap: scale.pooledGap, method });
  const stepDays = stepDaysFor(horizonDays, asOf - imported.firstDay);
  const hazard = learnReturns(timelines, losses, { until: asOf, stepDays });
  const columns = applySecondLife(
    base,
    { scale, forecast: chosen.forecast, interval: chosen.interval, hazard },
    { asOf, horizonDays, discountRate: options.discountRate },
  );
  const sampled: Finding[] =
    timelines.customers < imported.customers
      ? [{ code: 'second_life_sampled', values: { customers: timelines.customers, of: imported.customers } }]
      : [];
  return {
    ...columns,
    summary: {
      rung: chosen.rung,
      secondLives: await countSecondLives(context.facts),
      factor: chosen.factor,
      grades: [...graded.grades],
      findings: [...sampled, ...findingsOf({ chosen, method, hazard, seen, horizonDays }), ...graded.findings],
    },
  };
}
