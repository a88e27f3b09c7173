import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  bgNbd,
  digamma,
  fitRhythm,
  incompleteBeta,
  incompleteBetaInverse,
  lnBeta,
  lnGamma,
  mbgNbd,
  type PurchaseHistory,
  paretoNbd,
  paretoNbdDert,
  rhythmExceedance,
  rhythmLimit,
  rhythmLimitFactors,
  trigamma,
} from '../src/index.ts';

interface Values {
  readonly logLikelihood: number;
  readonly pAlive: number;
  readonly expectedPurchases: number;
  readonly expectedPurchasesNew: number;
}

interface Scored<P extends string> extends Values {
  readonly parameters: Record<P, number>;
  readonly history: PurchaseHistory;
  readonly t: number;
}

/** Written by references.py: mpmath at 45 digits, fits by scipy. */
interface References {
  readonly geometric: (Scored<'r' | 'alpha' | 'a' | 'b'> & { readonly model: string })[];
  readonly pareto: (Scored<'r' | 'alpha' | 's' | 'beta'> & { readonly dert: number })[];
  readonly gamma: { x: number; lnGamma: number; digamma: number; trigamma: number }[];
  readonly lnBeta: { a: number; b: number; lnBeta: number }[];
  readonly incompleteBeta: { a: number; b: number; x: number; value: number }[];
  readonly rhythm: {
    parameters: { k: number; gamma: number; theta: number };
    gaps: { count: number; total: number };
    tau: number;
    exceedance: number;
  }[];
  readonly rhythmFit: {
    count: number[];
    total: number[];
    sumLogGaps: number;
    parameters: { k: number; gamma: number; theta: number };
    logLikelihood: number;
  };
}

const references: References = JSON.parse(readFileSync(new URL('references.json', import.meta.url), 'utf8'));

/** Relative to the reference, or absolute below 1e-300. */
function expectNear(actual: number, reference: number, tolerance: number): void {
  expect(Math.abs(actual - reference)).toBeLessThanOrEqual(tolerance * Math.abs(reference) + 1e-300);
}

function oneRow({ x, tx, T }: PurchaseHistory) {
  return { x: Float64Array.of(x), tx: Float64Array.of(tx), T: Float64Array.of(T), weight: Float64Array.of(1) };
}

describe('beta-geometric models at hard points', () => {
  test.each(references.geometric)('$model $parameters $history', (reference) => {
    const model = reference.model === 'bg-nbd' ? bgNbd : mbgNbd;
    const { parameters, history, t } = reference;
    expectNear(model.logLikelihood(parameters, oneRow(history)), reference.logLikelihood, 1e-11);
    expectNear(model.pAlive(parameters, history), reference.pAlive, 1e-10);
    expectNear(model.expectedPurchases(parameters, t, history), reference.expectedPurchases, 1e-9);
    expectNear(model.expectedPurchasesNew(parameters, t), reference.expectedPurchasesNew, 1e-9);
    const scores = model.score(parameters, t, oneRow(history));
    expectNear(scores.pAlive[0], reference.pAlive, 1e-10);
    expectNear(scores.expectedPurchases[0], reference.expectedPurchases, 1e-9);
  });
});

describe('Pareto/NBD at hard points', () => {
  test.each(references.pareto)('$parameters $history', (reference) => {
    const { parameters, history, t } = reference;
    expectNear(paretoNbd.logLikelihood(parameters, oneRow(history)), reference.logLikelihood, 1e-10);
    expectNear(paretoNbd.pAlive(parameters, history), reference.pAlive, 1e-9);
    expectNear(paretoNbd.expectedPurchases(parameters, t, history), reference.expectedPurchases, 1e-9);
    expectNear(paretoNbd.expectedPurchasesNew(parameters, t), reference.expectedPurchasesNew, 1e-9);
    expectNear(paretoNbdDert(parameters, 0.0027, history), reference.dert, 1e-9);
    expectNear(paretoNbd.score(parameters, t, oneRow(history)).pAlive[0], reference.pAlive, 1e-9);
  });
});

describe('functions of mathematics', () => {
  test.each(references.gamma)('lnΓ, ψ, ψ′ at $x', (reference) => {
    const close = (actual: number, expected: number): void =>
      expect(Math.abs(actual - expected)).toBeLessThan(2e-14 * (1 + Math.abs(expected)));
    close(lnGamma(reference.x), reference.lnGamma);
    close(digamma(reference.x), reference.digamma);
    close(trigamma(reference.x), reference.trigamma);
  });

  test.each(references.lnBeta)('ln B($a, $b)', ({ a, b, lnBeta: value }) => expectNear(lnBeta(a, b), value, 1e-13));

  test.each(references.incompleteBeta)('I_$x($a, $b) and its inverse', ({ a, b, x, value }) => {
    expectNear(incompleteBeta(a, b, x), value, 1e-11);
    if (value < 0.999) expectNear(incompleteBetaInverse(a, b, value), x, 1e-9);
  });
});

describe('rhythm', () => {
  test.each(references.rhythm)('P(gap > $tau), $parameters, $gaps', ({ parameters, gaps, tau, exceedance }) => {
    expectNear(rhythmExceedance(parameters, gaps, tau), exceedance, 1e-11);
    if (exceedance < 0.999 && exceedance > 1e-12) expectNear(rhythmLimit(parameters, gaps, exceedance), tau, 1e-8);
  });

  test('a limit is θ + S times the factor of n', () => {
    const parameters = { k: 1.3, gamma: 2.1, theta: 40 };
    const factors = rhythmLimitFactors(parameters, 30, 0.05);
    for (const count of [0, 1, 7, 30]) {
      const limit = rhythmLimit(parameters, { count, total: 200 }, 0.05);
      expectNear(240 * factors[count], limit, 1e-14);
      expectNear(rhythmExceedance(parameters, { count, total: 200 }, limit), 0.05, 1e-12);
    }
  });

  test('the fit is that of scipy on the same gaps', () => {
    const { count, total, sumLogGaps, parameters, logLikelihood } = references.rhythmFit;
    const weight = new Float64Array(count.length).fill(1);
    const fit = fitRhythm({ count: Float64Array.from(count), total: Float64Array.from(total), weight, sumLogGaps });
    if (!fit.ok) throw new Error(fit.reason.code);
    expectNear(fit.logLikelihood, logLikelihood, 1e-9);
    expectNear(fit.parameters.k, parameters.k, 1e-4);
    expectNear(fit.parameters.gamma, parameters.gamma, 1e-4);
    expectNear(fit.parameters.theta, parameters.theta, 1e-4);
    expect(fit.standardErrors?.k).toBeGreaterThan(0);
    expect(fit.findings).toEqual([]);
  });
});
