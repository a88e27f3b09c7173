import type { ImportedFacts } from '../ingest/contract.ts';
import type { Facts } from '../platform/facts.ts';
import { backTestWindow } from './back-test-window.ts';
import type { Holdout } from './holdout.ts';
import { readCustomersAt, readPurchasesAfter } from './store.ts';
import { readGapCounts } from './store-lives.ts';

/** What was known at the cut and what came after; null where the history is too short or nobody bought after it. */
export async function readHoldout(facts: Facts, imported: ImportedFacts, horizonDays: number): Promise<Holdout | null> {
  const window = backTestWindow(imported, horizonDays);
  if (window === null) return null;
  const { seen, days } = window;
  const customers = await readCustomersAt(facts, imported, seen);
  const actual = await readPurchasesAfter(facts, customers, days);
  const actualPurchases = actual.reduce((sum, purchases) => sum + purchases, 0);
  if (actualPurchases === 0) return null;
  return { customers, gaps: await readGapCounts(facts, seen), since: imported.firstDay, days, actual, actualPurchases };
}
