import { describe, expect, it } from 'vitest';
import { detectableLift, statePower } from './power.ts';

describe('what a control group can show', () => {
  it('agrees with the published sample sizes for two proportions (Fleiss, without continuity correction)', () => {
    // 0.25 against 0.40 needs 152 a group, 0.10 against 0.20 needs 199, at 0.05 two-sided with power 0.8.
    expect(detectableLift({ treated: 152, control: 152, baseRate: 0.25 })).toBeCloseTo(0.15, 3);
    expect(detectableLift({ treated: 199, control: 199, baseRate: 0.1 })).toBeCloseTo(0.1, 3);
  });

  it('is reached in four of five simulated campaigns', () => {
    const groups = { treated: 900, control: 100, baseRate: 0.2 };
    const lift = detectableLift(groups);
    let state = 11;
    const uniform = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return (state + 0.5) / 2 ** 32;
    };
    const binomial = (n: number, p: number) => {
      let successes = 0;
      for (let trial = 0; trial < n; trial += 1) if (uniform() < p) successes += 1;
      return successes / n;
    };
    let shown = 0;
    const rounds = 4000;
    for (let round = 0; round < rounds; round += 1) {
      const treated = binomial(groups.treated, groups.baseRate + (lift ?? 0));
      const control = binomial(groups.control, groups.baseRate);
      const pooled = 0.9 * treated + 0.1 * control;
      const error = Math.sqrt(pooled * (1 - pooled) * (1 / groups.treated + 1 / groups.control));
      if (Math.abs(treated - control) > 1.959964 * error) shown += 1;
    }
    expect(shown / rounds).toBeGreaterThan(0.77);
    expect(shown / rounds).toBeLessThan(0.83);
  });

  it('says so when no rise could be shown, and nothing without a control group', () => {
    expect(detectableLift({ treated: 3, control: 1, baseRate: 0.5 })).toBeNull();
    expect(statePower({ treated: 10, control: 0, baseRate: 0.2, expectedLift: 0.1 })).toBeNull();
  });
});
