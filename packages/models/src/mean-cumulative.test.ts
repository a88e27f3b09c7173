import { expect, test } from 'vitest';
import { meanCumulative } from './mean-cumulative.ts';

test('unequal follow-up: events are divided by those still watched', () => {
  // Three histories watched for 2, 4 and 5 days; events on day 1 (all), 3 (two left) and 5 (one left).
  const { curve, seenUntil, exponent } = meanCumulative(
    { eventAge: [1, 1, 3, 5], eventHistory: [0, 1, 1, 2], followUp: [2, 4, 5], leastWatched: 1 },
    5,
  );
  [0, 2 / 3, 2 / 3, 2 / 3 + 1 / 2, 2 / 3 + 1 / 2, 2 / 3 + 1 / 2 + 1].forEach((value, age) => {
    expect(curve[age]).toBeCloseTo(value, 12);
  });
  expect({ seenUntil, exponent }).toEqual({ seenUntil: 5, exponent: null });
});

test('paces correct for quick ones being watched for longer', () => {
  // Two histories at pace 2 watched for 4 days, two at pace 1 for 2 days; an event a day per unit of pace.
  const { curve } = meanCumulative(
    {
      eventAge: [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4],
      eventHistory: [0, 0, 1, 1, 2, 3, 0, 0, 1, 1, 2, 3, 0, 0, 1, 1, 0, 0, 1, 1],
      followUp: [4, 4, 2, 2],
      pace: [2, 2, 1, 1],
      leastWatched: 1,
    },
    4,
  );
  expect(Array.from(curve)).toEqual([0, 1, 2, 3, 4]);
});

test('a history of weight 2 counts as two equal ones', () => {
  const once = meanCumulative(
    { eventAge: [1, 2, 3], eventHistory: [0, 0, 1], followUp: [2, 4], weight: [2, 1], leastWatched: 1 },
    4,
  );
  const twice = meanCumulative(
    { eventAge: [1, 2, 1, 2, 3], eventHistory: [0, 0, 1, 1, 2], followUp: [2, 2, 4], leastWatched: 1 },
    4,
  );
  expect(once.curve).toEqual(twice.curve);
});

test('beyond what was seen the curve goes on with its own bend', () => {
  // One event a day for 40 days: the bend is 1, so the line goes on.
  const line = meanCumulative(
    {
      eventAge: Array.from({ length: 40 }, (_, i) => i + 1),
      eventHistory: new Uint8Array(40),
      followUp: [40],
      leastWatched: 1,
    },
    80,
  );
  expect(line.exponent).toBeCloseTo(1, 12);
  expect(line.curve[80]).toBeCloseTo(80, 9);
  // All events early: nothing more is added.
  const early = meanCumulative({ eventAge: [1, 2, 3], eventHistory: [0, 0, 0], followUp: [40], leastWatched: 1 }, 80);
  expect(early.curve[80]).toBe(3);
});

test('where nobody returned a second time the curve is zero', () => {
  expect(meanCumulative({ eventAge: [], eventHistory: [], followUp: [10, 20], leastWatched: 2 }, 30).curve[30]).toBe(0);
  expect(meanCumulative({ eventAge: [], eventHistory: [], followUp: [], leastWatched: 2 }, 3)).toMatchObject({
    seenUntil: 0,
  });
});
