import { z } from 'zod';

/** How a customer can leave (Griffin & Lowenstein); `unknown` is an answer. */
export const WAYS = [
  'pushed_intentionally',
  'pushed_unintentionally',
  'pulled_away',
  'bought_away',
  'moved_away',
  'unknown',
] as const;
export type Way = (typeof WAYS)[number];

/** Reasons that orders alone can suggest; the order is that of the codes in the columns. */
export const INFERRED_REASONS = [
  'unknown',
  'product_returned',
  'price_rise',
  'category_moved',
  'one_time_need',
  'natural_end',
] as const;
export type InferredReason = (typeof INFERRED_REASONS)[number];

/** Parallel arrays, index = customer_key; only those who are leaving, at risk or lost have a reason, others unknown. */
export interface CustomerReasons {
  /** Index into INFERRED_REASONS. */
  readonly reason: Uint8Array;
  /** 0…1; 0 for unknown. */
  readonly confidence: Float64Array;
  /** The number that led to it (share returned, price rise, share moved …); NaN for unknown. */
  readonly evidence: Float64Array;
}

export const reasonSummary = z.object({
  known: z.number().describe('share of those in trouble with a reason other than unknown'),
  reasons: z.array(
    z.object({
      reason: z.enum(INFERRED_REASONS),
      way: z.enum(WAYS),
      status: z.literal('inferred'),
      customers: z.int(),
      futureValueAtStake: z.number(),
      meanConfidence: z.number(),
      seen: z
        .object({ troubled: z.number().nullable(), staying: z.number().nullable() })
        .optional()
        .describe(
          'share of those in trouble and of those who stay that show the sign; absent where it is not compared',
        ),
    }),
  ),
});
export type ReasonSummary = z.infer<typeof reasonSummary>;

export interface Reasoned {
  readonly customers: CustomerReasons;
  readonly summary: ReasonSummary;
}
