import { z } from 'zod';
import type { TimeUnit } from '../../platform/time.ts';

export const FIT_MODELS = ['auto', 'bg-nbd', 'mbg-nbd', 'pareto-nbd', 'gamma-gamma'] as const;
export type FitModel = (typeof FIT_MODELS)[number];

export interface FitOptions {
  readonly file: string;
  readonly model: FitModel;
  /** Orders files only: fit on what happened up to and including this day (ISO); what came after is the holdout. */
  readonly until: string | null;
  readonly unit: TimeUnit;
  /** How far to predict, in units. */
  readonly horizon: number;
  /** Where predictions go, one row per customer; null: nowhere. */
  readonly predictions: string | null;
}

/** Customer-by-sufficient-statistic: parallel arrays, one entry per customer, times in units. */
export interface History {
  readonly x: Float64Array;
  readonly tx: Float64Array;
  readonly T: Float64Array;
  /** Mean spend per repeat purchase; NaN where there is none. null: the file has no money. */
  readonly meanSpend: Float64Array | null;
  /** Purchases in the horizon that followed; null: not observed. */
  readonly holdout: Float64Array | null;
}

const finding = z.object({ code: z.string(), values: z.record(z.string(), z.union([z.number(), z.string()])) });

export const fitResult = z.object({
  model: z.string(),
  rung: z.enum(['full model', 'not enough data']),
  params: z.record(z.string(), z.number()).nullable(),
  standardErrors: z.record(z.string(), z.number()).nullable(),
  logLikelihood: z.number().nullable(),
  customers: z.int(),
  distinct: z.int(),
  unit: z.enum(['day', 'week']),
  horizon: z.number(),
  findings: z.array(finding),
  compared: z.array(
    z.object({ model: z.string(), logLikelihood: z.number().nullable(), holdoutMae: z.number().nullable() }),
  ),
  holdout: z
    .object({
      actual: z.number(),
      predicted: z.number(),
      byFrequency: z.array(
        z.object({ x: z.string(), customers: z.int(), actualMean: z.number(), predictedMean: z.number() }),
      ),
    })
    .nullable(),
});
export type FitResult = z.infer<typeof fitResult>;
