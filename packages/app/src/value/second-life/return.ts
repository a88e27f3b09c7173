import { fitLogistic, shrunkShare } from '@winback/models';
import type { Day } from '../../platform/time.ts';
import type { Losses } from './losses.ts';
import type { Timelines } from './timelines.ts';

/**
 * The chance of coming back unasked, as a hazard: of those still away at the beginning of a step of days, the share that
 * returns within it, by how late they are against their own limit and by what they were. Every step in the past is a
 * cut in time with a known outcome; the chance over a horizon is put together from as many steps as it has.
 */
export interface ReturnHazard {
  readonly how: 'logistic' | 'pooled' | 'prior';
  readonly stepDays: number;
  /** logit of the share = intercept + lateness · l + latenessSquared · l² + the rest, with l = ln(silence ÷ limit). */
  readonly intercept: number;
  readonly lateness: number;
  /** Those who come back right away are others than those who come back late. */
  readonly latenessSquared: number;
  readonly purchases: number;
  readonly gap: number;
  readonly margin: number;
  readonly lives: number;
  /** The largest l seen; the hazard is not carried on beyond it. */
  readonly mostLateness: number;
  /** Steps seen, and those that ended with a return. */
  readonly steps: number;
  readonly returns: number;
  /** The longest time for which anyone has been watched since his loss; beyond it the hazard is continued. */
  readonly longestDays: number;
}

/** What is asked about one customer. */
export interface Absence {
  readonly silence: number;
  readonly limit: number;
  readonly logPurchases: number;
  readonly logGap: number;
  readonly logMargin: number;
  readonly life: number;
}

const STEPS_IN_HORIZON = 6;
const STEP_DAYS = { least: 7, most: 60 };
const STEPS_IN_HISTORY = 8;
const MOST_ROWS = 25_000;
/** Both outcomes must have been seen so often before features may speak. */
const LEAST_OF_EACH = 20;
const RIDGE = 1;
/** Before anyone was seen to come back: 2 in 100 a month, worth 20 customer-months of observation. */
const PRIOR = { share: 0.02, days: 30, months: 20 };
/** The hazard changes slowly, so that a long horizon is covered by a few longer parts. */
const MOST_PARTS = 4;
/** A third, fourth … life says no more than that the customer comes and goes. */
const MOST_LIVES_COUNTED = 3;

function logit(share: number): number {
  return Math.log(share / (1 - share));
}

export function stepDaysFor(horizon: number, watchedDays: number): number {
  const wanted = Math.min(horizon / STEPS_IN_HORIZON, watchedDays / STEPS_IN_HISTORY);
  return Math.round(Math.min(STEP_DAYS.most, Math.max(STEP_DAYS.least, wanted)));
}

interface StepRows {
  longestDays: number;
  readonly lateness: number[];
  readonly loss: number[];
  readonly returned: number[];
}

/** One row for each whole step of absence, from the day of loss to the return or the end of what is known. */
function stepRows(timelines: Timelines, losses: Losses, known: { until: Day; stepDays: number }): StepRows {
  const rows: StepRows = { longestDays: 0, lateness: [], loss: [], returned: [] };
  const earliest = losses.last.reduce((least, last) => Math.min(least, timelines.day[last]), known.until);
  const mostPerLoss = Math.max(1, (known.until - earliest) / known.stepDays);
  const thinning = Math.max(1, Math.ceil((losses.count * mostPerLoss) / (2 * MOST_ROWS)));
  for (let loss = 0; loss < losses.count; loss += thinning) {
    const limit = losses.limit[loss];
    const next = losses.next[loss];
    const lastDay = timelines.day[losses.last[loss]];
    const back = next < 0 ? Number.POSITIVE_INFINITY : timelines.day[next];
    for (let from = lastDay + limit; from + known.stepDays <= known.until && from < back; from += known.stepDays) {
      rows.lateness.push(Math.log((from - lastDay) / limit));
      rows.loss.push(loss);
      rows.returned.push(back <= from + known.stepDays ? 1 : 0);
      rows.longestDays = Math.max(rows.longestDays, from + known.stepDays - lastDay - limit);
    }
  }
  return rows;
}

function constantHazard(rows: StepRows, returns: number, stepDays: number): ReturnHazard {
  const steps = rows.loss.length;
  const mean = 1 - (1 - PRIOR.share) ** (stepDays / PRIOR.days);
  const share = shrunkShare(returns, steps, { mean, strength: (PRIOR.months * PRIOR.days) / stepDays });
  const features = { mostLateness: 0, lateness: 0, latenessSquared: 0, purchases: 0, gap: 0, margin: 0, lives: 0 };
  const how = steps === 0 ? 'prior' : 'pooled';
  return { how, stepDays, intercept: logit(share), ...features, steps, returns, longestDays: rows.longestDays };
}

export function learnReturns(
  timelines: Timelines,
  losses: Losses,
  known: { readonly until: Day; readonly stepDays: number },
): ReturnHazard {
  const rows = stepRows(timelines, losses, known);
  const returns = rows.returned.reduce((sum, returned) => sum + returned, 0);
  const steps = rows.loss.length;
  if (Math.min(returns, steps - returns) < LEAST_OF_EACH) return constantHazard(rows, returns, known.stepDays);
  const ofLoss = (values: ArrayLike<number>) => Float64Array.from(rows.loss, (loss) => values[loss]);
  const fit = fitLogistic({
    features: [
      Float64Array.from(rows.lateness),
      Float64Array.from(rows.lateness, (lateness) => lateness ** 2),
      ofLoss(losses.logPurchases),
      ofLoss(losses.logGap),
      ofLoss(losses.logMargin),
      ofLoss(losses.life).map((life) => Math.min(life - 1, MOST_LIVES_COUNTED)),
    ],
    outcome: Uint8Array.from(rows.returned),
    ridge: RIDGE,
  });
  if (!fit.ok) return constantHazard(rows, returns, known.stepDays);
  const [lateness = 0, latenessSquared = 0, purchases = 0, gap = 0, margin = 0, lives = 0] = fit.slopes;
  const mostLateness = rows.lateness.reduce((most, seen) => Math.max(most, seen), 0);
  const coefficients = {
    mostLateness,
    intercept: fit.intercept,
    lateness,
    latenessSquared,
    purchases,
    gap,
    margin,
    lives,
  };
  const { longestDays } = rows;
  return { how: 'logistic', stepDays: known.stepDays, ...coefficients, steps, returns, longestDays };
}

/**
 * Chance of a return within `days` for somebody away as described. The horizon is cut into equal parts, each with the
 * hazard of the step in its middle.
 */
export function returnChance(hazard: ReturnHazard, absence: Absence, days: number): number {
  const who =
    hazard.intercept +
    hazard.purchases * absence.logPurchases +
    hazard.gap * absence.logGap +
    hazard.margin * absence.logMargin +
    hazard.lives * Math.min(absence.life - 1, MOST_LIVES_COUNTED);
  const parts = Math.min(MOST_PARTS, Math.max(1, Math.ceil(days / hazard.stepDays)));
  const length = days / parts;
  const silence = Math.max(absence.silence, absence.limit);
  // Π (1 + odds) over the parts: one logarithm for all of them.
  let product = 1;
  for (let part = 0; part < parts; part++) {
    const from = silence + (part + 0.5) * length - hazard.stepDays / 2;
    const lateness = Math.min(hazard.mostLateness, Math.log(Math.max(from, silence) / absence.limit));
    const score = who + (hazard.lateness + hazard.latenessSquared * lateness) * lateness;
    product *= 1 + Math.exp(score);
  }
  // ln(1 − share) of one step is −ln(1 + odds), and counts in proportion to the length of a part.
  return -Math.expm1((-Math.log(product) * length) / hazard.stepDays);
}
