import { areaUnderCurve } from '@winback/models';
import { type Day, isoFromDay } from '../../platform/time.ts';
import type { SecondLifeGrade } from '../contract.ts';
import type { LimitRule } from '../rhythm.ts';
import { judge } from './duel.ts';
import { averageReturner, continueFirstLife, expectedMargin, type Forecast } from './forecast.ts';
import { COVERAGE, relativeInterval } from './interval.ts';
import { climbDown } from './ladder.ts';
import { type Losses, lossesUntil } from './losses.ts';
import { accuracyOf, fifthsOf, meanOf } from './measures.ts';
import { learnReturns, returnChance, stepDaysFor } from './return.ts';
import { returnersOf } from './returners.ts';
import { limitOfGap, lostRuleAt, type Timelines, type TraitScale, traitScale } from './timelines.ts';

export interface Cut {
  readonly day: Day;
  /** Days after the cut within which a return counts, and from the return within which margin counts. */
  readonly window: number;
  readonly firstDay: Day;
  readonly asOf: Day;
}

/** Where the grader stands: the losses are those known at the cut, the timelines go on beyond it. */
interface Standpoint {
  readonly timelines: Timelines;
  readonly losses: Losses;
  readonly cut: Cut;
  readonly rule: LimitRule;
  readonly scale: TraitScale;
}

interface Outcome {
  /** Row of the loss. */
  readonly loss: number;
  /** Days from the return to the end of the window or of what is known; null: not back within the window. */
  readonly watched: number | null;
  readonly margin: number;
}

/** What became of a customer lost at the cut; the second life ends by the rule by which the first one was lost. */
function outcomeOf({ timelines, losses, cut, rule }: Standpoint, loss: number): Outcome {
  const first = losses.last[loss] + 1;
  const start = timelines.offsets[losses.customer[loss]];
  const end = timelines.offsets[losses.customer[loss] + 1];
  const back = first < end ? timelines.day[first] : Number.POSITIVE_INFINITY;
  if (back > Math.min(cut.day + cut.window, cut.asOf)) return { loss, watched: null, margin: 0 };
  const watched = Math.min(cut.window, cut.asOf - back);
  let margin = 0;
  for (let i = first; i < end; i++) {
    const day = timelines.day[i];
    if (day > back + watched) break;
    const before = timelines.day[i - 1];
    const limit = limitOfGap(rule, i - 1 - start, before - timelines.day[start]);
    if (i > first && day - before > limit) break;
    margin += timelines.margin[i];
  }
  return { loss, watched, margin };
}

function gradeChance({ timelines, losses, cut }: Standpoint, outcomes: readonly Outcome[]) {
  const stepDays = stepDaysFor(cut.window, cut.day - cut.firstDay);
  const hazard = learnReturns(timelines, losses, { until: cut.day, stepDays });
  const predicted = Float64Array.from(outcomes, ({ loss }) =>
    returnChance(
      hazard,
      {
        silence: cut.day - timelines.day[losses.last[loss]],
        limit: losses.limit[loss],
        logPurchases: losses.logPurchases[loss],
        logGap: losses.logGap[loss],
        logMargin: losses.logMargin[loss],
        life: losses.life[loss],
      },
      cut.window,
    ),
  );
  const actual = Float64Array.from(outcomes, ({ watched }) => (watched === null ? 0 : 1));
  return {
    auc: areaUnderCurve(predicted, actual),
    predictedMean: meanOf(predicted),
    actualMean: meanOf(actual),
    calibration: fifthsOf(predicted, actual),
  };
}

function forecastOutcomes(forecast: Forecast | null, losses: Losses, returned: readonly Outcome[]): Float64Array {
  if (forecast === null) return new Float64Array(0);
  return Float64Array.from(returned, ({ loss, watched }) =>
    expectedMargin(
      forecast,
      { logGap: losses.logGap[loss], logMargin: losses.logMargin[loss] },
      forecast.curve[watched ?? 0],
    ),
  );
}

function gradeValue({ timelines, losses, cut, scale }: Standpoint, returned: readonly Outcome[]) {
  const { window } = cut;
  const { pooledGap } = scale;
  const seen = returnersOf(timelines, losses, { until: cut.day, window });
  const ladder = climbDown(seen, window, pooledGap);
  const actual = Float64Array.from(returned, ({ margin }) => margin);
  const forecasts = [
    { method: 'second life' as const, forecast: ladder.forecast },
    { method: 'first life continued' as const, forecast: continueFirstLife(window) },
    { method: 'average of all returners' as const, forecast: averageReturner(seen, window) },
  ];
  const predictions = forecasts.map(({ method, forecast }) => ({
    method,
    predicted: forecastOutcomes(forecast, losses, returned),
  }));
  const value = predictions.map(({ method, predicted }) => ({
    method,
    ...accuracyOf(predicted, actual),
    fifths: fifthsOf(predicted, actual),
  }));
  const ours = predictions[0]?.predicted ?? new Float64Array(0);
  const interval = relativeInterval(seen, window, (some) => climbDown(some, window, pooledGap).forecast);
  const inside =
    interval === null || ours.length === 0
      ? null
      : meanOf(
          ours.map((expected, row) => {
            const realised = actual[row];
            return realised >= interval.low * expected && realised <= interval.high * expected ? 1 : 0;
          }),
        );
  return { seen: seen.count, value, interval: { nominal: COVERAGE, covered: inside, returners: returned.length } };
}

/**
 * Stands on an earlier day, learns from what was known then (the rule of loss too), and compares with what came; null
 * where nobody was lost on that day.
 */
export function gradeAt(timelines: Timelines, cut: Cut): SecondLifeGrade | null {
  const rule = lostRuleAt(timelines, cut.day);
  if (rule === null) return null;
  const scale = traitScale(timelines, cut.day, rule);
  const losses = lossesUntil(timelines, rule, { until: cut.day, scale });
  const standpoint = { timelines, losses, cut, rule, scale };
  const outcomes: Outcome[] = [];
  for (let loss = 0; loss < losses.count; loss++) {
    if (losses.next[loss] < 0) outcomes.push(outcomeOf(standpoint, loss));
  }
  if (outcomes.length === 0) return null;
  const returned = outcomes.filter(({ watched }) => watched !== null);
  const { seen, value, interval } = gradeValue(standpoint, returned);
  return {
    cut: isoFromDay(cut.day),
    horizonDays: cut.window,
    lostAtCut: outcomes.length,
    returned: returned.length,
    returnChance: gradeChance(standpoint, outcomes),
    value,
    interval,
    ...judge(value, { seen, returned: returned.length }),
  };
}
