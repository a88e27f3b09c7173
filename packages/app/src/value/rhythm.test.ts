import { createRandom, rhythmExceedance } from '@winback/models';
import { expect, test } from 'vitest';
import { LIMIT_PROBABILITIES, learnRhythm, limitDays, limitsOf, type RhythmInput } from './rhythm.ts';

/** Customers of so many gaps each, all histories starting on day 0. */
function inputOf(histories: readonly (readonly number[])[], watchedDays = 2000): RhythmInput {
  const counts = new Map<number, number>();
  for (const gap of histories.flat()) counts.set(gap, (counts.get(gap) ?? 0) + 1);
  const lengths = [...counts.keys()].sort((a, b) => a - b);
  return {
    x: Int32Array.from(histories, (gaps) => gaps.length),
    firstDay: new Int32Array(histories.length),
    lastDay: Int32Array.from(histories, (gaps) => gaps.reduce((sum, gap) => sum + gap, 0)),
    gaps: { days: Float64Array.from(lengths), count: Float64Array.from(lengths, (gap) => counts.get(gap) ?? 0) },
    watchedDays,
  };
}

/** Gaps of mean 10 to 200 days between customers, moderately regular within each. */
function mixedRhythms(customers: number): number[][] {
  const random = createRandom(7);
  return Array.from({ length: customers }, (_, i) => {
    const mean = 10 + (190 * i) / customers;
    return Array.from({ length: 1 + (i % 9) }, () => Math.max(1, Math.round(random.gamma(3, 3 / mean))));
  });
}

test('S2-052: silent for 183 days, a customer of a 200-day rhythm is not lost, one of a 20-day rhythm is', () => {
  const { rules } = learnRhythm(inputOf([...mixedRhythms(600)]));
  if (rules === null) throw new Error('no limits');
  const slow = limitDays(rules.lost, 5, 5 * 200);
  const fast = limitDays(rules.lost, 5, 5 * 20);
  expect(slow).toBeGreaterThan(183);
  expect(fast).toBeLessThan(183);
  expect(limitDays(rules.calm, 5, 1000)).toBeLessThan(limitDays(rules.risk, 5, 1000));
  expect(limitDays(rules.risk, 5, 1000)).toBeLessThan(slow);
});

test('limits are exceeded with the probabilities stated', () => {
  const { rules, parameters } = learnRhythm(inputOf(mixedRhythms(600)));
  if (rules === null || parameters === null) throw new Error('no limits');
  for (const name of ['calm', 'risk', 'lost'] as const) {
    const limit = limitDays(rules[name], 4, 300);
    expect(rhythmExceedance(parameters, { count: 4, total: 300 }, limit)).toBeCloseTo(LIMIT_PROBABILITIES[name], 6);
  }
});

test('of the gaps drawn from the same rhythms, one in twenty is longer than the lost limit known before it', () => {
  const histories = mixedRhythms(3000);
  const { rules } = learnRhythm(inputOf(histories));
  if (rules === null) throw new Error('no limits');
  let longer = 0;
  let all = 0;
  for (const gaps of histories) {
    let span = 0;
    gaps.forEach((gap, before) => {
      if (gap > limitDays(rules.lost, before, span)) longer++;
      span += gap;
      all++;
    });
  }
  expect(longer / all).toBeGreaterThan(0.03);
  expect(longer / all).toBeLessThan(0.07);
});

test('nobody is lost within a full week, however fast the rhythm', () => {
  const daily = Array.from({ length: 60 }, (_, i) =>
    Array.from({ length: 100 }, (_, j) => 1 + ((i * j) % 5 === 0 ? 1 : 0)),
  );
  const slow = mixedRhythms(60);
  const input = inputOf([...daily, ...slow]);
  const limits = limitsOf(learnRhythm(input).rules?.lost ?? null, input);
  expect(Math.min(...limits)).toBeGreaterThan(7);
});

test('few gaps: the same multiples of the mean gap for all; no gap: no limit and nobody lost', () => {
  const few = learnRhythm(inputOf([[10], [30], []]));
  expect(few.findings.map(({ code }) => code)).toContain('rhythm_mean_gap');
  if (few.rules === null) throw new Error('no limits');
  expect(limitDays(few.rules.calm, 0, 0)).toBeCloseTo(20 * Math.LN2, 9);
  expect(limitDays(few.rules.lost, 1, 30)).toBeCloseTo(-20 * Math.log(0.05), 9);

  const none = inputOf([[], []]);
  const rhythm = learnRhythm(none);
  expect(rhythm).toMatchObject({ rules: null, findings: [{ code: 'rhythm_no_gaps' }] });
  expect([...limitsOf(null, none)]).toEqual([Number.NaN, Number.NaN]);
});

test('a history short beside its limits is said to be', () => {
  const codes = (watchedDays: number) =>
    learnRhythm(inputOf(mixedRhythms(300), watchedDays)).findings.map(({ code }) => code);
  expect(codes(400)).toContain('rhythm_truncated');
  expect(codes(4000)).not.toContain('rhythm_truncated');
});
