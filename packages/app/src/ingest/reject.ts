import type { Field } from './contract.ts';

/** What became of a row; the numbers stand in the engine's `verdict` column. */
export const SALE = 0;
export const RETURN = 1;
export const CANCELLED = 2;
/** A sale whose state says that it was refunded; settled later into RETURN or CANCELLED. */
export const REFUNDED = 3;
export const FIRST_REJECT = 10;

export interface Reject {
  readonly verdict: number;
  /** Key under `ingest.reject`. */
  readonly reason: string;
  readonly field: Field | 'row';
}

/** Every reason for which the engine leaves a row out, in the order in which they are tried. */
const REASONS: readonly (readonly [string, Field | 'row'])[] = [
  ['repeated_header', 'row'],
  ['no_customer', 'customer_id'],
  ['no_date', 'order_date'],
  ['bad_date', 'order_date'],
  ['date_out_of_range', 'order_date'],
  ['after_as_of', 'order_date'],
  ['far_from_the_rest', 'order_date'],
  ['no_amount', 'amount'],
  ['bad_number', 'amount'],
  ['no_quantity', 'quantity'],
  ['bad_number', 'quantity'],
  ['no_price', 'unit_price'],
  ['bad_number', 'unit_price'],
  ['bad_number', 'cost'],
  ['bad_number', 'discount'],
  ['bad_number', 'tax'],
  ['impossible_amount', 'amount'],
  ['impossible_amount', 'unit_price'],
  ['zero_amount', 'amount'],
  ['zero_amount', 'unit_price'],
  ['zero_quantity', 'quantity'],
  ['negative_both', 'unit_price'],
  ['other_currency', 'currency'],
  ['duplicate_row', 'row'],
  ['duplicate_order', 'order_id'],
];

export const REJECTS: readonly Reject[] = REASONS.map(([reason, field], index) => ({
  verdict: FIRST_REJECT + index,
  reason,
  field,
}));

/** What a row cannot be taken apart for; these never reach the engine's table. */
export const STRUCTURAL_REASONS = [
  'unterminated_quote',
  'ragged_row',
  'nul_bytes',
  'bad_encoding',
  'repeated_header',
] as const;

export function verdictOf(reason: string, field: Field | 'row'): number {
  const reject = REJECTS.find((candidate) => candidate.reason === reason && candidate.field === field);
  if (reject === undefined) throw new RangeError(`no reject ${reason} ${field}`);
  return reject.verdict;
}

/** Reasons that only the whole import can give, after every row was staged. */
export const LATE_VERDICTS: readonly number[] = [
  verdictOf('far_from_the_rest', 'order_date'),
  verdictOf('duplicate_row', 'row'),
  verdictOf('duplicate_order', 'order_id'),
];
