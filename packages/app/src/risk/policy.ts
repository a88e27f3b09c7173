/** The indicators of loss; the order is that of the columns in which they are kept. */
export const INDICATORS = ['rhythm', 'inactivity', 'value_fall'] as const;
export type IndicatorName = (typeof INDICATORS)[number];

/** What the states and the score rest on; every figure may be set otherwise. */
export interface RiskPolicy {
  readonly weights: Readonly<Record<IndicatorName, number>>;
  /** From this loss score on a customer is at risk whatever the silence. */
  readonly threshold: number;
  /** P(alive) below which a silence over the calm limit is called a risk. */
  readonly likelyGone: number;
  /** A fall of the newest quarter below the own base that counts, as a share of the base. */
  readonly leastFall: number;
  /** How many standard errors a fall must be away from chance, unless every quarter was below the one before. */
  readonly fallErrors: number;
  /** For so many days after the return a customer counts as returned. */
  readonly returnedDays: number;
  /** Whoever bought within so many days is never lost. */
  readonly neverLostDays: number;
}

/**
 * The rhythm weighs most, because it is the customer's own and judges one-time buyers too; P(alive) and falling value
 * see what silence alone does not. A fall below 30 % of the base is within what steady customers do.
 */
export const RISK_POLICY: RiskPolicy = {
  weights: { rhythm: 0.5, inactivity: 0.3, value_fall: 0.2 },
  threshold: 0.6,
  likelyGone: 0.5,
  leastFall: 0.3,
  fallErrors: 1.28,
  returnedDays: 180,
  neverLostDays: 7,
};
