import { describe, expect, it } from 'vitest';
import { TIERS } from './contract.ts';
import { DEFAULT_POLICY } from './policy.ts';
import { assignTiers } from './tiers.ts';

const countBy = (codes: Uint8Array) => TIERS.map((_, code) => codes.filter((one) => one === code).length);

describe('tiers', () => {
  it('follow the value pyramid: 1 %, up to 5 %, up to 20 %, the rest', () => {
    const value = Float64Array.from({ length: 1000 }, (_, index) => 10 + ((index * 7919) % 1000));
    const { tier, from } = assignTiers(value, DEFAULT_POLICY, 1);
    expect(countBy(tier)).toEqual([10, 40, 150, 800, 0]);
    expect(from).toEqual({ key: 1000, major: 960, ordinary: 810, small: 1, not_worth_it: null });
    value.forEach((worth, index) => {
      if (worth >= 1000) expect(TIERS[tier[index] as number]).toBe('key');
    });
  });

  it('call worthless who is worth no more than the cheapest contact', () => {
    const { tier } = assignTiers(Float64Array.from([5, 1, 1.01, 0, Number.NaN]), DEFAULT_POLICY, 1);
    expect(Array.from(tier, (code) => TIERS[code])).toEqual([
      'key',
      'not_worth_it',
      'small',
      'not_worth_it',
      'not_worth_it',
    ]);
  });

  it('keep equal values together', () => {
    const { tier } = assignTiers(new Float64Array(50).fill(7), DEFAULT_POLICY, 1);
    expect(new Set(tier).size).toBe(1);
  });

  it('are at most five', () => {
    const { tiers } = DEFAULT_POLICY;
    const sixth = { ...DEFAULT_POLICY, tiers: [...tiers, { tier: 'small' as const, topShare: 1 }] };
    expect(() => assignTiers(Float64Array.of(1), sixth, 1)).toThrow(/decide\.error\.too_many_tiers/);
    const unordered = { ...DEFAULT_POLICY, tiers: [...tiers].reverse() };
    expect(() => assignTiers(Float64Array.of(1), unordered, 1)).toThrow(/decide\.error\.tiers_out_of_order/);
  });

  it('have somebody on top of a small base, and nobody of none', () => {
    expect(TIERS[assignTiers(Float64Array.of(3, 9), DEFAULT_POLICY, 1).tier[1] as number]).toBe('key');
    expect(assignTiers(new Float64Array(0), DEFAULT_POLICY, 1).tier).toHaveLength(0);
  });
});
