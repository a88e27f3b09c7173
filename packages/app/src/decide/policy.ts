import { AppError } from '../platform/errors.ts';
import type { InferredReason } from '../reason/contract.ts';
import { type Action, type Attitude, type Offer, TIERS, type Tier } from './contract.ts';
import { persuadedShare } from './response.ts';

export type Contact = Exclude<Action, 'none'>;
/** How a customer in trouble is met. */
export type Stance = Exclude<Attitude, 'none'>;
export const CONTACTS: readonly Contact[] = ['message', 'call', 'call_with_offer', 'visit'];

/** Where a number comes from; a sentence for each stands in the catalogue. */
type Source = 'one_in_four' | 'assumption';

interface ContactRule {
  /** In units of one written contact. */
  readonly contacts: number;
  readonly minutes: number;
  /** Takes the time of a senior colleague. */
  readonly senior: boolean;
  /** Success rate with lost customers in the source, those included who would have come anyway. */
  readonly chance: number;
  /** How many outcomes of one's own the chance weighs. */
  readonly strength: number;
  readonly source: Source;
}

interface AttitudeRule {
  readonly contacts: readonly Contact[];
  readonly senior: boolean;
  /** Highest cost as a share of the value at stake … */
  readonly mostOfStake: number;
  /** … and in units of one written contact. */
  readonly mostContacts: number;
}

/** Everything about decisions that a firm may see otherwise. Versioned, so that a result names what it was made by. */
export interface Policy {
  readonly version: number;
  /** Best first: the tier reaches down to this share of all customers; the rest but the worthless is the last tier. */
  readonly tiers: readonly { readonly tier: Tier; readonly topShare: number }[];
  readonly attitudeOf: Readonly<Record<Tier, Stance>>;
  readonly attitudes: Readonly<Record<Stance, AttitudeRule>>;
  readonly contacts: Readonly<Record<Contact, ContactRule>>;
  /** How many of the source's successes would have come anyway, as a rate. */
  readonly unaskedInSource: number;
  /** What a reason leaves of the share that a contact persuades. */
  readonly reasonFactor: Readonly<Record<InferredReason, number>>;
  readonly offerOf: Readonly<Record<InferredReason, Offer>>;
  /** Cost of an offer when taken, as a share of the margin of one usual purchase. */
  readonly offerTaken: Readonly<Record<Offer, number>>;
  /** A reason counts for offer and attitude from this confidence on. */
  readonly trustReasonFrom: number;
  /** An answer to a contact comes within so many days or is no answer to it. */
  readonly answerDays: number;
  /** Who is not lost yet and this likely to stay is not woken. */
  readonly leaveAloneFrom: number;
}

const HARD = { mostOfStake: 1, mostContacts: Number.POSITIVE_INFINITY };

/**
 * The shipped policy. Tiers: the value pyramid (1 % / 5 % / 20 %) mapped on key, major, ordinary, small. Chance of the
 * best human contact: a lost customer 1 in 4. For those who would have come anyway the same source's 1 in 16 stands, its
 * success with prospects, whom nothing binds to the firm. Weaker contacts, costs and minutes are our assumptions.
 */
export const DEFAULT_POLICY: Policy = {
  version: 1,
  tiers: [
    { tier: 'key', topShare: 0.01 },
    { tier: 'major', topShare: 0.05 },
    { tier: 'ordinary', topShare: 0.2 },
    { tier: 'small', topShare: 1 },
    { tier: 'not_worth_it', topShare: 1 },
  ],
  attitudeOf: {
    key: 'utmost',
    major: 'best',
    ordinary: 'opportunistic',
    small: 'let_go',
    not_worth_it: 'given_up',
  },
  attitudes: {
    utmost: { ...HARD, contacts: CONTACTS, senior: true },
    best: { ...HARD, contacts: CONTACTS, senior: true, mostOfStake: 0.25 },
    opportunistic: { ...HARD, contacts: ['message', 'call', 'call_with_offer'], senior: false, mostContacts: 8 },
    let_go: { ...HARD, contacts: ['message'], senior: false, mostOfStake: 0.01 },
    given_up: { ...HARD, contacts: [], senior: false },
  },
  contacts: {
    message: { contacts: 1, minutes: 0, senior: false, chance: 0.08, strength: 4, source: 'assumption' },
    call: { contacts: 5, minutes: 10, senior: false, chance: 0.15, strength: 4, source: 'assumption' },
    call_with_offer: { contacts: 5, minutes: 15, senior: false, chance: 0.2, strength: 4, source: 'assumption' },
    visit: { contacts: 40, minutes: 90, senior: true, chance: 0.25, strength: 8, source: 'one_in_four' },
  },
  unaskedInSource: 1 / 16,
  reasonFactor: {
    unknown: 0.9,
    product_returned: 1,
    price_rise: 1,
    category_moved: 0.9,
    one_time_need: 0.3,
    natural_end: 0.4,
  },
  offerOf: {
    unknown: 'keep_in_touch',
    product_returned: 'apology_and_repair',
    price_rise: 'return_price',
    category_moved: 'matching_products',
    one_time_need: 'keep_in_touch',
    natural_end: 'keep_in_touch',
  },
  offerTaken: { none: 0, apology_and_repair: 0.25, return_price: 0.3, matching_products: 0, keep_in_touch: 0 },
  trustReasonFrom: 0.25,
  answerDays: 60,
  leaveAloneFrom: 0.8,
};

/** Of those who would not come, or stay, by themselves: the share that a contact persuades when this is the reason. */
export function persuadedBy(contact: Contact, reason: InferredReason, policy: Policy): number {
  return persuadedShare(policy.contacts[contact].chance, policy.unaskedInSource) * policy.reasonFactor[reason];
}

/** More than five tiers nobody can keep apart; a policy with a sixth is refused. */
export function checkPolicy(policy: Policy): void {
  if (policy.tiers.length > TIERS.length) {
    throw new AppError('usage', 'decide.error.too_many_tiers', { tiers: policy.tiers.length, limit: TIERS.length });
  }
  policy.tiers.forEach(({ topShare }, index) => {
    const before = policy.tiers[index - 1]?.topShare ?? 0;
    if (!(topShare >= before && topShare <= 1)) {
      throw new AppError('usage', 'decide.error.tiers_out_of_order', { tier: index + 1 });
    }
  });
}
