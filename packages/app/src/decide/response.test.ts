import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerChance, chanceWithin, persuadedShare, returnChance, stayChance } from './response.ts';

const chance = fc.double({ min: 0, max: 1, noNaN: true });
const persuasion = fc.record({
  share: fc.double({ min: 0, max: 0.5, noNaN: true }),
  usualEarly: fc.double({ min: 0, max: 0.9, noNaN: true }),
});

describe('the share persuaded', () => {
  it('is what a success rate leaves when those are taken out who would have come anyway', () => {
    expect(persuadedShare(1 / 4, 1 / 16)).toBeCloseTo(0.2, 12);
    expect(persuadedShare(1 / 4, 0)).toBe(0.25);
    expect(persuadedShare(0.05, 1 / 16)).toBe(0);
  });
});

describe('the chance after a contact', () => {
  it('persuades its share of the average lost customers who would not come', () => {
    expect(answerChance(0.05, { share: 0.2, usualEarly: 0.05 })).toBeCloseTo(0.05 + 0.95 * 0.2, 12);
  });

  it('persuades the cold less, and the warm no better', () => {
    const known = { share: 0.2, usualEarly: 0.05 };
    // Odds 1/99 against 1/19: 19/99 as easy to persuade.
    expect(answerChance(0.01, known)).toBeCloseTo(0.01 + 0.99 * 0.2 * (19 / 99), 12);
    expect(answerChance(0.5, known)).toBeCloseTo(0.6, 12);
    expect(answerChance(0, known)).toBe(0);
  });

  it('counts as gain only those who would not have come later either', () => {
    // Sure to come within the horizon: nothing to gain, however well the contact is answered.
    expect(returnChance({ without: 1, early: 1 }, { share: 0.2, usualEarly: 0.05 })).toBe(1);
    const halfYear = chanceWithin(0.5, 0.5);
    expect(halfYear).toBeCloseTo(1 - Math.SQRT1_2, 12);
    const answered = answerChance(chanceWithin(0.1, 0.2), { share: 0.2, usualEarly: 0.03 });
    const later = chanceWithin(0.1, 0.8);
    const unasked = { without: 0.1, early: chanceWithin(0.1, 0.2) };
    expect(returnChance(unasked, { share: 0.2, usualEarly: 0.03 })).toBeCloseTo(answered + (1 - answered) * later, 12);
  });

  it('is never below the chance without, never above one, and grows with it', () => {
    const share = fc.double({ min: 0.01, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(chance, chance), persuasion, share, ([one, other], known, window) => {
        const less = Math.min(one, other);
        const after = (without: number) => returnChance({ without, early: chanceWithin(without, window) }, known);
        const lower = after(less);
        expect(lower).toBeGreaterThanOrEqual(less);
        expect(lower).toBeLessThanOrEqual(1);
        expect(after(Math.max(one, other))).toBeGreaterThanOrEqual(lower - 1e-12);
        expect(stayChance(less, known.share)).toBeGreaterThanOrEqual(less);
        expect(stayChance(less, known.share)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
