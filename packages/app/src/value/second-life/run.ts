import type { ImportedFacts } from '../../ingest/contract.ts';
import type { RunContext } from '../../platform/context.ts';
import type { CustomerValues, Finding, ValueOptions, ValueSummary } from '../contract.ts';
import type { CurrentLives } from '../cut-lives.ts';
import { applySecondLife, type SecondLifeColumns } from './apply.ts';
import { learnSecondLife } from './learn.ts';
import { readTimelines } from './store.ts';

/** Above so many customers a fixed part of them is learnt from. */
const MOST_CUSTOMERS = 20_000;

type BaseValues = Omit<CustomerValues, keyof SecondLifeColumns>;
export type SecondLives = SecondLifeColumns & { readonly summary: ValueSummary['secondLife'] };

/** What a lost customer is worth when he comes back, and the chance that he does so unasked. */
export async function valueSecondLives(
  { facts }: RunContext,
  imported: ImportedFacts,
  given: { readonly base: BaseValues; readonly lives: CurrentLives; readonly options: ValueOptions },
): Promise<SecondLives> {
  const { base, options } = given;
  const { livedDays, secondLives } = given.lives;
  const { horizonDays, discountRate } = options;
  const timelines = await readTimelines(facts, imported, MOST_CUSTOMERS);
  const { learnt, summary } = learnSecondLife(timelines, imported, horizonDays);
  const columns = applySecondLife({ ...base, livedDays }, learnt, { asOf: imported.asOf, horizonDays, discountRate });
  const sampled: Finding[] =
    timelines.customers < imported.customers
      ? [{ code: 'second_life_sampled', values: { customers: timelines.customers, of: imported.customers } }]
      : [];
  return { ...columns, summary: { ...summary, secondLives, findings: [...sampled, ...summary.findings] } };
}
