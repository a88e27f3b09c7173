import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { expectedPurchasesNbd, fitNbd } from './nbd.ts';
import { distinctStatistics } from './statistics.ts';

const CDNOW = new URL('../../../../shared/data/cdnow/cdnow_cbs_holdout.csv', import.meta.url);

test.skipIf(!existsSync(CDNOW))('NBD on CDNOW: r 0.3847659, alpha 12.0720137, LL -9763.658 (BTYDplus)', () => {
  const rows = readFileSync(CDNOW, 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(',').map(Number));
  const column = (at: number) => rows.map((row) => row[at] as number);
  const fit = fitNbd(distinctStatistics({ x: column(1), tx: column(2), T: column(3) }).statistics);
  if (!fit.ok) throw new Error(fit.reason.code);
  expect(fit.parameters.r).toBeCloseTo(0.3847659, 5);
  expect(fit.parameters.alpha).toBeCloseTo(12.0720137, 4);
  expect(fit.logLikelihood).toBeCloseTo(-9763.658, 2);
  expect(fit.standardErrors?.r).toBeGreaterThan(0.005);
});

test('customers who all buy alike have one rate: their purchases over their time', () => {
  const T = Float64Array.from({ length: 40 }, (_, i) => 100 + i);
  const fit = fitNbd(distinctStatistics({ x: T.map(() => 5), tx: T.map(() => 90), T }).statistics);
  if (!fit.ok) throw new Error(fit.reason.code);
  const rate = (40 * 5) / T.reduce((sum, t) => sum + t, 0);
  expect(expectedPurchasesNbd(fit.parameters, 10, { x: 5, tx: 90, T: 120 })).toBeCloseTo(rate * 10, 2);
  expect(fit.findings[0]?.code).toBe('boundary_equal_rates');
});

test('without repeat purchases or without time it gives a reason', () => {
  const none = distinctStatistics({
    x: new Float64Array(20),
    tx: new Float64Array(20),
    T: new Float64Array(20).fill(9),
  });
  const noTime = distinctStatistics({
    x: new Float64Array(20).fill(1),
    tx: new Float64Array(20),
    T: new Float64Array(20),
  });
  expect(fitNbd(none.statistics)).toMatchObject({ ok: false, reason: { code: 'no_repeat_purchases' } });
  expect(fitNbd(noTime.statistics)).toMatchObject({ ok: false, reason: { code: 'no_time' } });
});
