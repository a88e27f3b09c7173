import { z } from 'zod';
import { planSummary } from '../decide/contract.ts';
import { importSummary } from '../ingest/contract.ts';
import { reasonSummary } from '../reason/contract.ts';
import { riskSummary } from '../risk/contract.ts';
import { valueSummary } from '../value/contract.ts';

const bucketMonth = z.object({
  month: z.string().describe('YYYY-MM'),
  complete: z.boolean(),
  opening: z.int(),
  new: z.int(),
  returned: z.int(),
  lost: z.int(),
  lostAgain: z.int(),
  closing: z.int().describe('opening + new + returned − lost − lostAgain'),
  hole: z.number().nullable().describe('(lost + lostAgain) ÷ opening'),
  newMargin: z.number().describe('margin of the month by who bought: new, known, returned'),
  knownMargin: z.number(),
  returnedMargin: z.number(),
  lostMargin: z.number().describe('margin of the twelve months before of those lost in this month'),
});
export type BucketMonth = z.infer<typeof bucketMonth>;

export const learnSummary = z.object({
  leakyBucket: z.array(bucketMonth),
  yearlyLossRate: z.number().nullable(),
  recoveryRate: z.number().nullable(),
  cohorts: z.array(
    z.object({
      cohort: z.string().describe('YYYY-Qn of the first purchase'),
      customers: z.int(),
      surviving: z.array(z.number()).describe('share not lost by quarters since'),
    }),
  ),
});
export type LearnSummary = z.infer<typeof learnSummary>;

export const analysisSummary = z.object({
  version: z.literal(1),
  seed: z.int(),
  import: importSummary,
  value: valueSummary,
  risk: riskSummary,
  reason: reasonSummary,
  plan: planSummary,
  learn: learnSummary,
});
export type AnalysisSummary = z.infer<typeof analysisSummary>;
