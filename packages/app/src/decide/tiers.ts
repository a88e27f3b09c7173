import { TIERS, type Tier } from './contract.ts';
import { checkPolicy, type Policy } from './policy.ts';
import { selectRank } from './select-rank.ts';

export interface Tiers {
  /** Index into TIERS, by customer. */
  readonly tier: Uint8Array;
  /** Least value of the tier; null where nobody is in it by rank. */
  readonly from: Readonly<Record<Tier, number | null>>;
}

const NOT_WORTH_IT: Tier = 'not_worth_it';

/**
 * Tiers by the value still to come: the best 1 % and so on, and below them whoever is worth no more than the cheapest
 * contact. Equal values are in the same tier.
 */
export function assignTiers(value: Float64Array, policy: Policy, cheapestContact: number): Tiers {
  checkPolicy(policy);
  const ranked = policy.tiers.filter(({ tier }) => tier !== NOT_WORTH_IT);
  const from: Record<Tier, number | null> = { key: null, major: null, ordinary: null, small: null, not_worth_it: null };
  const order = value.slice();
  const limits = ranked.map(({ tier, topShare }) => {
    const reached = Math.ceil(topShare * value.length);
    const limit = topShare >= 1 || reached === 0 ? Number.NEGATIVE_INFINITY : selectRank(order, value.length - reached);
    from[tier] = Math.max(limit, cheapestContact);
    return limit;
  });
  const codes = ranked.map(({ tier }) => TIERS.indexOf(tier));
  const worthless = TIERS.indexOf(NOT_WORTH_IT);
  const tier = Uint8Array.from(value, (worth) => {
    if (!(worth > cheapestContact)) return worthless;
    const rank = limits.findIndex((limit) => worth >= limit);
    return codes[rank] ?? worthless;
  });
  return { tier, from };
}
