import { INFERRED_REASONS, type InferredReason } from '../reason/contract.ts';
import { isHardToAvoid } from '../reason/index.ts';
import type { Offer, Rule, Tier } from './contract.ts';
import { CONTACTS, type Contact, type Policy, persuadedBy, type Stance } from './policy.ts';
import { returnChance, stayChance } from './response.ts';

/** One customer in trouble, as far as the decision needs to know. */
export interface Case {
  lost: boolean;
  tier: Tier;
  reason: InferredReason;
  confidence: number;
  /** Value if the customer comes back or stays. */
  stake: number;
  /** Chance of that without our doing. */
  without: number;
  /** Lost: chance of that within the answer window. */
  early: number;
  /** Margin of one usual purchase. */
  usualMargin: number;
}

/** What holds for all customers of a run. */
export interface Circumstances {
  readonly policy: Policy;
  readonly contactCost: number;
  /** Mean chance of the lost to come back unasked within the answer window. */
  readonly usualEarly: number;
}

/** What one contact would do; plain fields, because one such object serves millions of customers in turn. */
export interface Option {
  readonly contact: Contact;
  /** The offer has something to offer and the attitude allows the effort. */
  possible: boolean;
  allowed: boolean;
  offer: Offer;
  chance: number;
  cost: number;
  minutes: number;
  delta: number;
}

export interface Considered {
  attitude: Stance;
  /** The offer that answers the reason. */
  matched: Offer;
  /** `chosen` until the plan says otherwise. */
  rule: Rule;
  readonly options: readonly Option[];
  /** The best of the allowed, else of the possible; null where no contact changes anything. */
  best: Option | null;
}

const HARD_TO_AVOID = new Set<InferredReason>(INFERRED_REASONS.filter(isHardToAvoid));

export function createConsidered(): Considered {
  const options = CONTACTS.map(
    (contact): Option => ({
      contact,
      possible: false,
      allowed: false,
      offer: 'none',
      chance: 0,
      cost: 0,
      minutes: 0,
      delta: 0,
    }),
  );
  return { attitude: 'given_up', matched: 'none', rule: 'cost_exceeds_gain', options, best: null };
}

/** Abandonment criterion 1: the expected cost exceeds what can be gained. */
export function costExceedsGain(cost: number, gain: number): boolean {
  return cost >= gain;
}

function isHard(one: Case, policy: Policy): boolean {
  return HARD_TO_AVOID.has(one.reason) && one.confidence >= policy.trustReasonFrom;
}

function attitudeTo(one: Case, policy: Policy): Stance {
  const attitude = policy.attitudeOf[one.tier];
  const effort = attitude === 'utmost' || attitude === 'best';
  return effort && isHard(one, policy) ? 'opportunistic' : attitude;
}

/** The offer that answers the reason; a price only for a price, or as the last resort for the best of the lost. */
function matchedOffer(one: Case, attitude: Stance, policy: Policy): Offer {
  if (one.confidence >= policy.trustReasonFrom) return policy.offerOf[one.reason];
  return one.lost && attitude === 'utmost' ? 'return_price' : policy.offerOf.unknown;
}

function offerWith(contact: Contact, matched: Offer): Offer {
  if (contact === 'message') return matched === 'matching_products' ? matched : 'keep_in_touch';
  if (contact === 'call') return 'none';
  return matched === 'keep_in_touch' ? 'none' : matched;
}

/** An inferred reason is believed only as far as its confidence goes. */
function persuaded(one: Case, contact: Contact, policy: Policy): number {
  const unknown = persuadedBy(contact, 'unknown', policy);
  return unknown + one.confidence * (persuadedBy(contact, one.reason, policy) - unknown);
}

/** What each contact would change and cost, and whether the attitude allows it. */
function weighOptions(one: Case, circumstances: Circumstances, into: Considered): void {
  const { policy, contactCost } = circumstances;
  const limit = policy.attitudes[into.attitude];
  const usualMargin = Math.max(0, one.usualMargin);
  for (const option of into.options) {
    const rule = policy.contacts[option.contact];
    option.offer = offerWith(option.contact, into.matched);
    option.possible = option.contact !== 'call_with_offer' || option.offer !== 'none';
    const share = persuaded(one, option.contact, policy);
    option.chance = one.lost
      ? returnChance(one, { share, usualEarly: circumstances.usualEarly })
      : stayChance(one.without, share);
    option.cost = rule.contacts * contactCost + option.chance * policy.offerTaken[option.offer] * usualMargin;
    option.minutes = rule.minutes;
    option.delta = (option.chance - one.without) * one.stake - option.cost;
    option.allowed =
      option.possible &&
      limit.contacts.includes(option.contact) &&
      (limit.senior || !rule.senior) &&
      option.cost <= limit.mostOfStake * one.stake &&
      option.cost <= limit.mostContacts * contactCost;
  }
}

function bestPossible(options: readonly Option[]): Option | null {
  let best: Option | null = null;
  for (const option of options) if (option.possible && (best === null || option.delta > best.delta)) best = option;
  return best;
}

function bestAllowed(options: readonly Option[]): Option | null {
  let best: Option | null = null;
  for (const option of options) if (option.allowed && (best === null || option.delta > best.delta)) best = option;
  return best;
}

function pays(one: Case, option: Option | null): boolean {
  return option !== null && !costExceedsGain(option.cost, option.delta + option.cost) && one.stake > 0;
}

/** Comes, or stays, unasked as surely as others do after the best contact; a sleeping dog is left to lie. */
function comesUnasked(one: Case, policy: Policy): boolean {
  if (!one.lost) return one.without >= policy.leaveAloneFrom;
  return CONTACTS.every((contact) => one.early >= policy.contacts[contact].chance);
}

function ruleFor(one: Case, considered: Considered, policy: Policy): Rule {
  const possible = bestPossible(considered.options);
  const allowed = bestAllowed(considered.options);
  considered.best = allowed ?? possible;
  if (one.tier === 'not_worth_it') return 'cost_exceeds_gain';
  if (comesUnasked(one, policy)) return 'returns_unasked';
  if (pays(one, allowed)) return 'chosen';
  if (!pays(one, possible)) return 'cost_exceeds_gain';
  if (considered.attitude !== 'let_go' && !isHard(one, policy)) return 'cost_exceeds_gain';
  considered.best = possible;
  return considered.attitude === 'let_go' ? 'small_let_go' : 'hard_to_avoid';
}

/**
 * The path of one customer through the decision: attitude by tier and reason, what each contact would change and cost,
 * and the rule that settles the case before the plan has its say.
 */
export function considerCustomer(one: Case, circumstances: Circumstances, into: Considered): void {
  into.attitude = attitudeTo(one, circumstances.policy);
  into.matched = matchedOffer(one, into.attitude, circumstances.policy);
  weighOptions(one, circumstances, into);
  into.rule = ruleFor(one, into, circumstances.policy);
  if (into.rule === 'cost_exceeds_gain') into.attitude = 'given_up';
  if (into.rule === 'returns_unasked') into.best = null;
}
