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
  const order = value.map((worth) => (worth > 0 ? worth : 0));
  const limits = ranked.map(({ tier, topShare }) => {
    const reached = Math.ceil(topShare * value.length);
    const limit = topShare >= 1 || reached === 0 ? Number.NEGATIVE_INFINITY : selectRank(order, value.length - reached);
    from[tier] = Math.max(limit, cheapestContact);
    return limit;
  });
  const codes = ranked.map(({ tier }) => TIERS.indexOf(tier));
  const worthless = TIERS.indexOf(NOT_WORTH_IT);
  const tier = new Uint8Array(value.length).fill(worthless);
  for (let customer = 0; customer < value.length; customer += 1) {
    const worth = value[customer] as number;
    if (!(worth > cheapestContact)) continue;
    let rank = 0;
    while (rank < limits.length && worth < (limits[rank] as number)) rank += 1;
    tier[customer] = codes[rank] ?? worthless;
  }
  return { tier, from };
}
