import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerChance, chanceWithin, returnChance, stayChance } from './response.ts';

const chance = fc.double({ min: 0, max: 1, noNaN: true });
const prior = fc.record({
  chance: fc.double({ min: 0.001, max: 0.5, noNaN: true }),
  unasked: fc.double({ min: 0, max: 0.9, noNaN: true }),
});

describe('the chance after a contact', () => {
  it('is the prior for the average lost customer', () => {
    expect(answerChance(0.05, { chance: 0.25, unasked: 0.05 })).toBeCloseTo(0.25, 12);
  });

  it('leaves the cold colder and lifts nobody above the prior', () => {
    const known = { chance: 0.25, unasked: 0.05 };
    expect(answerChance(0.01, known)).toBeCloseTo(0.0602, 3);
    expect(answerChance(0.1, known)).toBe(0.25);
    expect(answerChance(0.3, known)).toBe(0.3);
    expect(answerChance(0, known)).toBe(0);
  });

  it('counts as gain only those who would not have come later either', () => {
    // Sure to come within the horizon: nothing to gain, however well the contact is answered.
    expect(returnChance({ without: 1, early: 1 }, { chance: 0.25, unasked: 0.05 })).toBe(1);
    const halfYear = chanceWithin(0.5, 0.5);
    expect(halfYear).toBeCloseTo(1 - Math.SQRT1_2, 12);
    const answered = answerChance(chanceWithin(0.1, 0.2), { chance: 0.25, unasked: 0.03 });
    const later = chanceWithin(0.1, 0.8);
    const unasked = { without: 0.1, early: chanceWithin(0.1, 0.2) };
    expect(returnChance(unasked, { chance: 0.25, unasked: 0.03 })).toBeCloseTo(answered + (1 - answered) * later, 12);
  });

  it('is never below the chance without, never above one, and grows with it', () => {
    const share = fc.double({ min: 0.01, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(chance, chance), prior, share, ([one, other], known, window) => {
        const less = Math.min(one, other);
        const after = (without: number) => returnChance({ without, early: chanceWithin(without, window) }, known);
        const lower = after(less);
        expect(lower).toBeGreaterThanOrEqual(less);
        expect(lower).toBeLessThanOrEqual(1);
        expect(after(Math.max(one, other))).toBeGreaterThanOrEqual(lower - 1e-12);
        expect(stayChance(less, known.chance)).toBeGreaterThanOrEqual(less);
        expect(stayChance(less, known.chance)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
