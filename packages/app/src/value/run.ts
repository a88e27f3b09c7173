import type { ImportedFacts } from '../ingest/contract.ts';
import type { RunContext } from '../platform/context.ts';
import { isoFromDay } from '../platform/time.ts';
import { completeAlive } from './alive.ts';
import { assumptionFindings } from './assumptions.ts';
import { backTestWindow } from './back-test-window.ts';
import { type Graded, gradeForecasts } from './backtest.ts';
import { chooseModel, verdictOf } from './choose-model.ts';
import type { BackTest, CustomerValues, Valued, ValueOptions, ValueSummary } from './contract.ts';
import type { CustomersNow } from './customers.ts';
import type { Forecaster } from './forecaster.ts';
import { foretell } from './future.ts';
import { spread } from './histories.ts';
import { type Learnt, learnAt } from './learn-at.ts';
import { naiveRate } from './naive-rules.ts';
import { limitsOf } from './rhythm.ts';
import { valueSecondLives } from './second-life.ts';
import { learnSpend, type Spend } from './spend.ts';
import { readCustomersAt, readCustomersNow, readPurchasesAfter } from './store.ts';
import { type CurrentLives, createLives, readCurrentLives, readGapCounts } from './store-lives.ts';

type BackTested = Omit<BackTest, 'chosen' | 'verdict'> & { readonly graded: Graded };

/** Learns from what was known at an earlier day, and grades it by what came after. */
async function backTest(
  { facts }: RunContext,
  imported: ImportedFacts,
  options: ValueOptions,
): Promise<BackTested | null> {
  const window = backTestWindow(imported.firstDay, imported.asOf, options.horizonDays);
  if (window === null) return null;
  const { cut, days } = window;
  const customers = await readCustomersAt(facts, imported, cut);
  const actual = await readPurchasesAfter(facts, customers, days);
  const actualPurchases = actual.reduce((sum, purchases) => sum + purchases, 0);
  if (actualPurchases === 0) return null;
  const gaps = await readGapCounts(facts, cut);
  const learnt = learnAt({ customers, gaps, since: imported.firstDay, unit: options.unit });
  const { histories, shown } = learnt;
  const graded = gradeForecasts({ days, histories, frequency: customers.x, actual }, shown);
  return {
    from: isoFromDay(cut),
    to: isoFromDay(cut + days),
    days,
    customers: customers.x.length,
    actualPurchases,
    models: [...graded.models],
    calibration: graded.calibration,
    graded,
  };
}

function summariseBackTest(tested: BackTested, chosen: string): BackTest {
  const { graded, ...section } = tested;
  return { ...section, chosen, verdict: verdictOf(chosen, graded) };
}

interface Valuation {
  readonly learnt: Learnt;
  readonly chosen: Forecaster;
  readonly spend: Spend;
  readonly lives: CurrentLives;
}

type BaseValues = Omit<CustomerValues, 'returnProbability' | 'sltv' | 'sltvLow' | 'sltvHigh'>;

function valuesOf(customers: CustomersNow, valuation: Valuation, options: ValueOptions) {
  const { learnt, chosen, spend, lives } = valuation;
  const { histories, rhythm } = learnt;
  const future = foretell(chosen, histories, options);
  const alive = completeAlive(chosen, future.pAlive, learnt);
  const expectedPurchases = spread(future.expectedPurchases, histories.index);
  const discounted = spread(future.discountedPurchases, histories.index);
  const values: BaseValues = {
    count: customers.x.length,
    x: customers.x,
    firstDay: customers.firstDay,
    lastDay: customers.lastDay,
    totalRevenue: customers.revenue,
    totalMargin: customers.margin,
    meanMargin: customers.margin.map((margin, i) => margin / (customers.x[i] + 1)),
    last365Margin: customers.last365Margin,
    last365Purchases: customers.last365Purchases,
    lastGapDays: customers.lastGapDays,
    quarterMargin: customers.quarterMargin,
    pAlive: spread(alive.pAlive, histories.index),
    expectedPurchases,
    expectedMargin: spend.expected.map((margin, i) => margin * expectedPurchases[i]),
    futureValue: spend.expected.map((margin, i) => margin * discounted[i]),
    calmDays: limitsOf(rhythm.rules?.calm ?? null, customers),
    riskDays: limitsOf(rhythm.rules?.risk ?? null, customers),
    lostDays: limitsOf(rhythm.rules?.lost ?? null, customers),
    ...lives,
  };
  return { values, findings: alive.findings };
}

/** What each customer is worth: what they did, what is expected of them, and what a second life would bring. */
export async function valueCustomers(
  context: RunContext,
  imported: ImportedFacts,
  options: ValueOptions,
): Promise<Valued> {
  const { facts, progress } = context;
  progress.stage('value.stage.customers', imported.customers);
  const customers = await readCustomersNow(facts, imported);
  const gaps = await readGapCounts(facts, imported.asOf);
  progress.stage('value.stage.models');
  const learnt = learnAt({ customers, gaps, since: imported.firstDay, unit: options.unit });
  await createLives(facts, learnt.rhythm.rules?.lost ?? null, imported.asOf);
  const lives = await readCurrentLives(facts, customers.firstDay);
  const tested = await backTest(context, imported, options);
  const best = chooseModel(learnt.offered, tested?.graded ?? null);
  const chosen = best ?? naiveRate;
  const rung = best?.rung ?? 'not enough data';
  const spend = learnSpend(customers);
  const { values, findings } = valuesOf(customers, { learnt, chosen, spend, lives }, options);
  progress.stage('value.stage.secondLife');
  const second = await valueSecondLives(context, imported, { base: values, options });
  const { summary: secondLife, ...secondValues } = second;
  const watchedDays = imported.asOf - imported.firstDay;
  const summary: ValueSummary = {
    horizonDays: options.horizonDays,
    unit: options.unit,
    discountRate: options.discountRate,
    rung,
    chosenModel: chosen.name,
    fits: [...learnt.fits],
    spend: spend.summary,
    rhythm: learnt.rhythm.summary,
    backTest: tested === null ? null : summariseBackTest(tested, chosen.name),
    secondLife,
    customerAsset: values.futureValue.reduce((sum, value) => sum + value, 0),
    findings: [
      ...assumptionFindings(options, { watchedDays, rung, model: chosen.name, tested: tested !== null }),
      ...learnt.findings,
      ...learnt.rhythm.findings,
      ...findings,
      ...spend.findings,
    ],
  };
  return { customers: { ...values, ...secondValues }, summary };
}
