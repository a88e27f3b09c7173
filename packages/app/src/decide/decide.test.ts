import { describe, expect, it } from 'vitest';
import type { Tier } from './contract.ts';
import { type Case, type Circumstances, considerCustomer, costExceedsGain, createConsidered } from './decide.ts';
import { DEFAULT_POLICY } from './policy.ts';
import { chanceWithin } from './response.ts';

const CIRCUMSTANCES: Circumstances = {
  policy: DEFAULT_POLICY,
  contactCost: 1,
  usualEarly: 0.03,
};

const LOST: Case = {
  lost: true,
  tier: 'key',
  reason: 'unknown',
  confidence: 0,
  stake: 1000,
  without: 0.15,
  early: 0,
  usualMargin: 20,
};

function consider(changes: Partial<Case>, circumstances: Partial<Circumstances> = {}) {
  const considered = createConsidered();
  const one = { ...LOST, ...changes };
  one.early = chanceWithin(one.without, 60 / 365);
  considerCustomer(one, { ...CIRCUMSTANCES, ...circumstances }, considered);
  const option = (contact: string) => {
    const found = considered.options.find((one) => one.contact === contact);
    if (found === undefined) throw new Error(contact);
    return found;
  };
  return { ...considered, option, allowed: considered.options.filter((one) => one.allowed).map((one) => one.contact) };
}

describe('one customer’s path through the decision', () => {
  it('golden: a key customer lost over a price rise is visited with a return price', () => {
    const path = consider({ reason: 'price_rise', confidence: 0.6 });
    // Within the 60 days 1 − 0.85^(60/365) = 0.026362 unasked. A call persuades (0.15 − 1/16) ÷ (15/16) = 0.093333 of the
    // others, for this reason 0.9 + 0.6 × (1 − 0.9) = 0.96 of that, and of somebody colder than the usual 0.03 only
    // 0.875441, the ratio of odds: 0.026362 + 0.973638 × 0.0896 × 0.875441 = 0.102733 within the window. Over the year
    // 1 − (1 − 0.102733) × 0.85 ÷ 0.973638 = 0.216674.
    const call = path.option('call');
    expect(call.chance).toBeCloseTo(0.216674, 5);
    expect(call.cost).toBe(5);
    expect(call.delta).toBeCloseTo((0.216674 - 0.15) * 1000 - 5, 2);
    const offered = path.option('call_with_offer');
    expect(offered.offer).toBe('return_price');
    expect(offered.cost).toBeCloseTo(5 + offered.chance * 0.3 * 20, 12);
    expect(path.option('message').offer).toBe('keep_in_touch');
    expect([path.attitude, path.rule]).toEqual(['utmost', 'chosen']);
    expect([path.best?.contact, path.best?.offer]).toEqual(['visit', 'return_price']);
    expect(path.allowed).toEqual(['message', 'call', 'call_with_offer', 'visit']);
  });

  it('adds no credit for those who would come back anyway', () => {
    const path = consider({});
    for (const option of path.options.filter(({ possible }) => possible)) {
      expect(option.delta).toBeCloseTo((option.chance - 0.15) * 1000 - option.cost, 9);
    }
  });
});

describe('four customers with the same loss get four treatments', () => {
  const treat = (tier: Tier) => consider({ tier, stake: 400, without: 0.1 });
  it('key: spare no effort, every contact', () => {
    expect([treat('key').attitude, treat('key').allowed]).toEqual([
      'utmost',
      ['message', 'call', 'call_with_offer', 'visit'],
    ]);
  });
  it('major: pursue, up to a share of what is at stake', () => {
    expect(treat('major').attitude).toBe('best');
    expect(treat('major').allowed).toContain('visit');
    expect(consider({ tier: 'major', stake: 159, without: 0.1 }).allowed).not.toContain('visit');
    expect(consider({ tier: 'key', stake: 159, without: 0.1 }).allowed).toContain('visit');
  });
  it('ordinary: only if it is easy, nobody senior', () => {
    expect([treat('ordinary').attitude, treat('ordinary').allowed]).toEqual(['opportunistic', ['message', 'call']]);
  });
  it('small: no human task, a message where it costs next to nothing', () => {
    expect([treat('small').attitude, treat('small').allowed]).toEqual(['let_go', ['message']]);
    expect(consider({ tier: 'small', stake: 99, without: 0.1 }).allowed).toEqual([]);
  });
});

describe('each rule on its customer and not on its neighbour', () => {
  it('S3-023: gives up at cost 100 and gain 80, not at cost 80 and gain 100', () => {
    expect(costExceedsGain(100, 80)).toBe(true);
    expect(costExceedsGain(80, 100)).toBe(false);
  });

  it('cost_exceeds_gain: when no contact pays', () => {
    const poor = consider({ tier: 'ordinary', stake: 12 });
    expect([poor.rule, poor.attitude]).toEqual(['cost_exceeds_gain', 'given_up']);
    expect(poor.best?.delta).toBeLessThan(0);
    expect(consider({ tier: 'ordinary', stake: 400 }).rule).toBe('chosen');
  });

  it('cost_exceeds_gain: worth no more than the cheapest contact, whatever might be hoped', () => {
    expect(consider({ tier: 'not_worth_it', stake: 1 }).rule).toBe('cost_exceeds_gain');
  });

  it('returns_unasked: a lost customer likelier to come than contacts bring', () => {
    // 1 − (1 − 0.85)^(60/365) = 0.268 unasked in the window, above one in four; at 0.6 it is 0.140.
    expect(consider({ without: 0.85 }).rule).toBe('returns_unasked');
    expect(consider({ without: 0.6 }).rule).toBe('chosen');
  });

  it('returns_unasked: who is at risk but likely to stay is left to lie', () => {
    expect(consider({ lost: false, without: 0.8 }).rule).toBe('returns_unasked');
    expect(consider({ lost: false, without: 0.79 }).rule).toBe('chosen');
  });

  it('small_let_go: where only effort that a small customer does not get would pay', () => {
    expect(consider({ tier: 'small', stake: 90 }).rule).toBe('small_let_go');
    expect(consider({ tier: 'small', stake: 400 }).rule).toBe('chosen');
    expect(consider({ tier: 'ordinary', stake: 90 }).rule).toBe('chosen');
  });

  it('hard_to_avoid: where only more than little effort would pay', () => {
    // With a call at 12 contact costs, over the limit of 8, and a message that hardly anyone answers.
    const { contacts } = DEFAULT_POLICY;
    const policy = {
      ...DEFAULT_POLICY,
      contacts: {
        ...contacts,
        call: { ...contacts.call, contacts: 12 },
        message: { ...contacts.message, chance: 0.001 },
      },
    };
    const hard = consider({ reason: 'one_time_need', confidence: 0.4, stake: 1000 }, { policy });
    expect([hard.attitude, hard.rule]).toEqual(['opportunistic', 'hard_to_avoid']);
    const doubtful = consider({ reason: 'one_time_need', confidence: 0.2, stake: 1000 }, { policy });
    expect([doubtful.attitude, doubtful.rule]).toEqual(['utmost', 'chosen']);
    const fault = consider({ reason: 'product_returned', confidence: 0.4, stake: 1000 }, { policy });
    expect([fault.attitude, fault.rule]).toEqual(['utmost', 'chosen']);
  });
});

describe('offers answer the reason', () => {
  it.each([
    ['product_returned', 'apology_and_repair'],
    ['price_rise', 'return_price'],
    ['category_moved', 'matching_products'],
  ] as const)('%s: %s', (reason, offer) => {
    expect(consider({ reason, confidence: 0.5 }).option('call_with_offer').offer).toBe(offer);
  });

  it('offers a price only for a price, or as the last resort to a lost key customer', () => {
    expect(consider({ reason: 'unknown' }).option('visit').offer).toBe('return_price');
    expect(consider({ reason: 'unknown', tier: 'major' }).option('visit').offer).toBe('none');
    expect(consider({ reason: 'unknown', lost: false, without: 0.4 }).option('visit').offer).toBe('none');
    expect(consider({ reason: 'price_rise', confidence: 0.1, tier: 'major' }).option('visit').offer).toBe('none');
  });

  it('has no call with an offer where there is nothing to offer', () => {
    expect(consider({ reason: 'natural_end', confidence: 0.4 }).option('call_with_offer').possible).toBe(false);
    expect(consider({ tier: 'major' }).option('call_with_offer').possible).toBe(false);
  });
});
