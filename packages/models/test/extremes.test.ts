import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bgNbd,
  createRandom,
  distinctStatistics,
  type Fit,
  fitGammaGamma,
  fitRhythm,
  mbgNbd,
  paretoNbd,
  paretoNbdDert,
  rhythmExceedance,
  rhythmLimit,
  simulateBgNbd,
} from '../src/index.ts';

type Customer = { readonly x: number; readonly tx: number; readonly T: number };

const MODELS = [bgNbd, mbgNbd, paretoNbd];

function statisticsOf(customers: readonly Customer[]) {
  return distinctStatistics({
    x: customers.map(({ x }) => x),
    tx: customers.map(({ tx }) => tx),
    T: customers.map(({ T }) => T),
  }).statistics;
}

function repeat(count: number, customer: Customer): Customer[] {
  return Array.from({ length: count }, () => customer);
}

/** Parameters, errors and likelihood are finite, or there is a coded reason. */
function expectFinite<P extends string>(fit: Fit<P>): void {
  if (!fit.ok) {
    expect(fit.reason.code).toMatch(/^[a-z_]+$/);
    return;
  }
  const errors: number[] = fit.standardErrors === null ? [] : Object.values(fit.standardErrors);
  const values: number[] = [...Object.values<number>(fit.parameters), ...errors, fit.logLikelihood];
  expect(values.every(Number.isFinite)).toBe(true);
  if (fit.standardErrors === null) expect(fit.findings.length).toBeGreaterThan(0);
}

describe.each(MODELS)('$name answers whatever the data', (model) => {
  test('no repeat purchase at all', () => {
    const fit = model.fit(statisticsOf(repeat(50, { x: 0, tx: 0, T: 300 })));
    expect(fit).toMatchObject({ ok: false, reason: { code: 'no_repeat_purchases', values: { customers: 50 } } });
  });

  test('nobody, and one customer', () => {
    expect(model.fit(statisticsOf([]))).toMatchObject({ ok: false, reason: { code: 'too_few_customers' } });
    const one = model.fit(statisticsOf([{ x: 3, tx: 40, T: 90 }]));
    expect(one).toMatchObject({ ok: false, reason: { code: 'too_few_customers', values: { customers: 1 } } });
  });

  test('no time', () => {
    const fit = model.fit(statisticsOf(repeat(20, { x: 1, tx: 0, T: 0 })));
    expect(fit).toMatchObject({ ok: false, reason: { code: 'no_time' } });
  });

  test.each([
    ['not_finite', { x: 1, tx: Number.NaN, T: 9 }],
    ['not_finite', { x: Number.POSITIVE_INFINITY, tx: 1, T: 9 }],
    ['negative', { x: -1, tx: 1, T: 9 }],
    ['last_after_end', { x: 1, tx: 10, T: 9 }],
    ['last_without_repeat', { x: 0, tx: 5, T: 9 }],
  ])('a row that cannot be: %s', (rule, broken) => {
    const fit = model.fit(statisticsOf([...repeat(20, { x: 2, tx: 3, T: 9 }), broken]));
    expect(fit).toMatchObject({ ok: false, reason: { code: 'invalid_statistics', values: { rule } } });
  });

  test('columns of unequal length', () => {
    const column = new Float64Array(20).fill(1);
    const fit = model.fit({ x: column, tx: column, T: column, weight: column.subarray(1) });
    expect(fit).toMatchObject({ ok: false, reason: { values: { rule: 'lengths_differ' } } });
  });

  test('identical customers: finite, with the boundary named and no standard errors', () => {
    const fit = model.fit(statisticsOf(repeat(200, { x: 5, tx: 300, T: 320 }))) as Fit<string>;
    expectFinite(fit);
    if (!fit.ok) throw new Error(fit.reason.code);
    expect(fit.findings.some(({ code }) => code.startsWith('boundary'))).toBe(true);
    expect(fit.standardErrors).toBeNull();
    const expected = model.expectedPurchases(fit.parameters as never, 320, { x: 5, tx: 300, T: 320 });
    expect(expected).toBeGreaterThan(0.5);
    expect(expected).toBeLessThan(6);
  });

  test('steady buyers, none of whom left: boundary_no_dropout', () => {
    const random = createRandom(8);
    const customers = Array.from({ length: 400 }, () => {
      const rate = random.gamma(2, 100);
      const times: number[] = [];
      for (let time = random.exponential(rate); time <= 700; time += random.exponential(rate)) times.push(time);
      return { x: times.length, tx: Math.ceil(times.at(-1) ?? 0), T: 701 };
    });
    const fit = model.fit(statisticsOf(customers)) as Fit<string>;
    expectFinite(fit);
    expect(fit).toMatchObject({ ok: true, findings: [{ code: 'boundary_no_dropout' }] });
  });

  test('property: any histories give finite parameters or a reason, and finite scores', () => {
    const customer = fc
      .record({
        x: fc.nat(500),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
        T: fc.integer({ min: 1, max: 4000 }),
      })
      .map(({ x, share, T }) => ({ x, tx: x === 0 ? 0 : Math.round(share * T), T }));
    fc.assert(
      fc.property(fc.array(customer, { minLength: 10, maxLength: 40 }), (customers) => {
        const statistics = statisticsOf(customers);
        const fit = model.fit(statistics) as Fit<string>;
        expectFinite(fit);
        if (!fit.ok) return;
        const scores = model.score(fit.parameters as never, 365, statistics);
        expect(scores.pAlive.every((p) => p >= 0 && p <= 1)).toBe(true);
        expect(scores.expectedPurchases.every((value) => value >= 0 && Number.isFinite(value))).toBe(true);
      }),
      { numRuns: 25, seed: 6 },
    );
  });

  test('property: scores are finite and grow with time for any parameters', () => {
    const log = (low: number, high: number) =>
      fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp);
    const parameters = fc.tuple(log(1e-3, 1e3), log(0.01, 1e4), log(1e-4, 1e3), log(1e-3, 1e4));
    const history = fc
      .record({ x: fc.nat(400), share: fc.double({ min: 0, max: 1, noNaN: true }), T: log(0.1, 4000) })
      .map(({ x, share, T }) => ({ x, tx: x === 0 ? 0 : share * T, T }));
    fc.assert(
      fc.property(parameters, history, log(0.1, 4000), (values, customer, t) => {
        const named = Object.fromEntries(model.parameterNames.map((name, i) => [name, values[i]])) as never;
        const alive = model.pAlive(named, customer);
        expect(alive).toBeGreaterThanOrEqual(0);
        expect(alive).toBeLessThanOrEqual(1);
        const soon = model.expectedPurchases(named, t, customer);
        const late = model.expectedPurchases(named, 2 * t, customer);
        expect(Number.isFinite(late)).toBe(true);
        expect(soon).toBeGreaterThanOrEqual(0);
        expect(late * (1 + 1e-9)).toBeGreaterThanOrEqual(soon);
        expect(late).toBeLessThanOrEqual(2 * soon * (1 + 1e-9));
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});

describe('many distinct rows', () => {
  test('the search runs on a coarser grid, and says what that cost', () => {
    const random = createRandom(5);
    const truth = { r: 0.8, alpha: 30, a: 0.8, b: 2.4 };
    const customers = Array.from({ length: 210_000 }, () => {
      const T = 200 + 400 * random.uniform();
      const times = simulateBgNbd(truth, T, random);
      return { x: times.length, tx: times.at(-1) ?? 0, T };
    });
    const fit = bgNbd.fit(statisticsOf(customers));
    if (!fit.ok) throw new Error(fit.reason.code);
    expect(fit.distinct).toBe(210_000);
    const [finding] = fit.findings;
    expect(finding.code).toBe('coarse_grid');
    expect(finding.values.used).toBeLessThanOrEqual(200_000);
    expect(finding.values.logLikelihoodLoss).toBeLessThan(0.01);
    for (const name of bgNbd.parameterNames) {
      const error = fit.standardErrors?.[name] ?? 0;
      expect(Math.abs(fit.parameters[name] - truth[name])).toBeLessThan(4 * error);
    }
  });
});

describe('spend and rhythm answer whatever the data', () => {
  test('Gamma-Gamma: nobody, one customer, equal spends, rows without spend', () => {
    const of = (frequency: number[], meanSpend: number[]) =>
      fitGammaGamma({ frequency: Float64Array.from(frequency), meanSpend: Float64Array.from(meanSpend) });
    expect(of([], [])).toMatchObject({ ok: false, reason: { code: 'too_few_customers' } });
    expect(of([2], [30])).toMatchObject({ ok: false, reason: { code: 'too_few_customers' } });
    const equal = of(Array(50).fill(3), Array(50).fill(20));
    expectFinite(equal);
    expect(equal).toMatchObject({ ok: true, standardErrors: null });
    const odd = of(
      [...Array(20).keys()],
      Array.from({ length: 20 }, (_, i) => (i === 5 ? Number.NaN : 10 + i)),
    );
    expectFinite(odd);
    expect(odd.ok && odd.findings.some(({ code }) => code === 'rows_left_out')).toBe(true);
  });

  test('rhythm: no gaps, a gap of no time, equal gaps', () => {
    const of = (count: number[], total: number[], sumLogGaps: number) =>
      fitRhythm({
        count: Float64Array.from(count),
        total: Float64Array.from(total),
        weight: new Float64Array(count.length).fill(1),
        sumLogGaps,
      });
    expect(of([], [], 0)).toMatchObject({ ok: false, reason: { code: 'no_repeat_purchases' } });
    expect(of([1], [0], 0)).toMatchObject({ ok: false, reason: { code: 'invalid_statistics' } });
    expect(of([1], [9], Number.NaN)).toMatchObject({ ok: false, reason: { code: 'invalid_statistics' } });
    const equal = of(Array(40).fill(4), Array(40).fill(120), 40 * 4 * Math.log(30));
    expectFinite(equal);
    if (!equal.ok) throw new Error(equal.reason.code);
    expect(rhythmLimit(equal.parameters, { count: 4, total: 120 }, 0.05)).toBeGreaterThan(30);
    expect(rhythmExceedance(equal.parameters, { count: 4, total: 120 }, 60)).toBeLessThan(0.01);
  });

  test('DERT is finite and less than purchases for ever at the present rate', () => {
    const parameters = { r: 0.55, alpha: 10.6, s: 0.6, beta: 11.7 };
    for (const d of [1e-6, 0.0027, 1, 50]) {
      const value = paretoNbdDert(parameters, d, { x: 30, tx: 300, T: 310 });
      expect(value).toBeGreaterThan(0);
      expect(value).toBeLessThan((30.55 / 320.6) * (1 / d));
    }
  });
});
