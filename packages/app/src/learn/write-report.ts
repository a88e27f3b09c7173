import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RULES } from '../decide/contract.ts';
import type { RunContext } from '../platform/context.ts';
import { createNarrator } from './because-bytes.ts';
import type { AnalysisSummary, ReportSources } from './contract.ts';
import { numberStyle } from './describe-number.ts';
import { MINOR_DIGITS_UNSTATED, onlyCustomer, outcomeColumns } from './outcome-columns.ts';
import { readTemplates } from './read-because.ts';
import { composeReport } from './report/compose.ts';
import { createReader } from './report/reader.ts';
import { readCustomerIds } from './store.ts';

const NAMED_IN_REPORT = 20;

/** Those to contact who gain most, best first; equal gains in order of their ids. */
export function bestContacts({ decided }: Pick<ReportSources, 'decided'>, limit: number): number[] {
  const { rule, delta } = decided.customers;
  const chosen = RULES.indexOf('chosen');
  const best: number[] = [];
  const gain = (customer: number | undefined) =>
    customer === undefined ? Number.NEGATIVE_INFINITY : (delta[customer] ?? 0);
  for (let customer = 0; customer < rule.length; customer++) {
    if (rule[customer] !== chosen) continue;
    if (best.length === limit && gain(customer) <= gain(best.at(-1))) continue;
    const place = best.findIndex((other) => gain(other) < gain(customer));
    best.splice(place < 0 ? best.length : place, 0, customer);
    if (best.length > limit) best.pop();
  }
  return best;
}

/** Writes report.html in the translator's language. */
export async function writeReport(
  context: RunContext,
  summary: AnalysisSummary,
  sources: ReportSources,
): Promise<void> {
  const { translator, facts, progress } = context;
  progress.stage('learn.stage.report');
  const { currency } = sources.imported;
  const minorDigits = currency?.minorDigits ?? MINOR_DIGITS_UNSTATED;
  const top = bestContacts(sources, NAMED_IN_REPORT);
  const wording = { template: readTemplates(translator.locale), style: numberStyle(translator, currency) };
  const page = composeReport({
    reader: createReader(translator, currency?.code ?? null, minorDigits),
    summary,
    sources,
    top,
    idOf: await readCustomerIds(facts, top),
    because: (customer) => createNarrator(wording, outcomeColumns(onlyCustomer(sources, customer), minorDigits))(0),
  });
  await writeFile(join(sources.out, 'report.html'), page);
}
