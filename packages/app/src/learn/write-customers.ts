import { join } from 'node:path';
import { RULES } from '../decide/contract.ts';
import type { ImportedFacts } from '../ingest/contract.ts';
import type { RunContext } from '../platform/context.ts';
import { DAYS_PER_UNIT } from '../platform/time.ts';
import { compileBecause } from './because-bytes.ts';
import { becauseSql } from './because-sql.ts';
import type { Results } from './contract.ts';
import { numberStyle } from './describe-number.ts';
import { MINOR_DIGITS_UNSTATED, type OutcomeColumns, outcomeColumns } from './outcome-columns.ts';
import { copyParquet } from './outcomes-sql.ts';
import { readTemplates } from './read-because.ts';
import { writeSheet } from './sheet.ts';
import { readIdCells } from './store.ts';
import { customerSheet, encodeQuoted, planSheet, type SheetSources } from './write-sheet.ts';

/** Whom to contact, those first who gain most; equal gains in the order of the customers. */
function contactedFirst({ rule, delta }: OutcomeColumns): Int32Array {
  const chosen = RULES.indexOf('chosen');
  const contacted: number[] = [];
  for (let customer = 0; customer < rule.length; customer += 1) if (rule[customer] === chosen) contacted.push(customer);
  return Int32Array.from(contacted).sort((a, b) => (delta[b] as number) - (delta[a] as number) || a - b);
}

async function writeSheets(sources: SheetSources, out: string): Promise<void> {
  const rows = sources.columns.x.length;
  await writeSheet({ path: join(out, 'customers.csv'), columns: customerSheet(sources), rows });
  const customers = contactedFirst(sources.columns);
  await writeSheet({ path: join(out, 'plan.csv'), columns: planSheet(sources), customers, rows: customers.length });
}

/** Writes customers.csv, customers.parquet and plan.csv; see the README of this stage for their columns. */
export async function writeCustomers(context: RunContext, imported: ImportedFacts, results: Results): Promise<void> {
  const { facts, translator, progress } = context;
  progress.stage('learn.stage.write');
  const { currency, asOf } = imported;
  const minorDigits = currency?.minorDigits ?? MINOR_DIGITS_UNSTATED;
  const daysPerUnit = DAYS_PER_UNIT[results.valued.summary.unit];
  const wording = { template: readTemplates(translator.locale), style: numberStyle(translator, currency) };
  const columns = outcomeColumns(results, minorDigits);
  const ids = await readIdCells(facts);
  await facts.create('outcome_columns', columns);
  const because = compileBecause(wording, columns, encodeQuoted);
  const parquet = { asOf, daysPerUnit, minorDigits, because: becauseSql(wording) };
  await Promise.all([
    facts.run(copyParquet(join(results.out, 'customers.parquet'), parquet)),
    writeSheets({ columns, ids, asOf, daysPerUnit, minorDigits, because }, results.out),
  ]);
  await facts.run('DROP TABLE outcome_columns');
}
