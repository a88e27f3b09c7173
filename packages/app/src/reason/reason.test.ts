import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seasonOf, trendOf } from './buying-pattern.ts';
import { INFERRED_REASONS } from './contract.ts';
import { contrastSign, type Groups, STAYING, TROUBLED } from './contrast.ts';
import { contrastSigns, reasonAll, SUREST } from './reason.ts';
import type { Signs } from './signs.ts';

interface One {
  readonly asked?: number;
  readonly repeats?: number;
  readonly returned?: number;
  readonly returnedBefore?: number;
  readonly rise?: number;
  readonly moved?: number;
  readonly others?: number;
  readonly trend?: number;
  readonly season?: number;
}

function customersWith(ones: readonly One[]): { signs: Signs; groups: Groups } {
  const column = (pick: (one: One) => number | undefined, missing = Number.NaN) =>
    Float64Array.from(ones, (one) => pick(one) ?? missing);
  return {
    signs: {
      returnedLately: column((one) => one.returned, 0),
      returnedBefore: column((one) => one.returnedBefore, 0),
      priceRise: column((one) => one.rise),
      spendMoved: column((one) => one.moved),
      othersCameAgain: column((one) => one.others, 0.8),
      trend: column((one) => one.trend),
      firstHalf: column((one) => (one.trend === undefined ? undefined : 0.8)),
      seasonMonths: column((one) => one.season),
    },
    groups: {
      asked: Uint8Array.from(ones, (one) => one.asked ?? TROUBLED),
      repeats: Int32Array.from(ones, (one) => one.repeats ?? 5),
    },
  };
}

function infer(ones: readonly One[]) {
  const { signs, groups } = customersWith(ones);
  const reasons = reasonAll(signs, groups, contrastSigns(signs, groups));
  return ones.map((_, key) => ({
    reason: INFERRED_REASONS[reasons.reason[key] as number],
    confidence: reasons.confidence[key] as number,
    evidence: reasons.evidence[key] as number,
  }));
}

const many = (count: number, one: One) => Array.from({ length: count }, () => one);
/** People who stay and saw nothing. */
const calm = many(200, { asked: STAYING, rise: 0, moved: 0 });

describe('each rule on its customer and not on its neighbour', () => {
  const seen: [string, One, One][] = [
    ['product_returned', { returned: 0.5 }, { returned: 0.2 }],
    ['product_returned', { returned: 0.6, returnedBefore: 0.2 }, { returned: 0.6, returnedBefore: 0.4 }],
    ['price_rise', { rise: 0.15 }, { rise: 0.04 }],
    ['category_moved', { moved: 0.8 }, { moved: 0.3 }],
    ['one_time_need', { repeats: 0, others: 0.3 }, { repeats: 1, others: 0.3 }],
    ['one_time_need', { repeats: 0, others: 0.5 }, { repeats: 0, others: 0.7 }],
    ['natural_end', { trend: -2 }, { trend: -1.5 }],
    ['natural_end', { season: 3 }, { season: 4 }],
  ];
  it.each(seen)('%s: %o, not %o', (reason, hit, near) => {
    const [first, second] = infer([hit, near, ...many(20, hit), ...many(20, {}), ...calm]);
    expect(first?.reason).toBe(reason);
    expect(second).toEqual({ reason: 'unknown', confidence: 0, evidence: Number.NaN });
  });

  it('gives nobody a reason who is not in trouble', () => {
    const reasons = infer([
      { asked: STAYING, rise: 0.3, season: 2 },
      { asked: 0, rise: 0.3 },
      ...many(20, { rise: 0.3 }),
    ]);
    expect(reasons[0]?.reason).toBe('unknown');
    expect(reasons[1]?.reason).toBe('unknown');
  });

  it('takes the surer of two', () => {
    const both = { rise: 0.06, returned: 0.9 };
    const reasons = infer([
      both,
      ...many(30, { rise: 0.06 }),
      ...many(30, { returned: 0.9 }),
      ...many(30, {}),
      ...calm,
    ]);
    expect(reasons[0]?.reason).toBe('product_returned');
    expect(reasons[0]?.evidence).toBe(0.9);
  });
});

describe('the comparison with those who stay', () => {
  it('explains nothing by what those who stay saw as often', () => {
    const troubled = [...many(100, { rise: 0.2 }), ...many(100, { rise: 0 })];
    const staying = troubled.map((one) => ({ ...one, asked: STAYING }));
    expect(new Set(infer([...troubled, ...staying]).map(({ reason }) => reason))).toEqual(new Set(['unknown']));
  });

  it('finds the share that is planted', () => {
    // 400 of 1,000 troubled saw a rise against 100 of 1,000 staying: odds ratio (400 × 900) ÷ (600 × 100) = 6.
    const ones = [
      ...many(400, { rise: 0.2 }),
      ...many(600, { rise: 0 }),
      ...many(100, { asked: STAYING, rise: 0.2 }),
      ...many(900, { asked: STAYING, rise: 0 }),
    ];
    const { signs, groups } = customersWith(ones);
    const contrast = contrastSign(signs, groups, 'price_rise');
    expect(contrast.troubled).toBe(0.4);
    expect(contrast.staying).toBe(0.1);
    const lower = 6 * Math.exp(-1.2816 * Math.sqrt(1 / 400 + 1 / 600 + 1 / 100 + 1 / 900));
    expect(contrast.fraction).toBeCloseTo(1 - 1 / lower, 2);
  });

  it('is not misled by experience: within each number of purchases nothing differs', () => {
    const often = (asked: number, rise: number) => ({ asked, repeats: 9, rise });
    const once = (asked: number, rise: number) => ({ asked, repeats: 1, rise });
    const ones = [
      ...many(360, often(TROUBLED, 0.2)),
      ...many(40, often(TROUBLED, 0)),
      ...many(90, often(STAYING, 0.2)),
      ...many(10, often(STAYING, 0)),
      ...many(10, once(TROUBLED, 0.2)),
      ...many(90, once(TROUBLED, 0)),
      ...many(40, once(STAYING, 0.2)),
      ...many(360, once(STAYING, 0)),
    ];
    const { signs, groups } = customersWith(ones);
    expect(contrastSign(signs, groups, 'price_rise').fraction).toBe(0);
  });

  it('assumes one half where there are too few to compare with', () => {
    const { signs, groups } = customersWith([...many(50, { rise: 0.2 }), ...many(5, { asked: STAYING, rise: 0 })]);
    expect(contrastSign(signs, groups, 'price_rise').fraction).toBe(0.5);
  });
});

describe('on anything', () => {
  const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined });
  const one = fc.record({
    asked: fc.constantFrom(0, TROUBLED, STAYING),
    repeats: fc.nat(12),
    returned: share,
    returnedBefore: share,
    rise: fc.option(fc.double({ min: -0.9, max: 9, noNaN: true }), { nil: undefined }),
    moved: share,
    others: share,
    trend: fc.option(fc.double({ min: -9, max: 9, noNaN: true }), { nil: undefined }),
    season: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
  });
  it('is never surer than it may be, and unknown has neither evidence nor confidence', () => {
    fc.assert(
      fc.property(fc.array(one, { maxLength: 80 }), (ones) => {
        for (const { reason, confidence, evidence } of infer(ones)) {
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThanOrEqual(SUREST);
          if (reason === 'unknown') expect([confidence, evidence]).toEqual([0, Number.NaN]);
          else expect(Number.isFinite(evidence)).toBe(true);
        }
      }),
    );
  });
});

describe('buying patterns', () => {
  const trend = (days: readonly number[]) =>
    trendOf({
      count: days.length,
      first: days[0] as number,
      last: days.at(-1) as number,
      sumSinceFirst: days.reduce((sum, day) => sum + day - (days[0] as number), 0),
    });

  it('sees lengthening gaps, by the published statistic', () => {
    // Interior days 10, 30, 70 of a span of 150: mean 110/3, against 75 with standard deviation 150 ÷ √36 = 25.
    expect(trend([100, 110, 130, 170, 250])).toBeCloseTo((110 / 3 - 75) / 25, 12);
    expect(trend([0, 10, 20, 30, 40])).toBe(0);
    expect(trend([0, 80, 120, 140, 150])).toBeGreaterThan(0);
  });

  it('sees no trend in fewer than five purchase days', () => {
    expect(trend([0, 1, 5, 100])).toBeNaN();
  });

  it('finds the shortest season, over the turn of the year too', () => {
    const mask = (...months: number[]) => months.reduce((bits, month) => bits | (1 << (month - 1)), 0);
    expect(seasonOf(mask(12))).toBe(1);
    expect(seasonOf(mask(11, 1))).toBe(3);
    expect(seasonOf(mask(6, 8))).toBe(3);
    expect(seasonOf(mask(1, 7))).toBe(7);
    expect(seasonOf(mask(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12))).toBe(12);
    expect(seasonOf(0)).toBe(0);
  });
});
