import { type Day, isoFromDay } from '../platform/time.ts';
import { CHANCE_DECIMALS, CODES, type CodeColumn, MINUTE_DECIMALS, type OutcomeColumns } from './outcome-columns.ts';
import type { Say } from './say-number.ts';
import type { IdCells } from './store.ts';

export interface SheetSources {
  readonly columns: OutcomeColumns;
  readonly ids: IdCells;
  readonly asOf: Day;
  readonly daysPerUnit: number;
  readonly minorDigits: number;
  /** The sentence, with what CSV reserves already escaped. */
  readonly because: Say;
}
type Columns = readonly (readonly [string, Say])[];

const QUOTE = '"'.charCodeAt(0);
const ISO_DAY_LENGTH = 'YYYY-MM-DD'.length;
const encoder = new TextEncoder();

function wholeCell(column: Int32Array | Uint8Array): Say {
  return (page, customer) => page.whole(column[customer] as number);
}

/** Empty where nothing is known. */
function scaledCell(column: Float64Array, decimals: number): Say {
  return (page, customer) => {
    const value = column[customer] as number;
    const small = value | 0;
    if (small === value) page.decimal(small, decimals);
    else if (Number.isFinite(value)) page.long(value, decimals);
  };
}

/** Days are few and customers are many: each day is spelt out once. */
function dayCell(column: Int32Array, asOf: Day): Say {
  const first = column.reduce((earliest, day) => Math.min(earliest, day), asOf);
  const days = Array.from({ length: asOf - first + 1 }, (_, index) => isoFromDay(first + index));
  const spelt = encoder.encode(days.join(''));
  return (page, customer) => {
    const start = ((column[customer] as number) - first) * ISO_DAY_LENGTH;
    page.part(spelt, start, start + ISO_DAY_LENGTH);
  };
}

/** Days in the unit of the analysis. */
function unitsCell(days: (customer: number) => number, daysPerUnit: number): Say {
  const decimals = daysPerUnit === 1 ? 0 : CHANCE_DECIMALS;
  const scale = 10 ** decimals;
  return (page, customer) => page.decimal(Math.round((days(customer) * scale) / daysPerUnit) | 0, decimals);
}

function idCell({ bytes, end }: IdCells): Say {
  return (page, customer) =>
    page.part(bytes, customer === 0 ? 0 : (end[customer - 1] as number), end[customer] as number);
}

function codeCell(columns: OutcomeColumns, column: CodeColumn): [string, Say] {
  const names = CODES[column].map((name) => encoder.encode(name));
  const codes = columns[column];
  const none = encoder.encode('');
  return [column, (page, customer) => page.text(names[codes[customer] as number] ?? none)];
}

function becauseCell(say: Say): [string, Say] {
  return [
    'because',
    (page, customer) => {
      page.byte(QUOTE);
      say(page, customer);
      page.byte(QUOTE);
    },
  ];
}

/** Escapes what CSV reserves inside quotes. */
export const encodeQuoted = (text: string): Uint8Array => encoder.encode(text.replaceAll('"', '""'));

export function customerSheet({ columns, ids, asOf, daysPerUnit, minorDigits, because }: SheetSources): Columns {
  const money = (column: Float64Array) => scaledCell(column, minorDigits);
  const share = (column: Float64Array) => scaledCell(column, CHANCE_DECIMALS);
  const { first_day: first, last_day: last } = columns;
  return [
    ['customer_id', idCell(ids)],
    ['first_purchase', dayCell(first, asOf)],
    ['last_purchase', dayCell(last, asOf)],
    ['x', wholeCell(columns.x)],
    ['t_x', unitsCell((customer) => (last[customer] as number) - (first[customer] as number), daysPerUnit)],
    ['T', unitsCell((customer) => asOf - (first[customer] as number), daysPerUnit)],
    ['mean_margin', money(columns.mean_margin)],
    codeCell(columns, 'state'),
    ['episode', wholeCell(columns.episode)],
    ['p_alive', share(columns.p_alive)],
    ['expected_purchases', share(columns.expected_purchases)],
    ['future_value', money(columns.future_value)],
    ['sltv', money(columns.sltv)],
    ['sltv_low', money(columns.sltv_low)],
    ['sltv_high', money(columns.sltv_high)],
    codeCell(columns, 'tier'),
    codeCell(columns, 'reason'),
    codeCell(columns, 'attitude'),
    codeCell(columns, 'action'),
    codeCell(columns, 'offer'),
    ['control', wholeCell(columns.control)],
    ['delta', money(columns.delta)],
    becauseCell(because),
  ];
}

export function planSheet({ columns, ids, minorDigits, because }: SheetSources): Columns {
  const money = (column: Float64Array) => scaledCell(column, minorDigits);
  const share = (column: Float64Array) => scaledCell(column, CHANCE_DECIMALS);
  return [
    ['customer_id', idCell(ids)],
    codeCell(columns, 'state'),
    codeCell(columns, 'tier'),
    codeCell(columns, 'reason'),
    codeCell(columns, 'attitude'),
    codeCell(columns, 'action'),
    codeCell(columns, 'offer'),
    ['cost', money(columns.cost)],
    ['minutes', scaledCell(columns.minutes, MINUTE_DECIMALS)],
    ['chance_with', share(columns.chance_with)],
    ['chance_without', share(columns.chance_without)],
    ['delta', money(columns.delta)],
    becauseCell(because),
  ];
}
