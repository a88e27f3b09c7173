import fc from 'fast-check';
import { expect, test } from 'vitest';
import { valueSummary } from '../contract.ts';
import { limitDays } from '../rhythm.ts';
import { applySecondLife } from './apply.ts';
import { learnSecondLife } from './learn.ts';
import { lostRuleAt, type Timelines } from './timelines.ts';

/** Customers given by their gaps, the margin of each purchase and the day of the first one. */
interface Given {
  readonly from: number;
  readonly gaps: readonly number[];
  readonly margin: number;
}

function timelinesOf(customers: readonly Given[]): Timelines {
  const histories = customers.map(({ from, gaps }) => {
    const days = [from];
    for (const gap of gaps) days.push((days.at(-1) ?? from) + gap);
    return days;
  });
  const offsets = [0];
  for (const days of histories) offsets.push((offsets.at(-1) ?? 0) + days.length);
  return {
    customers: customers.length,
    offsets: Int32Array.from(offsets),
    day: Float64Array.from(histories.flat()),
    margin: Float64Array.from(histories.flatMap((days, customer) => days.map(() => customers[customer]?.margin ?? 0))),
  };
}

/** Everything that is said about everybody. */
function say(timelines: Timelines, horizonDays: number) {
  const last = (customer: number) => timelines.day[(timelines.offsets[customer + 1] ?? 0) - 1] ?? 0;
  const everyone = Array.from({ length: timelines.customers }, (_, customer) => customer);
  const [firstDay, asOf] = [Math.min(...timelines.day), Math.max(...timelines.day)];
  const { learnt, summary } = learnSecondLife(timelines, { firstDay, asOf }, horizonDays);
  const rule = lostRuleAt(timelines, asOf);
  const first = Int32Array.from(everyone, (customer) => timelines.day[timelines.offsets[customer] ?? 0] ?? 0);
  const x = Int32Array.from(everyone, (c) => (timelines.offsets[c + 1] ?? 0) - (timelines.offsets[c] ?? 0) - 1);
  const columns = applySecondLife(
    {
      count: timelines.customers,
      x,
      livedDays: Float64Array.from(everyone, (c) => last(c) - (first[c] ?? 0)),
      lastDay: Int32Array.from(everyone, last),
      meanMargin: Float64Array.from(everyone, (customer) => timelines.margin[timelines.offsets[customer] ?? 0] ?? 0),
      lostDays: Float64Array.from(everyone, (c) =>
        rule === null ? Number.NaN : limitDays(rule, x[c] ?? 0, last(c) - (first[c] ?? 0)),
      ),
      life: new Int32Array(timelines.customers).fill(1),
    },
    learnt,
    { asOf, horizonDays, discountRate: 0.1 },
  );
  return { summary, columns };
}

const customer = fc.record({
  from: fc.integer({ min: 0, max: 300 }),
  gaps: fc.array(fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 700 })), { maxLength: 12 }),
  margin: fc.integer({ min: -5000, max: 100_000_000 }).map((cents) => cents / 100),
});

test('any histories give finite answers, or none with a finding', () => {
  const histories = fc.array(customer, { minLength: 1, maxLength: 120 });
  fc.assert(
    fc.property(histories, fc.constantFrom(1, 30, 365, 36_500), (customers, horizonDays) => {
      const { summary, columns } = say(timelinesOf(customers), horizonDays);
      expect(() => valueSummary.shape.secondLife.parse({ ...summary, secondLives: 0 })).not.toThrow();
      const known = summary.rung !== 'not enough data';
      for (const value of columns.sltv) expect(known ? value >= 0 && value < Infinity : Number.isNaN(value)).toBe(true);
      for (const chance of columns.returnProbability) {
        expect(known ? chance >= 0 && chance <= 1 : Number.isNaN(chance)).toBe(true);
      }
      if (!known) expect(summary.findings.map(({ code }) => code)).toContain('nobody_bought_twice');
    }),
    { numRuns: 60 },
  );
});

test('identical customers who all come and go alike are valued alike', () => {
  const back = Array.from({ length: 60 }, () => ({ from: 0, gaps: [7, 7, 7, 7, 7, 200, 7, 7, 7, 7, 7], margin: 10 }));
  const away = Array.from({ length: 60 }, () => ({ from: 0, gaps: [7, 7, 7, 7, 7], margin: 10 }));
  const alike = [...away, ...back];
  const { summary, columns } = say(timelinesOf(alike), 28);
  expect(new Set(columns.sltv.subarray(0, 60)).size).toBe(1);
  // The returning purchase and one in each of four weeks, discounted.
  expect(columns.sltv[0]).toBeGreaterThan(47);
  expect(columns.sltv[0]).toBeLessThan(50);
  expect(summary.rung).toBe('second lives');
});
