import fc from 'fast-check';
import { expect, test } from 'vitest';
import { STATES } from './contract.ts';
import { contributionsOf, lossScore, rhythmIndicator } from './loss-score.ts';
import { RISK_POLICY } from './policy.ts';
import { assess, type Standing } from './risk.ts';
import { type Quarters, valueFall } from './value-fall.ts';

const CONSTANT: Quarters = [100, 100, 100, 100];

/** A customer in the first life whose limits are multiples of the usual interval. */
function standing(intervalDays: number, given: Partial<Standing>): Standing {
  return {
    silentDays: 0,
    limits: { calm: intervalDays, risk: 1.7 * intervalDays, lost: 2.6 * intervalDays },
    pAlive: Number.NaN,
    quarters: CONSTANT,
    purchasesInYear: 365 / intervalDays,
    life: 1,
    daysInLife: 2000,
    ...given,
  };
}

const stateOf = (one: Standing) => STATES[assess(one, RISK_POLICY).state];

test('S2-052: 183 days of silence are no loss at an interval of 200 days, but are at one of 20', () => {
  expect(stateOf(standing(200, { silentDays: 183 }))).toBe('active');
  expect(['leaving', 'at_risk', 'lost']).toContain(stateOf(standing(20, { silentDays: 183 })));
});

test('S3-006: falling quarters are leaving even after a purchase last week, steady ones are active', () => {
  for (const purchasesInYear of [4, 12, 50]) {
    const falling = { silentDays: 5, quarters: [100, 90, 70, 40] as const, purchasesInYear };
    const steady = { silentDays: 5, quarters: [40, 42, 41, 43] as const, purchasesInYear };
    expect(stateOf(standing(365 / purchasesInYear, falling))).toBe('leaving');
    expect(stateOf(standing(365 / purchasesInYear, steady))).toBe('active');
  }
});

test('a rare buyer is not leaving for an empty quarter', () => {
  const fall = valueFall([100, 0, 80, 0], 2, RISK_POLICY);
  expect(fall).toEqual({ fall: Number.NaN, falling: false });
  expect(stateOf(standing(180, { silentDays: 100, quarters: [100, 0, 80, 0], purchasesInYear: 2 }))).toBe('active');
});

test('a fall is measured against the mean of the quarters before, as far as they are known', () => {
  expect(valueFall([100, 90, 70, 40], 48, RISK_POLICY)).toEqual({ fall: 1 - 40 / (260 / 3), falling: true });
  expect(valueFall([Number.NaN, 80, 120, 90], 48, RISK_POLICY).fall).toBeCloseTo(0.1, 12);
  expect(valueFall([Number.NaN, Number.NaN, Number.NaN, 90], 12, RISK_POLICY).fall).toBeNaN();
  expect(valueFall([50, 60, 70, -20], 48, RISK_POLICY).fall).toBe(1);
});

test('S2-054: the score is the weighted sum of its indicators, and each contribution is shown', () => {
  const parts = contributionsOf([0.8, 0.4, 0.5], RISK_POLICY);
  expect(parts[0]).toBeCloseTo(0.5 * 0.8, 12);
  expect(parts[1]).toBeCloseTo(0.3 * 0.4, 12);
  expect(parts[2]).toBeCloseTo(0.2 * 0.5, 12);
  expect(lossScore([0.8, 0.4, 0.5], RISK_POLICY)).toBeCloseTo(0.62, 12);
});

test('an indicator that cannot be told leaves its weight to the others, and is not taken for zero', () => {
  const parts = contributionsOf([0.8, Number.NaN, 0.4], RISK_POLICY);
  expect(parts[0]).toBeCloseTo((0.5 / 0.7) * 0.8, 12);
  expect(parts[1]).toBeNaN();
  expect(lossScore([0.8, Number.NaN, 0.4], RISK_POLICY)).toBeCloseTo((0.5 * 0.8 + 0.2 * 0.4) / 0.7, 12);
  expect(lossScore([Number.NaN, Number.NaN, Number.NaN], RISK_POLICY)).toBeNaN();
});

test('S2-054: the threshold can be set', () => {
  const one = standing(30, { silentDays: 40, pAlive: 0.6 });
  expect(stateOf(one)).toBe('active');
  expect(STATES[assess(one, { ...RISK_POLICY, threshold: 0.4 }).state]).toBe('at_risk');
});

test('the rhythm indicator is half at the calm limit, 0.8 at the risk limit, 0.95 at the lost limit', () => {
  const limits = { calm: 20, risk: 40, lost: 90 };
  expect([0, 20, 40, 90].map((days) => rhythmIndicator(days, limits))).toEqual([0, 0.5, 0.8, 0.95]);
  expect(rhythmIndicator(900, limits)).toBeCloseTo(0.995, 12);
  expect(rhythmIndicator(10, { calm: Number.NaN, risk: Number.NaN, lost: Number.NaN })).toBeNaN();
});

test('the own limit alone makes a loss; P(alive) can warn before the risk limit', () => {
  expect(stateOf(standing(20, { silentDays: 60, pAlive: 0.9 }))).toBe('lost');
  expect(stateOf(standing(20, { silentDays: 60, pAlive: 0.1 }))).toBe('lost');
  expect(stateOf(standing(20, { silentDays: 21, pAlive: 0.45, quarters: [100, 101, 102, 103] }))).toBe('at_risk');
});

test('whoever came back lately counts as returned, until lost or at risk again', () => {
  const back = { life: 2, daysInLife: 60, purchasesInYear: 3 };
  expect(stateOf(standing(60, { ...back, silentDays: 20 }))).toBe('returned');
  expect(stateOf(standing(60, { ...back, silentDays: 20, daysInLife: 181 }))).toBe('active');
  expect(stateOf(standing(20, { ...back, silentDays: 60 }))).toBe('lost');
});

const anyLimits = fc
  .tuple(
    fc.double({ min: 0.5, max: 300, noNaN: true }),
    fc.double({ min: 1, max: 3, noNaN: true }),
    fc.double({ min: 1, max: 3, noNaN: true }),
  )
  .map(([calm, toRisk, toLost]) => ({ calm, risk: calm * toRisk, lost: Math.max(8, calm * toRisk * toLost) }));
const share = fc.double({ min: 0, max: 1, noNaN: true });
const amount = fc.oneof(fc.constant(Number.NaN), fc.double({ min: -100, max: 10_000, noNaN: true }));
const anyStanding = fc.record<Standing>({
  silentDays: fc.integer({ min: 0, max: 3000 }),
  limits: fc.oneof(anyLimits, fc.constant({ calm: Number.NaN, risk: Number.NaN, lost: Number.NaN })),
  pAlive: fc.oneof(share, fc.constant(Number.NaN)),
  quarters: fc.tuple(amount, amount, amount, amount),
  purchasesInYear: fc.integer({ min: 0, max: 365 }),
  life: fc.integer({ min: 1, max: 5 }),
  daysInLife: fc.integer({ min: 0, max: 3000 }),
});

test('everyone has exactly one state and a score between 0 and 1, or none', () => {
  fc.assert(
    fc.property(anyStanding, (one) => {
      const { state, lossScore: score, indicators } = assess(one, RISK_POLICY);
      const contributions = contributionsOf(indicators, RISK_POLICY);
      const sum = contributions.filter((part) => !Number.isNaN(part)).reduce((total, part) => total + part, 0);
      if (!Number.isNaN(score)) expect(sum).toBeCloseTo(score, 12);
      expect(STATES[state]).toBeDefined();
      expect(Number.isNaN(score) || (score >= 0 && score <= 1 + 1e-12)).toBe(true);
      expect(contributions.every((part) => Number.isNaN(part) || (part >= 0 && part <= 1 + 1e-12))).toBe(true);
    }),
  );
});

test('nobody with a purchase in the last week is lost', () => {
  fc.assert(
    fc.property(anyStanding, fc.integer({ min: 0, max: 7 }), (one, silentDays) => {
      expect(stateOf({ ...one, silentDays })).not.toBe('lost');
    }),
  );
});

test('more silence, or less P(alive), never makes anyone less lost', () => {
  const gravity = (one: Standing) => Math.max(0, ['at_risk', 'lost'].indexOf(stateOf(one) ?? '') + 1);
  fc.assert(
    fc.property(anyStanding, fc.integer({ min: 1, max: 500 }), share, (one, more, less) => {
      const later = { ...one, silentDays: one.silentDays + more, pAlive: one.pAlive * less };
      expect(gravity(later)).toBeGreaterThanOrEqual(gravity(one));
      const [before, after] = [assess(one, RISK_POLICY).lossScore, assess(later, RISK_POLICY).lossScore];
      if (!Number.isNaN(before)) expect(after).toBeGreaterThanOrEqual(before - 1e-12);
    }),
  );
});
