import type { Facts } from '../platform/facts.ts';
import { isoFromDay } from '../platform/time.ts';
import type { ImportSummary, IngestOptions } from './contract.ts';
import { FORM_NAMES } from './date-formats.ts';
import { columnOf, type FilePlan } from './plan.ts';
import { concentrationCurve, largestKeys, longestGap, unusualGaps } from './quality.ts';
import { FIRST_REJECT, REJECTS } from './reject.ts';
import { GUARD_PREFIX } from './source.ts';
import { countOrderIds, type OrderShape } from './store-duplicates.ts';
import {
  countAsItCame,
  readCustomerIds,
  readCustomers,
  readLargestDays,
  readReturns,
  readSaleDays,
  readTotals,
  type Totals,
} from './store-quality.ts';
import type { StagedShape } from './store-stage.ts';

const LARGEST_SHOWN = 10;
const OUTLIERS_SHOWN = 20;
const OUTLIER_TIMES = 20;
/** With fewer purchase days than this a customer's own median says little. */
const OWN_MEDIAN_DAYS = 5;

export interface ImportState {
  readonly shape: StagedShape;
  readonly verdicts: ReadonlyMap<number, number>;
  readonly orders: OrderShape;
  readonly currency: string | null;
  readonly minorPerMajor: number;
  /** null: the last day of sale. */
  readonly asOf: number | null;
  readonly options: IngestOptions;
  readonly brokenBy: ReadonlyMap<string, number>;
}

type Quality = ImportSummary['quality'];

async function readQuality(facts: Facts, state: ImportState, totals: Totals): Promise<Omit<Quality, 'countries'>> {
  const scale = state.minorPerMajor;
  const { revenue, days } = await readCustomers(facts);
  const saleDays = await readSaleDays(facts);
  const returns = await readReturns(facts);
  const largest = largestKeys(revenue, LARGEST_SHOWN);
  const outliers = (await readLargestDays(facts, OWN_MEDIAN_DAYS))
    .filter(({ minor, medianMinor }) => medianMinor > 0 && minor > OUTLIER_TIMES * medianMinor)
    .map((large) => ({ ...large, times: large.minor / large.medianMinor }))
    .sort((a, b) => b.times - a.times || a.key - b.key || a.day - b.day)
    .slice(0, OUTLIERS_SHOWN);
  const ids = await readCustomerIds(facts, [...new Set([...largest, ...outliers.map(({ key }) => key)])]);
  return {
    customers: revenue.length,
    orders: totals.orders,
    purchaseDays: totals.purchaseDays,
    oneTimeBuyers: days.reduce((once, n) => once + (n === 1 ? 1 : 0), 0),
    revenue: totals.revenueMinor / scale,
    returned: returns.minor / scale,
    returnsWithoutPurchase: returns.withoutPurchase,
    repeatedLines: state.orders.repeated,
    longestGapDays: longestGap(saleDays),
    gaps: unusualGaps(saleDays),
    outliers: outliers.map(({ key, day, minor, times }) => ({
      customerId: ids.get(key) ?? '',
      day: isoFromDay(day),
      revenue: minor / scale,
      timesMedian: times,
    })),
    concentration: concentrationCurve(revenue),
    largest: largest.map((key) => ({
      customerId: ids.get(key) ?? '',
      revenue: (revenue[key] ?? 0) / scale,
      share: totals.revenueMinor > 0 ? (revenue[key] ?? 0) / totals.revenueMinor : 0,
    })),
  };
}

function dateFormatOf(plan: FilePlan, options: IngestOptions): string | null {
  if (options.dateFormat !== null) return options.dateFormat;
  const names = plan.dates.forms.map((form) => {
    const name = FORM_NAMES[form];
    return form.startsWith('numeric') && plan.dates.order === 'MDY' ? `MM${name.charAt(2)}DD${name.slice(5)}` : name;
  });
  return names.length === 0 ? null : names.join(', ');
}

function describeFiles({ shape, options }: ImportState): ImportSummary['files'] {
  return shape.plans.map((plan) => ({
    name: plan.source.name,
    format: plan.source.format,
    encoding: plan.source.encoding,
    delimiter: plan.source.delimiter,
    compressed: plan.source.compressed,
    rows: plan.source.records,
    columns: plan.columns.map(({ field, column, how }) => ({ field, column, how })),
    ignoredColumns: plan.source.columns.filter(
      (name) => !name.startsWith(GUARD_PREFIX) && !plan.columns.some(({ column }) => column === name),
    ),
    dateFormat: dateFormatOf(plan, options),
  }));
}

export function rejectedBy({
  verdicts,
  brokenBy,
}: Pick<ImportState, 'verdicts' | 'brokenBy'>): ImportSummary['rejectedBy'] {
  const rows = [
    ...REJECTS.map(({ verdict, reason, field }) => ({
      reason,
      field: field as string,
      rows: verdicts.get(verdict) ?? 0,
    })),
  ];
  for (const [reason, n] of brokenBy) {
    const same = rows.find((row) => row.reason === reason && row.field === 'row');
    if (same === undefined) rows.push({ reason, field: 'row', rows: n });
    else same.rows += n;
  }
  return rows.filter((row) => row.rows > 0).sort((a, b) => b.rows - a.rows || (a.reason < b.reason ? -1 : 1));
}

/** Read is counted in the files, the other three in the tables they went to; they have to meet. */
export function reconcile({
  shape,
  verdicts,
  brokenBy,
}: Pick<ImportState, 'shape' | 'verdicts' | 'brokenBy'>): ImportSummary['reconciliation'] {
  const sum = (test: (verdict: number) => boolean) =>
    [...verdicts].reduce((total, [verdict, n]) => (test(verdict) ? total + n : total), 0);
  const broken = [...brokenBy.values()].reduce((total, n) => total + n, 0);
  return {
    read: shape.plans.reduce((total, { source }) => total + source.records, 0),
    used: sum((verdict) => verdict === 0),
    netted: sum((verdict) => verdict > 0 && verdict < FIRST_REJECT),
    rejected: sum((verdict) => verdict >= FIRST_REJECT) + broken,
  };
}

function findingsOf({ shape }: ImportState): ImportSummary['findings'] {
  return shape.plans.flatMap((plan) => {
    const file = plan.source.name;
    const findings: ImportSummary['findings'] = [];
    if (plan.source.repeatedHeadings.length > 0) {
      findings.push({ code: 'repeated_headings', values: { file, columns: plan.source.repeatedHeadings.join(', ') } });
    }
    if (plan.source.encoding === 'windows-1252') findings.push({ code: 'western_encoding', values: { file } });
    if (plan.decimalIds) {
      findings.push({ code: 'decimal_ids', values: { file, column: columnOf(plan, 'customer_id')?.column ?? '' } });
    }
    for (const { field, column } of plan.columns) {
      const number = Object.entries(plan.numbers).find(([name]) => name === field)?.[1];
      if (number === undefined || number.assumedFrom === null) continue;
      const code =
        number.style === 'comma' || number.assumedFrom.includes(',') ? 'thousands_assumed' : 'decimals_assumed';
      findings.push({ code, values: { file, column, example: number.assumedFrom } });
    }
    return findings;
  });
}

async function countIds(facts: Facts, { shape }: ImportState, { orders }: Totals): Promise<Record<string, number>> {
  return shape.optional.includes('order_id') ? { orderIds: await countOrderIds(facts, orders) } : {};
}

export async function summarise(facts: Facts, state: ImportState): Promise<{ summary: ImportSummary; totals: Totals }> {
  const totals = await readTotals(facts);
  const { countries, ...counts } = await countAsItCame(facts, state.shape);
  const summary: ImportSummary = {
    reconciliation: reconcile(state),
    rejectedBy: rejectedBy(state),
    files: describeFiles(state),
    level: state.orders.level,
    period: {
      first: isoFromDay(totals.first),
      last: isoFromDay(totals.last),
      asOf: isoFromDay(state.asOf ?? totals.last),
    },
    currency: state.currency,
    margin: state.shape.hasCost
      ? { source: 'cost column', rate: null }
      : { source: 'rate', rate: state.options.marginRate },
    quality: { ...(await readQuality(facts, state, totals)), countries: countries ?? null },
    counts: { ...counts, ...(await countIds(facts, state, totals)) },
    findings: findingsOf(state),
  };
  return { summary, totals };
}
