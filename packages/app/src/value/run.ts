import type { ImportedFacts } from '../ingest/contract.ts';
import type { RunContext } from '../platform/context.ts';
import { assumptionFindings } from './assumptions.ts';
import { chooseModel } from './choose-model.ts';
import type { Valued, ValueOptions } from './contract.ts';
import { summariseBackTest, testOnHoldout } from './holdout.ts';
import { learnAt, rhythmAt } from './learn-at.ts';
import { naiveRate } from './naive-rules.ts';
import { readHoldout } from './read-holdout.ts';
import { valueSecondLives } from './second-life/run.ts';
import { learnSpend } from './spend.ts';
import { readCustomersNow } from './store.ts';
import { createLives } from './store-lives.ts';
import { valueFirstLives } from './value-customers.ts';

/** What each customer is worth: what they did, what is expected of them, and what a second life would bring. */
export async function valueCustomers(
  context: RunContext,
  imported: ImportedFacts,
  options: ValueOptions,
): Promise<Valued> {
  const { facts, progress } = context;
  progress.stage('value.stage.customers', imported.customers);
  const { customers, gaps } = await readCustomersNow(facts, imported);
  const holdout = await readHoldout(facts, imported, options.horizonDays);
  progress.stage('value.stage.models');
  const known = { customers, gaps, since: imported.firstDay };
  const rhythm = rhythmAt(known);
  const lives = await createLives(facts, rhythm.rules?.lost ?? null, imported);
  const learnt = learnAt(known, rhythm, options.unit);
  const tested = holdout === null ? null : testOnHoldout(holdout, options.unit);
  const best = chooseModel(learnt.offered, tested?.graded ?? null);
  const { chosen, fits } = learnt.settle(best ?? naiveRate);
  const spend = learnSpend(customers);
  const { values, findings } = valueFirstLives(customers, { learnt, chosen, spend, lives }, options);
  progress.stage('value.stage.secondLife');
  const { summary: secondLife, ...second } = await valueSecondLives(context, imported, {
    base: values,
    lives,
    options,
  });
  const grounds = {
    rung: best?.rung ?? 'not enough data',
    model: chosen.name,
    backTest: holdout && tested && summariseBackTest(holdout, tested.graded, chosen.name),
    everyTested: holdout?.customers.every ?? 1,
    watchedDays: imported.asOf - imported.firstDay,
  };
  return {
    customers: { ...values, ...second },
    summary: {
      ...options,
      rung: grounds.rung,
      chosenModel: chosen.name,
      fits: [...fits],
      spend: spend.summary,
      rhythm: rhythm.summary,
      backTest: grounds.backTest,
      secondLife,
      customerAsset: values.futureValue.reduce((sum, value) => sum + value, 0),
      findings: [
        ...assumptionFindings(options, grounds),
        ...learnt.findings,
        ...rhythm.findings,
        ...(tested?.findings ?? []),
        ...findings,
        ...spend.findings,
      ],
    },
  };
}
