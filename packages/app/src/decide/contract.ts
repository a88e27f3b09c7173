import { z } from 'zod';

/** At most five tiers, by value still to come; the order is that of the codes in the columns. */
export const TIERS = ['key', 'major', 'ordinary', 'small', 'not_worth_it'] as const;
export type Tier = (typeof TIERS)[number];

export const ATTITUDES = ['utmost', 'best', 'opportunistic', 'let_go', 'given_up', 'none'] as const;
export type Attitude = (typeof ATTITUDES)[number];

export const ACTIONS = ['none', 'message', 'call', 'call_with_offer', 'visit'] as const;
export type Action = (typeof ACTIONS)[number];

export const OFFERS = ['none', 'apology_and_repair', 'return_price', 'matching_products', 'keep_in_touch'] as const;
export type Offer = (typeof OFFERS)[number];

/** The rule that settled a customer's case; each has a sentence in the catalogue under decide.because. */
export const RULES = [
  'not_in_trouble',
  'chosen',
  'held_for_control',
  'over_budget',
  'cost_exceeds_gain',
  'returns_unasked',
  'small_let_go',
  'hard_to_avoid',
] as const;
export type Rule = (typeof RULES)[number];

export interface DecideOptions {
  /** Money for contacts and offers; null: no limit. */
  readonly budget: number | null;
  /** Cost of one written contact, in major units. */
  readonly contactCost: number;
  /** Hours of agents' time; null: no limit. */
  readonly agentHours: number | null;
  /** Share of the chosen who are held back, 0…0.5. */
  readonly control: number;
  readonly seed: number;
}

/** Parallel arrays, index = customer_key; codes index the lists above. */
export interface CustomerDecisions {
  readonly tier: Uint8Array;
  readonly attitude: Uint8Array;
  readonly action: Uint8Array;
  readonly offer: Uint8Array;
  /** 1: would be contacted, but is held back as control. */
  readonly control: Uint8Array;
  readonly rule: Uint8Array;
  /** Chance of coming back (or staying) with the best action, and without any. */
  readonly chanceWith: Float64Array;
  readonly chanceWithout: Float64Array;
  /** Δ of the best action: what it adds, in major units, after its cost. */
  readonly delta: Float64Array;
  readonly cost: Float64Array;
  readonly minutes: Float64Array;
}

export const planSummary = z.object({
  budget: z.number().nullable(),
  agentHours: z.number().nullable(),
  contacted: z.int(),
  control: z.int(),
  expectedGain: z.number(),
  cost: z.number(),
  hours: z.number(),
  dualityGap: z.number().describe('(bound − plan) ÷ bound'),
  shadowPrices: z.object({ money: z.number(), hour: z.number() }),
  byAction: z.array(
    z.object({ action: z.enum(ACTIONS), customers: z.int(), cost: z.number(), hours: z.number(), gain: z.number() }),
  ),
  byRule: z.array(z.object({ rule: z.enum(RULES), customers: z.int(), gainForgone: z.number() })),
  profitCurve: z
    .array(z.object({ budget: z.number(), customers: z.int(), gain: z.number() }))
    .describe('the best plan at each budget, hours held'),
  bestBudget: z.number(),
  tiers: z.array(
    z.object({
      tier: z.enum(TIERS),
      from: z.number().nullable(),
      customers: z.int(),
      lost: z.int(),
      valueAtStake: z.number(),
    }),
  ),
  power: z
    .object({
      treated: z.int(),
      control: z.int(),
      baseRate: z.number(),
      detectableLift: z.number().nullable().describe('smallest difference in return rate seen with power 0.8 at 0.05'),
      expectedLift: z.number(),
    })
    .nullable(),
  priors: z.array(
    z.object({
      action: z.enum(ACTIONS),
      reason: z.string(),
      mean: z.number().describe('share persuaded of those who would not come, or stay, by themselves'),
      strength: z.number().describe('how many outcomes of one’s own the mean weighs'),
      source: z.string().describe('a code; its sentence is decide.source.<code> of the catalogue'),
    }),
  ),
});
export type PlanSummary = z.infer<typeof planSummary>;

export interface Decided {
  readonly customers: CustomerDecisions;
  readonly summary: PlanSummary;
}
