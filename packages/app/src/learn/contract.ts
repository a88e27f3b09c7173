import { z } from 'zod';
import { type Decided, planSummary } from '../decide/contract.ts';
import { type ImportedFacts, importSummary } from '../ingest/contract.ts';
import { type Reasoned, reasonSummary } from '../reason/contract.ts';
import { type Risked, riskSummary } from '../risk/contract.ts';
import { type Valued, valueSummary } from '../value/contract.ts';

const bucketMonth = z.object({
  month: z.string().describe('YYYY-MM'),
  complete: z.boolean().describe('false where the data begin or end within the month'),
  opening: z.int(),
  new: z.int(),
  returned: z.int(),
  lost: z.int(),
  lostAgain: z.int(),
  closing: z.int().describe('opening + new + returned − lost − lostAgain'),
  hole: z.number().nullable().describe('(lost + lostAgain) ÷ opening'),
  newMargin: z.number().describe('margin of the month by who bought: those whose first purchase is in it, …'),
  knownMargin: z.number().describe('… those who were customers before, …'),
  returnedMargin: z.number().describe('… and those who came back in it'),
  lostMargin: z
    .number()
    .describe('what those lost in this month had brought in the 365 days up to their last purchase'),
});
export type BucketMonth = z.infer<typeof bucketMonth>;

const learnSummary = z.object({
  leakyBucket: z.array(bucketMonth),
  yearlyLossRate: z
    .number()
    .nullable()
    .describe('of those who were customers 365 days before the as-of day, the share lost since; null: too few'),
  recoveryRate: z.number().nullable().describe('losses that ended in a return ÷ all losses; null: no loss'),
  cohorts: z.array(
    z.object({
      cohort: z.string().describe('YYYY-Qn of the first purchase'),
      customers: z.int(),
      surviving: z
        .array(z.number())
        .describe('share not lost at the end of the quarter of the first purchase, one quarter later, … as-of day'),
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

/** What the stages before know of each customer, and the folder into which the outputs go. */
export interface Results {
  readonly valued: Valued;
  readonly risked: Risked;
  readonly reasoned: Reasoned;
  readonly decided: Decided;
  readonly out: string;
}

export interface ReportSources extends Results {
  readonly imported: ImportedFacts;
}
