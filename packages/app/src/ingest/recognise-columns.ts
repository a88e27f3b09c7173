import { AppError } from '../platform/errors.ts';
import { FIELDS, type Field } from './contract.ts';
import { BARE_NUMBER_FORMS, dateFormOf } from './date-formats.ts';
import { HEADINGS, normaliseHeading, withoutBrackets } from './headings.ts';
import { isNumber } from './number-formats.ts';
import { GUARD_PREFIX } from './source.ts';

export interface RecognisedColumn {
  readonly field: Field;
  readonly index: number;
  readonly column: string;
  readonly how: 'given' | 'heading' | 'content';
}

export interface Table {
  readonly columns: readonly string[];
  readonly sample: readonly (readonly string[])[];
}

type Found = Map<Field, RecognisedColumn>;

const MOSTLY = 0.9;

const DICTIONARY: ReadonlyMap<string, { field: Field; rank: number }> = new Map(
  FIELDS.flatMap((field) =>
    HEADINGS[field].map((heading, rank) => [normaliseHeading(heading), { field, rank }] as const),
  ).reverse(),
);

function meaningOf(column: string): { field: Field; rank: number } | undefined {
  return DICTIONARY.get(normaliseHeading(column)) ?? DICTIONARY.get(normaliseHeading(withoutBrackets(column)));
}

export function isKnownHeading(column: string): boolean {
  return meaningOf(column) !== undefined;
}

function findGiven(table: Table, map: Readonly<Partial<Record<Field, string>>>, found: Found): void {
  for (const [field, wanted] of Object.entries(map) as [Field, string][]) {
    if (!FIELDS.includes(field)) {
      throw new AppError('usage', 'ingest.error.unknown_field', { field, known: FIELDS.join(', ') });
    }
    const exact = table.columns.indexOf(wanted.trim());
    const index = exact >= 0 ? exact : table.columns.findIndex((c) => normaliseHeading(c) === normaliseHeading(wanted));
    const column = table.columns[index];
    if (column !== undefined) found.set(field, { field, index, column, how: 'given' });
  }
}

function findByHeading(table: Table, found: Found): void {
  const taken = new Set([...found.values()].map((c) => c.index));
  const best = new Map<Field, { rank: number; column: RecognisedColumn }>();
  table.columns.forEach((column, index) => {
    const meaning = meaningOf(column);
    if (meaning === undefined || taken.has(index) || column.startsWith(GUARD_PREFIX)) return;
    const { field, rank } = meaning;
    if (found.has(field) || (best.get(field)?.rank ?? Number.POSITIVE_INFINITY) <= rank) return;
    best.set(field, { rank, column: { field, index, column, how: 'heading' } });
  });
  for (const [field, { column }] of best) found.set(field, column);
}

/**
 * Shopify writes an order's total, tax and payment date only on its first line, and its number under "Name": there the
 * columns of the line count.
 */
function preferLineItems(table: Table, found: Found): void {
  const at = (heading: string) => table.columns.findIndex((column) => normaliseHeading(column) === heading);
  if (at('lineitemprice') < 0 || at('lineitemquantity') < 0) return;
  for (const field of ['amount', 'tax', 'discount'] as const) {
    if (found.get(field)?.how === 'heading') found.delete(field);
  }
  for (const [field, heading] of [
    ['order_id', 'name'],
    ['order_date', 'createdat'],
  ] as const) {
    const index = at(heading);
    const column = table.columns[index];
    if (column === undefined || found.get(field)?.how === 'given') continue;
    found.set(field, { field, index, column, how: 'heading' });
  }
}

type Content = 'date' | 'money' | 'id' | null;

function contentOf(values: readonly string[]): Content {
  const filled = values.filter((value) => value.trim() !== '');
  if (filled.length === 0) return null;
  const share = (test: (value: string) => boolean) => filled.filter(test).length / filled.length;
  const written = (value: string) => {
    const form = dateFormOf(value);
    return form !== null && !BARE_NUMBER_FORMS.has(form);
  };
  if (share(written) >= MOSTLY) return 'date';
  const fraction = (value: string) => /[.,]\d{1,2}\D*$/u.test(value);
  if (share(isNumber) >= MOSTLY) return share(fraction) >= 0.5 ? 'money' : null;
  const distinct = new Set(filled).size;
  const looksLikeId = share((value) => /\d/u.test(value) && value.length <= 64 && !/\s/u.test(value)) >= MOSTLY;
  return looksLikeId && distinct > 1 && distinct < filled.length ? 'id' : null;
}

const CONTENT_FIELDS: readonly (readonly [Exclude<Content, null>, Field])[] = [
  ['date', 'order_date'],
  ['money', 'amount'],
  ['id', 'customer_id'],
];

/** Content speaks only where one single column can be meant. */
function findByContent(table: Table, found: Found): void {
  const taken = new Set([...found.values()].map((c) => c.index));
  const contents = table.columns.map((column, index) =>
    taken.has(index) || column.startsWith(GUARD_PREFIX) ? null : contentOf(table.sample.map((row) => row[index] ?? '')),
  );
  for (const [content, field] of CONTENT_FIELDS) {
    if (found.has(field) || (field === 'amount' && found.has('unit_price'))) continue;
    const candidates = contents.flatMap((value, index) => (value === content ? [index] : []));
    const [index] = candidates;
    const column = index === undefined ? undefined : table.columns[index];
    if (candidates.length !== 1 || index === undefined || column === undefined) continue;
    found.set(field, { field, index, column, how: 'content' });
  }
}

/** Which column means what: what was given wins over headings, headings over content. */
export function recogniseColumns(table: Table, map: Readonly<Partial<Record<Field, string>>>): RecognisedColumn[] {
  const found: Found = new Map();
  findGiven(table, map, found);
  findByHeading(table, found);
  preferLineItems(table, found);
  findByContent(table, found);
  return FIELDS.flatMap((field) => found.get(field) ?? []);
}

/** The fields without which orders cannot be read. */
export function missingFields(found: readonly RecognisedColumn[]): Field[] {
  const has = (field: Field) => found.some((column) => column.field === field);
  const missing: Field[] = [];
  if (!has('customer_id')) missing.push('customer_id');
  if (!has('order_date')) missing.push('order_date');
  if (!has('amount') && !has('unit_price')) missing.push('amount');
  return missing;
}
