import { AppError } from '../platform/errors.ts';
import type { Field, IngestOptions } from './contract.ts';
import { type DateForm, dateFormsOf, separatorOf } from './date-formats.ts';
import { type DateReading, givenReading } from './date-sql.ts';
import { includesTax, isPerUnit } from './headings.ts';
import { currencySignOf, isNumber, type NumberFormat, numberFormatOf } from './number-formats.ts';
import type { RecognisedColumn } from './recognise-columns.ts';
import type { Source } from './source.ts';

/** How one file is read: decided from its headings and from rows spread over it, before the engine reads it all. */
export interface FilePlan {
  readonly source: Source;
  readonly columns: readonly RecognisedColumn[];
  readonly dates: DateReading;
  readonly numbers: Readonly<Record<NumberField, NumberFormat>>;
  /** Currency signs beside the money, where the file has no currency column. */
  readonly signs: readonly string[];
  /** Text fields with spaces around them, or words that stand for nothing, somewhere in the sample. */
  readonly untidy: ReadonlySet<Field>;
  /** Whole-number ids that went through a column of decimals: 17850.0. */
  readonly decimalIds: boolean;
  /** Invoice numbers are digits, so C and digits is a cancellation. */
  readonly cancelPrefix: boolean;
  readonly taxIncluded: boolean;
  readonly costPerUnit: boolean;
  /** Discounts are shares (0.1) rather than money. */
  readonly discountIsShare: boolean;
}

export const NUMBER_FIELDS = ['amount', 'quantity', 'unit_price', 'cost', 'discount', 'tax'] as const;
export type NumberField = (typeof NUMBER_FIELDS)[number];

const MOSTLY = 0.9;
const UNTIDY = /^\s|\s$|^(?:null|nan|none|n\/a|#n\/a|nil|-+)$/iu;
const TEXT_FIELDS: readonly Field[] = [
  'customer_id',
  'order_id',
  'order_date',
  'product',
  'category',
  'currency',
  'country',
];

export function columnOf(plan: Pick<FilePlan, 'columns'>, field: Field): RecognisedColumn | undefined {
  return plan.columns.find((column) => column.field === field);
}

function valuesOf(source: Source, columns: readonly RecognisedColumn[], field: Field): string[] {
  const index = columns.find((column) => column.field === field)?.index;
  if (index === undefined) return [];
  return source.sample.map((row) => row[index] ?? '').filter((value) => value.trim() !== '');
}

function share(values: readonly string[], pattern: RegExp): number {
  return values.length === 0 ? 0 : values.filter((value) => pattern.test(value.trim())).length / values.length;
}

function dateReading(source: Source, values: readonly string[], options: IngestOptions): DateReading {
  if (options.dateFormat !== null) {
    const given = givenReading(options.dateFormat, options.timezone);
    if (given === null) throw new AppError('usage', 'ingest.error.bad_date_format', { format: options.dateFormat });
    return given;
  }
  const forms: DateForm[] = dateFormsOf(values);
  if (forms.length === 0 && values.length > 0) {
    throw new AppError('bad_input', 'ingest.error.no_date_form', {
      file: source.name,
      examples: [...new Set(values)].slice(0, 3).join(', '),
    });
  }
  return { forms: forms.length === 0 ? ['iso'] : forms, order: null, given: null, timezone: options.timezone };
}

/** Whether the order of day and month still has to be settled by the whole column. */
export function openSeparators(dates: DateReading): string[] {
  return dates.forms.flatMap((form) => separatorOf(form) ?? []);
}

/** The column that holds the money of a row. */
export function moneyField(columns: readonly RecognisedColumn[]): 'amount' | 'unit_price' {
  return columns.some(({ field }) => field === 'amount') ? 'amount' : 'unit_price';
}

function signsOf(values: readonly string[]): string[] {
  return [...new Set(values.filter(isNumber).flatMap((value) => currencySignOf(value) ?? []))];
}

export function planFile(source: Source, columns: readonly RecognisedColumn[], options: IngestOptions): FilePlan {
  const values = (field: Field) => valuesOf(source, columns, field);
  const commaElsewhere =
    source.delimiter === ';' || NUMBER_FIELDS.some((field) => numberFormatOf(values(field), false).style === 'comma');
  const numbers = Object.fromEntries(
    NUMBER_FIELDS.map((field) => [field, numberFormatOf(values(field), commaElsewhere)]),
  ) as Record<NumberField, NumberFormat>;
  const heading = (field: Field) => columns.find((column) => column.field === field)?.column ?? '';
  const untidy = TEXT_FIELDS.filter((field) => values(field).some((value) => UNTIDY.test(value)));
  const discounts = values('discount').map(Number);
  return {
    source,
    columns,
    dates: dateReading(source, values('order_date'), options),
    numbers,
    signs: columns.some(({ field }) => field === 'currency') ? [] : signsOf(values(moneyField(columns))),
    untidy: new Set(untidy),
    decimalIds: share(values('customer_id'), /^\d+\.0+$/u) >= MOSTLY,
    cancelPrefix: share(values('order_id'), /^\d+$/u) >= 0.5,
    taxIncluded: includesTax(heading('amount')),
    costPerUnit: isPerUnit(heading('cost')),
    discountIsShare: discounts.some((value) => value > 0) && discounts.every((value) => value >= 0 && value < 1),
  };
}
