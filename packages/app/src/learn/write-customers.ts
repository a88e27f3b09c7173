import { join } from 'node:path';
import type { ImportedFacts } from '../ingest/contract.ts';
import type { RunContext } from '../platform/context.ts';
import { DAYS_PER_UNIT } from '../platform/time.ts';
import { becauseSql, readTemplates } from './because-sql.ts';
import type { Results } from './contract.ts';
import { MINOR_DIGITS_UNSTATED, outcomeColumns } from './outcome-columns.ts';
import { copyCustomersCsv, copyCustomersParquet, copyPlanCsv, createOutcomes, NAME_COLUMNS } from './outcomes-sql.ts';
import { numberStyle } from './plain-number.ts';

/** Writes customers.csv, customers.parquet and plan.csv; see the README of this stage for their columns. */
export async function writeCustomers(context: RunContext, imported: ImportedFacts, results: Results): Promise<void> {
  const { facts, translator } = context;
  const { currency, asOf } = imported;
  const moneyDecimals = currency?.minorDigits ?? MINOR_DIGITS_UNSTATED;
  await facts.create('outcome_columns', outcomeColumns(results, moneyDecimals));
  await facts.run(NAME_COLUMNS);
  await facts.run('DROP TABLE outcome_columns');
  await facts.run(
    createOutcomes({
      asOf,
      daysPerUnit: DAYS_PER_UNIT[results.valued.summary.unit],
      because: becauseSql(readTemplates(translator.locale), numberStyle(translator, currency)),
    }),
  );
  await facts.run('DROP TABLE named_columns');
  await facts.run(copyCustomersCsv(join(results.out, 'customers.csv')));
  await facts.run(copyCustomersParquet(join(results.out, 'customers.parquet')));
  await facts.run(copyPlanCsv(join(results.out, 'plan.csv')));
  await facts.run('DROP TABLE outcomes');
}
