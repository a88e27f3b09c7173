import { distinctStatistics, type Fit, fitRhythm, rhythmLimitFactors } from '@winback/models';
import type { Finding, FitSummary } from './contract.ts';
import { summariseFit } from './fit-summary.ts';

/** How often each length of gap between two purchase days of a customer occurs; sorted by length. */
export interface GapCounts {
  readonly days: Float64Array;
  readonly count: Float64Array;
}

/**
 * Chance that a customer who still buys stays silent for longer than the limit. Calm: the median gap, as usual as not.
 * Risk: one gap in five is longer, early enough for a cheap message. Lost: one in twenty is longer, the usual 5 % of
 * false alarms; a tighter limit would declare too many dead who only had no need.
 */
export const LIMIT_PROBABILITIES = { calm: 0.5, risk: 0.2, lost: 0.05 } as const;
type LimitName = keyof typeof LIMIT_PROBABILITIES;

/** Whatever the rhythm, one full week without a purchase is no loss: people's weeks shift by whole weekdays. */
const LEAST_LIMIT_DAYS = 8;

/** Below these a distribution of gaps says more about chance than about rhythm. */
const LEAST_GAPS_TO_FIT = 30;
const LEAST_GAP_LENGTHS = 5;
/** The longest tenth of the gaps is cut off when customers are watched for less than this many lost limits. */
const LEAST_LIMITS_WATCHED = 3;

/** Days of silence = constant + (theta + sum of gaps so far) · factors[number of gaps so far], at least `least`. */
export interface LimitRule {
  readonly constant: number;
  readonly theta: number;
  readonly factors: Float64Array;
  readonly least: number;
}

export type RhythmParameters = Readonly<Record<'k' | 'gamma' | 'theta', number>>;

export interface Rhythm {
  /** Null where the gaps allow no fit and the limits come from a fallback. */
  readonly parameters: RhythmParameters | null;
  /** null: not one gap has been seen, so no silence can be called too long. */
  readonly rules: Readonly<Record<LimitName, LimitRule>> | null;
  readonly summary: FitSummary | null;
  readonly findings: readonly Finding[];
}

/** Where the customers stand: gaps are x, their sum is lastDay − firstDay. */
export interface RhythmInput {
  readonly x: Int32Array;
  readonly firstDay: Int32Array;
  readonly lastDay: Int32Array;
  readonly gaps: GapCounts;
  readonly watchedDays: number;
}

export function limitDays(rule: LimitRule, gaps: number, span: number): number {
  return Math.max(rule.least, rule.constant + (rule.theta + span) * rule.factors[gaps]);
}

export function limitsOf(rule: LimitRule | null, input: Omit<RhythmInput, 'gaps' | 'watchedDays'>): Float64Array {
  const limits = new Float64Array(input.x.length).fill(Number.NaN);
  if (rule === null) return limits;
  for (let i = 0; i < limits.length; i++) {
    limits[i] = limitDays(rule, input.x[i], input.lastDay[i] - input.firstDay[i]);
  }
  return limits;
}

/** Fits the rhythm; where that is impossible, one limit for all from the gaps of all, and where there are few, from their mean. */
export function learnRhythm(input: RhythmInput): Rhythm {
  const { gaps } = input;
  const gapTotal = gaps.count.reduce((sum, count) => sum + count, 0);
  if (gapTotal === 0)
    return { parameters: null, rules: null, summary: null, findings: [{ code: 'rhythm_no_gaps', values: {} }] };
  const enough = gapTotal >= LEAST_GAPS_TO_FIT && gaps.days.length >= LEAST_GAP_LENGTHS;
  if (!enough) return meanGapRhythm(input, gapTotal);
  const fit = fitGaps(input);
  const summary = summariseFit(fit, input.x.length);
  const rhythm = fit.ok ? fittedRhythm(input, fit.parameters) : pooledGapsRhythm(input, gapTotal);
  return { ...rhythm, parameters: fit.ok ? fit.parameters : null, summary };
}

function fitGaps({ x, firstDay, lastDay, gaps }: RhythmInput): Fit<'k' | 'gamma' | 'theta'> {
  const repeaters = x.reduce((count, repeats) => count + (repeats > 0 ? 1 : 0), 0);
  const count = new Float64Array(repeaters);
  const total = new Float64Array(repeaters);
  let next = 0;
  for (let i = 0; i < x.length; i++) {
    if (x[i] === 0) continue;
    count[next] = x[i];
    total[next++] = lastDay[i] - firstDay[i];
  }
  const { statistics } = distinctStatistics({ x: count, tx: total, T: new Float64Array(repeaters) });
  const sumLogGaps = gaps.days.reduce((sum, days, i) => sum + Math.log(days) * gaps.count[i], 0);
  return fitRhythm({ count: statistics.x, total: statistics.tx, weight: statistics.weight, sumLogGaps });
}

function rulesBy(make: (probability: number) => Omit<LimitRule, 'least'>): Record<LimitName, LimitRule> {
  return {
    calm: { ...make(LIMIT_PROBABILITIES.calm), least: 0 },
    risk: { ...make(LIMIT_PROBABILITIES.risk), least: 0 },
    lost: { ...make(LIMIT_PROBABILITIES.lost), least: LEAST_LIMIT_DAYS },
  };
}

function limitFindings(rules: Readonly<Record<LimitName, LimitRule>>, watchedDays: number): Finding[] {
  const days = limitDays(rules.lost, 0, 0);
  const limits = {
    code: 'rhythm_limits',
    values: {
      calmPercent: LIMIT_PROBABILITIES.calm * 100,
      riskPercent: LIMIT_PROBABILITIES.risk * 100,
      lostPercent: LIMIT_PROBABILITIES.lost * 100,
      calmDays: Math.ceil(limitDays(rules.calm, 0, 0)),
      riskDays: Math.ceil(limitDays(rules.risk, 0, 0)),
      lostDays: Math.ceil(days),
    },
  };
  return watchedDays < LEAST_LIMITS_WATCHED * days
    ? [limits, { code: 'rhythm_truncated', values: { watchedDays, lostDays: Math.ceil(days) } }]
    : [limits];
}

function fittedRhythm(input: RhythmInput, parameters: RhythmParameters) {
  const most = input.x.reduce((max, x) => Math.max(max, x), 0);
  const rules = rulesBy((probability) => ({
    constant: 0,
    theta: parameters.theta,
    factors: rhythmLimitFactors(parameters, most, probability),
  }));
  return { rules, findings: limitFindings(rules, input.watchedDays) };
}

/** The same limit for everybody. */
function constantRules(x: Int32Array, limitAt: (probability: number) => number) {
  const factors = new Float64Array(x.reduce((max, repeats) => Math.max(max, repeats), 0) + 1);
  return rulesBy((probability) => ({ constant: limitAt(probability), theta: 0, factors }));
}

function pooledGapsRhythm(input: RhythmInput, gapTotal: number) {
  const { days, count } = input.gaps;
  const rules = constantRules(input.x, (probability) => {
    let longer = gapTotal;
    const at = count.findIndex((n) => {
      longer -= n;
      return longer <= probability * gapTotal;
    });
    return days[at];
  });
  const findings = [{ code: 'rhythm_pooled_gaps', values: { gaps: gapTotal } }];
  return { rules, findings: [...findings, ...limitFindings(rules, input.watchedDays)] };
}

/** Few gaps tell a mean but no spread; the exponential with that mean is the most cautious guess about the spread. */
function meanGapRhythm(input: RhythmInput, gapTotal: number): Rhythm {
  const { days, count } = input.gaps;
  const mean = days.reduce((sum, length, i) => sum + length * count[i], 0) / gapTotal;
  const rules = constantRules(input.x, (probability) => -Math.log(probability) * mean);
  const findings = [{ code: 'rhythm_mean_gap', values: { gaps: gapTotal, meanDays: mean } }];
  return {
    parameters: null,
    rules,
    summary: null,
    findings: [...findings, ...limitFindings(rules, input.watchedDays)],
  };
}
