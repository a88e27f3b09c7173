import fc from 'fast-check';
import highsLoader, { type Highs } from 'highs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Choices, customersIn, type Limits, NO_OPTION } from './choices.ts';
import { optimise } from './optimise.ts';
import { createDual } from './optimise-dual.ts';

let highs: Highs;
beforeAll(async () => {
  // The package's types describe its CommonJS face; imported as a module the default export is the loader itself.
  highs = await (highsLoader as unknown as () => Promise<Highs>)();
});

type Option = readonly [gain: number, money: number, hours: number];

function choicesOf(customers: readonly (readonly Option[])[]): Choices {
  const options = customers.flat();
  const start = new Int32Array(customers.length + 1);
  customers.forEach((own, index) => {
    start[index + 1] = (start[index] as number) + own.length;
  });
  return {
    start,
    gain: Float64Array.from(options, (option) => option[0]),
    money: Float64Array.from(options, (option) => option[1]),
    hours: Float64Array.from(options, (option) => option[2]),
  };
}

/** The exact optimum by an independent solver. */
function exactOptimum(customers: readonly (readonly Option[])[], limits: Limits): number {
  const terms = (pick: (option: Option) => number) =>
    customers.flatMap((own, i) => own.map((option, j) => `+ ${pick(option)} x${i}_${j}`)).join(' ');
  const rows = customers
    .map((own, i) => (own.length === 0 ? '' : ` one${i}: ${own.map((_, j) => `+ x${i}_${j}`).join(' ')} <= 1`))
    .filter((row) => row !== '');
  if (Number.isFinite(limits.money)) rows.push(` money: ${terms((option) => option[1])} <= ${limits.money}`);
  if (Number.isFinite(limits.hours)) rows.push(` hours: ${terms((option) => option[2])} <= ${limits.hours}`);
  const names = customers.flatMap((own, i) => own.map((_, j) => `x${i}_${j}`)).join(' ');
  const model = `Maximize\n obj: ${terms((option) => option[0])}\nSubject To\n${rows.join('\n')}\nBinary\n ${names}\nEnd\n`;
  const solution = highs.solve(model, { mip_rel_gap: 0, mip_abs_gap: 0 });
  expect(solution.Status).toBe('Optimal');
  return solution.ObjectiveValue;
}

function checkPlan(choices: Choices, limits: Limits, plan: ReturnType<typeof optimise>): void {
  let money = 0;
  let hours = 0;
  for (let customer = 0; customer < customersIn(choices); customer += 1) {
    const option = plan.chosen[customer] as number;
    if (option === NO_OPTION) continue;
    expect(option).toBeGreaterThanOrEqual(choices.start[customer] as number);
    expect(option).toBeLessThan(choices.start[customer + 1] as number);
    money += choices.money[option] as number;
    hours += choices.hours[option] as number;
  }
  expect(money).toBeLessThanOrEqual(limits.money);
  expect(hours).toBeLessThanOrEqual(limits.hours);
  expect(plan.totals.gain).toBeLessThanOrEqual(plan.bound * (1 + 1e-9) + 1e-9);
}

/** A small repeatable stream of numbers in [0, 1). */
function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function randomCustomers(count: number, next: () => number): Option[][] {
  return Array.from({ length: count }, () =>
    Array.from(
      { length: 1 + Math.floor(next() * 4) },
      (_, action): Option => [
        Math.round(next() * 10_000) / 100,
        Math.round(next() * (action + 1) * 500) / 100,
        Math.round(next() * action * 30) / 100,
      ],
    ),
  );
}

describe('optimise against an exact solver', () => {
  it.each([6, 12, 25, 60])('finds the best plan of %i customers, nearly always exactly', (size) => {
    const next = stream(size);
    let exact = 0;
    const rounds = 25;
    for (let round = 0; round < rounds; round += 1) {
      const customers = randomCustomers(size, next);
      const limits = {
        money: next() < 0.15 ? Number.POSITIVE_INFINITY : next() * size * 4,
        hours: next() < 0.3 ? Number.POSITIVE_INFINITY : next() * size * 0.2,
      };
      const choices = choicesOf(customers);
      const plan = optimise(choices, limits);
      checkPlan(choices, limits, plan);
      const optimum = exactOptimum(customers, limits);
      expect(plan.bound).toBeGreaterThanOrEqual(optimum - 1e-6);
      expect(plan.totals.gain).toBeLessThanOrEqual(optimum + 1e-6);
      expect(optimum - plan.totals.gain).toBeLessThanOrEqual(plan.gap * plan.bound + 1e-6);
      if (optimum - plan.totals.gain <= 1e-6) exact += 1;
    }
    expect(exact).toBeGreaterThanOrEqual(rounds * 0.9);
  });

  it('closes the gap as customers grow', () => {
    const customers = randomCustomers(20_000, stream(7));
    const plan = optimise(choicesOf(customers), { money: 30_000, hours: 500 });
    expect(plan.gap).toBeLessThan(1e-5);
    expect(plan.prices.money).toBeGreaterThan(0);
    expect(plan.prices.hour).toBeGreaterThan(0);
  });
});

const option = fc.tuple(
  fc.integer({ min: 1, max: 50 }),
  fc.integer({ min: 0, max: 20 }),
  fc.integer({ min: 0, max: 5 }),
);
const anyCustomers = fc.array(fc.array(option, { maxLength: 4 }), { maxLength: 30 });
const anyLimit = fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.integer({ min: 0, max: 120 }));

describe('optimise on anything', () => {
  it('never exceeds a limit and never promises less than it delivers', () => {
    fc.assert(
      fc.property(anyCustomers, anyLimit, anyLimit, (customers, money, hours) => {
        const choices = choicesOf(customers);
        checkPlan(choices, { money, hours }, optimise(choices, { money, hours }));
      }),
      { numRuns: 300 },
    );
  });

  it('takes the best option of everyone when nothing is limited', () => {
    fc.assert(
      fc.property(anyCustomers, (customers) => {
        const plan = optimise(choicesOf(customers), {
          money: Number.POSITIVE_INFINITY,
          hours: Number.POSITIVE_INFINITY,
        });
        const best = customers.reduce((sum, own) => sum + Math.max(0, ...own.map((one) => one[0])), 0);
        expect(plan.totals.gain).toBe(best);
        expect(plan.gap).toBe(0);
        expect(plan.prices).toEqual({ money: 0, hour: 0 });
      }),
    );
  });

  it('bounds more gain by more budget, and by less for each further unit', () => {
    fc.assert(
      fc.property(anyCustomers, anyLimit, (customers, hours) => {
        const dual = createDual(choicesOf(customers));
        const bounds = [0, 20, 40, 60, 80].map((money) => dual.solve({ money, hours }, 1e-12).bound);
        for (let index = 1; index < bounds.length; index += 1) {
          const step = (bounds[index] as number) - (bounds[index - 1] as number);
          expect(step).toBeGreaterThanOrEqual(-1e-7);
          if (index > 1) {
            const before = (bounds[index - 1] as number) - (bounds[index - 2] as number);
            expect(step).toBeLessThanOrEqual(before + 1e-7);
          }
        }
      }),
    );
  });
});
