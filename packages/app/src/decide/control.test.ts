import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignControl } from './control.ts';

const anyone = fc.array(fc.tuple(fc.nat(4), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })), {
  maxLength: 200,
});
const share = fc.double({ min: 0, max: 0.5, noNaN: true });

function hold(people: readonly (readonly [number, number])[], part: number, order?: Int32Array) {
  return assignControl(
    { stratum: people.map(([stratum]) => stratum), strata: 5, lot: people.map(([, lot]) => lot), share: part },
    order ?? Int32Array.from(people, (_, index) => index),
  );
}

describe('the control group', () => {
  it('has its share of every stratum and of all, up to one customer', () => {
    fc.assert(
      fc.property(anyone, share, (people, part) => {
        const held = hold(people, part);
        const sum = held.reduce((total, one) => total + one, 0);
        expect(Math.abs(sum - people.length * part)).toBeLessThanOrEqual(0.5 + 1e-9);
        for (let stratum = 0; stratum < 5; stratum += 1) {
          const members = people.flatMap(([own], index) => (own === stratum ? [held[index] as number] : []));
          const inside = members.reduce((total, one) => total + one, 0);
          expect(Math.abs(inside - members.length * part)).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
    );
  });

  it('does not depend on the order of customers', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.nat(4), fc.nat(1e9)), { maxLength: 100, selector: ([, lot]) => lot }),
        share,
        (people, part) => {
          const lots = people.map(([stratum, lot]) => [stratum, lot / 1e9] as const);
          const backwards = Int32Array.from(lots, (_, index) => lots.length - 1 - index);
          expect(hold(lots, part, backwards)).toEqual(hold(lots, part));
        },
      ),
    );
  });

  it('keeps nearly everyone where they were when a customer is added', () => {
    const people = Array.from({ length: 500 }, (_, index) => [index % 5, ((index * 7919) % 4999) / 4999] as const);
    const before = hold(people, 0.1);
    const after = hold([...people, [2, 0.5]], 0.1);
    const moved = before.filter((one, index) => one !== after[index]).length;
    expect(moved).toBeLessThanOrEqual(1);
  });

  it('only takes those who are in the draw', () => {
    const people = Array.from({ length: 20 }, () => [0, 0.1] as const);
    const held = hold(people, 0.5, Int32Array.from([3, 5, 7, 9]));
    expect(held.reduce((total, one) => total + one, 0)).toBe(2);
    expect(held.filter((one, index) => one === 1 && ![3, 5, 7, 9].includes(index))).toHaveLength(0);
  });
});
