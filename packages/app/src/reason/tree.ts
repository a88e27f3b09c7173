import { AppError } from '../platform/errors.ts';
import type { InferredReason, Way } from './contract.ts';

/** The lists of causes in use (plan documents, win-back practice, lecture); the tree can be read in each of them. */
export const CAUSE_LISTS = {
  a: [
    'staff_turnover',
    'new_temptation',
    'weak_market_monitoring',
    'lack_of_integrity',
    'neglected_details',
    'no_market_research',
    'own_problems',
  ],
  b: [
    'attitude',
    'time',
    'quality',
    'speed',
    'price',
    'information_transparency',
    'word_of_mouth',
    'merchant_values',
    'distance',
    'cost_careful',
  ],
  c: [
    'dissatisfaction',
    'small_loyalty_benefit',
    'low_switching_cost',
    'weak_trust',
    'coarse_service',
    'complaint_mishandled',
    'weak_influence',
    'staff_took_customer',
    'company_conduct',
    'need_shift',
    'habit_change',
    'relocation',
    'growth',
    'decline',
    'variety_seeking',
  ],
} as const;
type ListName = keyof typeof CAUSE_LISTS;
type Memberships = { readonly [List in ListName]?: readonly (typeof CAUSE_LISTS)[List][number][] };

export const ORIGINS = ['natural', 'competitive', 'fault', 'bad_faith'] as const;
type Origin = (typeof ORIGINS)[number];

export interface Cause extends Memberships {
  readonly id: string;
  readonly parent: string | null;
  /** List D: the way out. */
  readonly way: Way;
  readonly origin: Origin;
  /** Active: the customer decides to go; passive: it happens to the customer or we end it. */
  readonly mode: 'active' | 'passive';
  readonly preventable: boolean;
  readonly underOurControl: boolean;
  /** The cause stays until somebody changes it; an unstable one passes by itself. */
  readonly stable: boolean;
}

type Traits = Pick<Cause, 'origin' | 'mode' | 'preventable' | 'underOurControl' | 'stable'>;

const OUR_FAULT: Traits = {
  origin: 'fault',
  mode: 'active',
  preventable: true,
  underOurControl: true,
  stable: true,
};
const WE_ENDED_IT: Traits = {
  origin: 'bad_faith',
  mode: 'passive',
  preventable: false,
  underOurControl: true,
  stable: true,
};
const RIVAL: Traits = {
  origin: 'competitive',
  mode: 'active',
  preventable: true,
  underOurControl: false,
  stable: true,
};
const LIFE: Traits = { origin: 'natural', mode: 'passive', preventable: false, underOurControl: false, stable: true };

type Leaf = readonly [id: string, lists?: Memberships, traits?: Partial<Traits>];

function branch(way: Way, traits: Traits, leaves: readonly Leaf[]): Cause[] {
  const root: Cause = { id: way, parent: null, way, ...traits };
  return [
    root,
    ...leaves.map(([id, lists = {}, own = {}]): Cause => ({ id, parent: way, way, ...traits, ...own, ...lists })),
  ];
}

/** Cause by cause: which way out it is, whose fault, and what it is called in each list. Data, not code to branch on. */
export const CAUSE_TREE: readonly Cause[] = [
  ...branch('pushed_intentionally', WE_ENDED_IT, [
    ['bad_debt'],
    ['fraud_or_abuse'],
    ['unreasonable_demands'],
    ['target_group_changed', { a: ['own_problems'] }],
  ]),
  ...branch('pushed_unintentionally', OUR_FAULT, [
    ['product_defect', { a: ['own_problems'], b: ['quality'], c: ['dissatisfaction'] }],
    ['product_unfit', { b: ['quality'], c: ['dissatisfaction'] }],
    ['product_not_renewed', { a: ['no_market_research'] }],
    ['service_attitude', { b: ['attitude'], c: ['dissatisfaction', 'coarse_service'] }],
    ['service_hours', { b: ['time'] }],
    ['slow_delivery', { b: ['speed'] }],
    ['slow_response', { b: ['speed'] }],
    ['poor_after_sale', { c: ['coarse_service'] }],
    ['complaint_mishandled', { c: ['complaint_mishandled'] }],
    ['hard_to_use_site'],
    ['outdated_information', { b: ['information_transparency'] }],
    ['hidden_information', { b: ['information_transparency'], c: ['weak_trust'] }],
    ['broken_promise', { a: ['lack_of_integrity'], c: ['weak_trust'] }],
    ['neglected_detail', { a: ['neglected_details'] }],
    ['channel_conflict', { a: ['weak_market_monitoring'] }],
    ['bad_word_of_mouth', { b: ['word_of_mouth'] }],
    ['company_conduct', { b: ['merchant_values'], c: ['company_conduct'] }],
    ['weak_influence', { c: ['weak_influence'] }],
    ['failed_payment', {}, { mode: 'passive', stable: false }],
  ]),
  ...branch('pulled_away', RIVAL, [
    ['better_product_elsewhere'],
    ['better_service_elsewhere'],
    ['rival_nearby', { b: ['distance'] }],
    ['salesperson_took_customer', { a: ['staff_turnover'], c: ['staff_took_customer'] }],
    ['easy_to_switch', { c: ['low_switching_cost'] }],
    ['supplier_risk_spread', {}, { preventable: false }],
    ['variety_seeking', { c: ['variety_seeking'] }, { origin: 'natural', preventable: false, stable: false }],
  ]),
  ...branch('bought_away', RIVAL, [
    ['rival_incentive', { a: ['new_temptation'] }, { stable: false }],
    ['price_too_high', { b: ['price'] }, { underOurControl: true }],
    ['price_raised', { b: ['price'] }, { underOurControl: true }],
    ['saving_money', { b: ['cost_careful'] }],
    ['loyalty_not_rewarded', { c: ['small_loyalty_benefit'] }, { underOurControl: true }],
  ]),
  ...branch('moved_away', LIFE, [
    ['relocated', { c: ['relocation'] }],
    ['need_gone', { c: ['need_shift'] }],
    ['one_time_need', { c: ['need_shift'] }],
    ['habit_changed', { c: ['habit_change'] }],
    ['outgrew_us', { c: ['growth'] }],
    ['bankrupt', { c: ['decline'] }],
    ['contact_person_left', {}, { preventable: true }],
  ]),
];

/** Where each inferred reason hangs in the tree. */
const CAUSE_OF: Readonly<Record<Exclude<InferredReason, 'unknown'>, string>> = {
  product_returned: 'product_unfit',
  price_rise: 'price_raised',
  category_moved: 'better_product_elsewhere',
  one_time_need: 'one_time_need',
  natural_end: 'need_gone',
};

export function causeOf(reason: InferredReason): Cause | null {
  if (reason === 'unknown') return null;
  const cause = CAUSE_TREE.find(({ id }) => id === CAUSE_OF[reason]);
  if (cause === undefined) throw new AppError('internal', 'reason.error.no_cause', { reason });
  return cause;
}

export function wayOf(reason: InferredReason): Way {
  return causeOf(reason)?.way ?? 'unknown';
}

/** Neither could we have prevented it nor can we change it: such losses get little effort. */
export function isHardToAvoid(reason: InferredReason): boolean {
  const cause = causeOf(reason);
  return cause !== null && !cause.preventable && !cause.underOurControl;
}

export function causeKey(id: string): string {
  return `reason.tree.${id}`;
}
