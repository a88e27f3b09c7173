import { z } from 'zod';
import type { TimeUnit } from '../platform/time.ts';

export interface ValueOptions {
  readonly unit: TimeUnit;
  /** Length of the future that is valued, in days. */
  readonly horizonDays: number;
  /** Yearly discount rate, for example 0.1. */
  readonly discountRate: number;
}

/** What is known and expected of each customer: parallel arrays, index = customer_key. Money in major units. */
export interface CustomerValues {
  readonly count: number;
  /** Repeat purchase days (x); purchase days in all are x + 1. */
  readonly x: Int32Array;
  readonly firstDay: Int32Array;
  readonly lastDay: Int32Array;
  readonly totalRevenue: Float64Array;
  readonly totalMargin: Float64Array;
  /** Mean net margin per purchase day. */
  readonly meanMargin: Float64Array;
  readonly last365Margin: Float64Array;
  readonly last365Purchases: Int32Array;
  /** Days between the last two purchase days; NaN after one purchase. */
  readonly lastGapDays: Float64Array;
  /** Net margin in the last four windows of 91 days, oldest first; NaN before the customer's first purchase. */
  readonly quarterMargin: readonly [Float64Array, Float64Array, Float64Array, Float64Array];
  /** P(alive) of the chosen model; NaN where the model cannot say (BG/NBD for one-time buyers). */
  readonly pAlive: Float64Array;
  /** Over the horizon, unasked. */
  readonly expectedPurchases: Float64Array;
  readonly expectedMargin: Float64Array;
  /** Expected margin over the horizon, discounted. */
  readonly futureValue: Float64Array;
  /** Days of silence (personal rhythm) before which nobody need be woken, … */
  readonly calmDays: Float64Array;
  /** … from which to act, … */
  readonly riskDays: Float64Array;
  /** … and from which the customer counts as lost. */
  readonly lostDays: Float64Array;
  /** 1 for the first life, 2 after one loss and return, … */
  readonly life: Int32Array;
  readonly lifeStart: Int32Array;
  /** Chance of coming back unasked within the horizon, if lost now. */
  readonly returnProbability: Float64Array;
  /** Expected discounted margin of the next life over the horizon, given that it begins; with its 95 % interval. */
  readonly sltv: Float64Array;
  readonly sltvLow: Float64Array;
  readonly sltvHigh: Float64Array;
}

const finding = z.object({ code: z.string(), values: z.record(z.string(), z.union([z.number(), z.string()])) });
export type Finding = z.infer<typeof finding>;

const rung = z.enum(['full model', 'pooled', 'personal rhythm rule', 'not enough data']);
export type Rung = z.infer<typeof rung>;

const fitSummary = z.object({
  model: z.string(),
  parameters: z.record(z.string(), z.number()).nullable(),
  standardErrors: z.record(z.string(), z.number().nullable()).nullable(),
  logLikelihood: z.number().nullable(),
  customers: z.int(),
  distinct: z.int(),
  findings: z.array(finding),
});
export type FitSummary = z.infer<typeof fitSummary>;

const forecastQuality = z.object({
  model: z.string(),
  mae: z.number().nullable(),
  rmse: z.number().nullable(),
  bias: z.number().nullable().describe('predicted total ÷ actual total − 1'),
  auc: z.number().nullable().describe('"buys again" against not'),
  deviance: z
    .number()
    .nullable()
    .describe('mean Poisson deviance, by which the model is chosen; null where it is infinite: a zero, and a purchase'),
});

const backTest = z.object({
  from: z.iso.date().describe('fitted up to and including this day'),
  to: z.iso.date(),
  days: z.int(),
  customers: z.int(),
  actualPurchases: z.int(),
  models: z.array(forecastQuality).describe('the naive rule is among them'),
  calibration: z.array(
    z.object({
      x: z.string().describe('repeat purchases at the cut: 0, 1, …, 7+'),
      customers: z.int(),
      actualMean: z.number(),
      predictedMean: z.record(z.string(), z.number()),
    }),
  ),
  chosen: z.string(),
  verdict: finding.describe('in words: is the model better than the naive rule?'),
});
export type BackTest = z.infer<typeof backTest>;

const intervalGrade = z.object({ nominal: z.number(), covered: z.number().nullable(), returners: z.int() });

const secondLifeGrade = z.object({
  cut: z.iso.date(),
  horizonDays: z.int(),
  lostAtCut: z.int(),
  returned: z.int(),
  returnChance: z.object({
    auc: z.number().nullable(),
    predictedMean: z.number(),
    actualMean: z.number(),
    calibration: z.array(z.object({ predicted: z.number(), actual: z.number(), customers: z.int() })),
  }),
  value: z.array(
    z.object({
      method: z.enum(['second life', 'first life continued', 'average of all returners']),
      mae: z.number().nullable(),
      bias: z.number().nullable(),
      rankCorrelation: z.number().nullable(),
      fifths: z.array(z.object({ predicted: z.number(), actual: z.number(), customers: z.int() })),
    }),
  ),
  interval: intervalGrade,
  chosen: z.enum(['second life', 'first life continued', 'average of all returners']),
  verdict: finding,
});
export type SecondLifeGrade = z.infer<typeof secondLifeGrade>;

export const valueSummary = z.object({
  horizonDays: z.int(),
  unit: z.enum(['day', 'week']),
  discountRate: z.number(),
  rung,
  chosenModel: z.string(),
  fits: z.array(fitSummary),
  spend: fitSummary.nullable(),
  rhythm: fitSummary.nullable(),
  backTest: backTest.nullable(),
  secondLife: z.object({
    rung: z.enum(['second lives', 'first life shrunk', 'not enough data']),
    secondLives: z.int(),
    factor: z.number().nullable().describe('second life ÷ first life continued, where the first life is used'),
    /** One grade per cut in time; empty where history is too short, with a finding that says so. */
    grades: z.array(secondLifeGrade),
    findings: z.array(finding),
  }),
  customerAsset: z.number().describe('sum of future values'),
  findings: z.array(finding),
});
export type ValueSummary = z.infer<typeof valueSummary>;

/**
 * Tables that value leaves: `lives(customer_key INTEGER, life INTEGER, start_day INTEGER, last_day INTEGER,
 * purchases INTEGER, margin_minor BIGINT, lost_day INTEGER)`, sorted by (customer_key, life); `lost_day` is the day on
 * which the silence after `last_day` passed the limit known then, NULL while it has not by the as-of day.
 */
export interface Valued {
  readonly customers: CustomerValues;
  readonly summary: ValueSummary;
}
