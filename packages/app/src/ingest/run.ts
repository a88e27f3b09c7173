import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunContext } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { type Currency, currencyOf, minorPerMajor } from '../platform/money.ts';
import { type Day, dayFromIso } from '../platform/time.ts';
import type { Field, ImportedFacts, IngestOptions } from './contract.ts';
import { currencyNamed, sampledCurrency } from './currency-names.ts';
import { columnOf } from './plan.ts';
import { REFUNDED, SALE } from './reject.ts';
import type { RowRules } from './row-sql.ts';
import { checkMap, makePlan, openSources, recogniseFile } from './run-prepare.ts';
import { refuseMixedCurrencies, rejectStrayDates } from './run-settle.ts';
import { type Staged, stageFiles } from './run-stage.ts';
import { type ImportState, reconcile, rejectedBy, summarise } from './run-summary.ts';
import { dropRepeated, judgeLevel, type OrderShape, rejectOverlaps, rejectRepeatedOrders } from './store-duplicates.ts';
import { countOrders, createOrderLines, createPurchases, findCloseRows, sumSales } from './store-purchases.ts';
import { countBroken, type RejectTexts, writeRejected } from './store-rejected.ts';
import { netReturns, settleRefunds } from './store-returns.ts';
import { countVerdicts } from './store-stage.ts';

function readAsOf(asOf: string | null): Day | null {
  if (asOf === null) return null;
  const day = /^\d{4}-\d{2}-\d{2}$/u.test(asOf) ? dayFromIso(asOf) : Number.NaN;
  if (Number.isNaN(day)) throw new AppError('usage', 'ingest.error.bad_as_of', { value: asOf });
  return day;
}

function readCurrency(code: string | null): Currency | null {
  if (code === null) return null;
  const upper = code.trim().toUpperCase();
  if (!Intl.supportedValuesOf('currency').includes(upper)) {
    throw new AppError('usage', 'ingest.error.unknown_currency', { value: code });
  }
  return currencyOf(upper);
}

function checkTimezone(timezone: string | null): void {
  if (timezone === null) return;
  try {
    new Intl.DateTimeFormat('en', { timeZone: timezone });
  } catch {
    throw new AppError('usage', 'ingest.error.unknown_timezone', { value: timezone });
  }
}

function rejectTexts({ translator }: RunContext): RejectTexts {
  return {
    reason: (reason) => translator.t(`ingest.reject.${reason}.reason`),
    remedy: (reason) => translator.t(`ingest.reject.${reason}.remedy`),
    field: (field) => translator.t(`ingest.field.${field}`),
  };
}

interface Settled {
  readonly staged: Staged;
  readonly orders: OrderShape;
  readonly verdicts: ReadonlyMap<number, number>;
}

/** What single rows cannot know: dates far from all others, refunds, duplicates. */
async function settleRows(context: RunContext, staged: Staged, options: IngestOptions): Promise<Settled> {
  const { facts } = context;
  const { shape } = staged;
  context.progress.stage('ingest.progress.settle');
  const before = await countVerdicts(facts);
  let changed = options.asOf === null && (await rejectStrayDates(context));
  if (before.has(REFUNDED)) {
    await settleRefunds(facts, shape);
    changed = true;
  }
  if (shape.severalFiles) {
    await rejectOverlaps(facts, shape);
    changed = true;
  }
  if (changed) await sumSales(facts, shape);
  await findCloseRows(facts, shape);
  const orders = await judgeLevel(facts, shape);
  if (orders.level === 'order' && shape.optional.includes('order_id') && orders.repeated > 0) {
    await rejectRepeatedOrders(facts);
    changed = true;
    await sumSales(facts, shape);
    await findCloseRows(facts, shape);
  }
  await dropRepeated(facts);
  context.progress.done();
  return { staged, orders, verdicts: changed ? await countVerdicts(facts) : before };
}

/** Builds the tables that later stages read. */
async function buildTables(context: RunContext, { shape }: Staged, marginRate: number): Promise<void> {
  const { facts } = context;
  context.progress.stage('ingest.progress.build');
  await countOrders(facts, shape);
  await netReturns(facts, shape);
  await createPurchases(facts, shape, marginRate);
  await createOrderLines(facts, shape);
  context.progress.done();
}

function assertUsable({ translator }: RunContext, state: Pick<ImportState, 'shape' | 'verdicts' | 'brokenBy'>): void {
  const { read, used, netted, rejected } = reconcile(state);
  if (read !== used + netted + rejected) {
    throw new AppError('internal', 'ingest.error.not_reconciled', { read, used, netted, rejected });
  }
  if ((state.verdicts.get(SALE) ?? 0) > 0) return;
  const worst = rejectedBy(state)[0];
  throw new AppError('bad_input', worst === undefined ? 'ingest.error.no_sales' : 'ingest.error.nothing_used', {
    file: state.shape.plans.map(({ source }) => source.name).join(', '),
    rows: read,
    netted,
    rejected,
    reason: worst === undefined ? '' : translator.t(`ingest.reject.${worst.reason}.reason`),
    field: worst === undefined ? '' : translator.t(`ingest.field.${worst.field}`),
  });
}

async function importInto(context: RunContext, options: IngestOptions, folder: string): Promise<ImportedFacts> {
  const { facts } = context;
  const givenAsOf = readAsOf(options.asOf);
  const givenCurrency = readCurrency(options.currency);
  checkTimezone(options.timezone);
  const sources = await openSources(context, options.files, folder);
  const recognised = sources.map((source) => ({ source, columns: recogniseFile(source, options) }));
  checkMap(
    sources,
    recognised.map(({ columns }) => columns),
    options,
  );
  const plans = [];
  for (const file of recognised) plans.push(await makePlan(facts, file, options));
  const named = givenCurrency === null ? sampledCurrency(plans) : currencyNamed(givenCurrency.code);
  const currency = named === null || named.code === null ? null : currencyOf(named.code);
  const scale = currency === null ? 100 : minorPerMajor(currency);
  const rules: RowRules = {
    asOf: givenAsOf,
    currencies: named?.spellings ?? null,
    minorPerMajor: scale,
  };
  const staged = await stageFiles(context, { plans, rules, options });
  await refuseMixedCurrencies(context, staged.shape.plans, options);
  const { orders, verdicts } = await settleRows(context, staged, options);
  const { shape, starts } = staged;
  if (options.rejectedPath !== null) {
    context.progress.stage('ingest.progress.reject');
    await writeRejected(facts, { path: options.rejectedPath, shape, starts, texts: rejectTexts(context) });
    context.progress.done();
  }
  const brokenBy = await countBroken(facts, shape);
  assertUsable(context, { shape, verdicts, brokenBy });
  await buildTables(context, staged, options.marginRate);
  context.progress.stage('ingest.progress.quality');
  const has = (field: Field) => shape.plans.some((plan) => columnOf(plan, field) !== undefined);
  const state = { shape, verdicts, orders, brokenBy, currency: currency?.code ?? null, minorPerMajor: scale, options };
  const { summary, totals } = await summarise(facts, { ...state, asOf: givenAsOf });
  context.progress.done();
  return {
    customers: summary.quality.customers,
    asOf: givenAsOf ?? totals.last,
    firstDay: totals.first,
    lastDay: totals.last,
    currency,
    has: { product: has('product'), category: has('category'), unitPrice: has('unit_price') },
    summary,
  };
}

/** Imports order files into the facts engine: every row used, netted or rejected with its reason, none lost. */
export async function importOrders(context: RunContext, options: IngestOptions): Promise<ImportedFacts> {
  const folder = mkdtempSync(join(tmpdir(), 'winback-import-'));
  try {
    return await importInto(context, options, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
