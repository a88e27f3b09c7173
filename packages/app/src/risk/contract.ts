import { z } from 'zod';

/** Where a customer stands; the order is that of the codes in the columns. */
export const STATES = ['active', 'returned', 'leaving', 'at_risk', 'lost'] as const;
export type State = (typeof STATES)[number];

/** Parallel arrays, index = customer_key. */
export interface CustomerRisks {
  /** Index into STATES. */
  readonly state: Uint8Array;
  readonly silentDays: Int32Array;
  /** Documented weighted sum of the indicators, 0…1. */
  readonly lossScore: Float64Array;
  /** Fall of the newest quarter against the customer's own base, 0…1; NaN where there is no base. */
  readonly valueFall: Float64Array;
  /** The episode the customer is in: 1 first life, 2 second life … A lost customer keeps the number of the life lost. */
  readonly episode: Int32Array;
}

export const riskSummary = z.object({
  states: z.array(
    z.object({
      state: z.enum(STATES),
      customers: z.int(),
      futureValue: z.number(),
      pastMargin: z.number(),
    }),
  ),
  episodes: z.object({
    losses: z.int(),
    returns: z.int(),
    lostAgain: z.int(),
    medianSilenceBeforeReturnDays: z.number().nullable(),
  }),
  indicators: z
    .array(
      z.object({
        indicator: z.string(),
        weight: z.number(),
        correlation: z.record(z.string(), z.number().nullable()),
      }),
    )
    .describe('what the loss score is made of, and which indicators say the same'),
  threshold: z.number(),
});
export type RiskSummary = z.infer<typeof riskSummary>;

export interface Risked {
  readonly customers: CustomerRisks;
  readonly summary: RiskSummary;
}
