/** How a column writes numbers: bare digits with an optional point; grouped with a decimal point; with a decimal comma. */
type NumberStyle = 'plain' | 'point' | 'comma';

export interface NumberFormat {
  readonly style: NumberStyle;
  /** A value that could be read in both ways, where nothing in the column settles it. */
  readonly assumedFrom: string | null;
}

const PLAIN = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/u;
const DECORATION = /[\s'’\u00a0\u202f]|[a-z]{2,3}\$?|[¥￥$€£₩₹元円]/giu;

type Evidence = 'point' | 'comma' | 'either' | 'none';

/** The digits and separators of a number as written: no currency, spaces, sign or brackets. */
function core(value: string): string {
  return value
    .normalize('NFKC')
    .replace(DECORATION, '')
    .replace(/^\((.*)\)$/u, '$1')
    .replace(/^[+-]|-$/gu, '');
}

function evidenceOf(value: string): Evidence {
  const text = core(value);
  const lastComma = text.lastIndexOf(',');
  const lastPoint = text.lastIndexOf('.');
  if (!/^\d[\d.,]*$|^[.,]\d+$/u.test(text) || (lastComma < 0 && lastPoint < 0)) return 'none';
  if (lastComma >= 0 && lastPoint >= 0) return lastPoint > lastComma ? 'point' : 'comma';
  const separator = lastComma >= 0 ? ',' : '.';
  const groups = text.split(separator);
  const decimalIsThis: Evidence = separator === '.' ? 'point' : 'comma';
  const decimalIsOther: Evidence = separator === '.' ? 'comma' : 'point';
  if (groups.length > 2) return decimalIsOther;
  const looksGrouped = /^[1-9]\d{0,2}$/u.test(groups[0] ?? '') && (groups[1] ?? '').length === 3;
  return looksGrouped ? 'either' : decimalIsThis;
}

export function isNumber(value: string): boolean {
  return PLAIN.test(value) || /^(?:\d[\d.,]*|[.,]\d+)$/u.test(core(value));
}

/**
 * The column as a whole decides. Where every separated value could be read both ways (`1,234` or `1.234`), a comma is
 * taken for thousands and a point for decimals, except that in a file that uses commas for decimals elsewhere (or is
 * separated by semicolons) the point stands for thousands; the assumption is reported.
 */
export function numberFormatOf(values: readonly string[], commaElsewhere: boolean): NumberFormat {
  const seen = { point: 0, comma: 0, either: 0, none: 0 };
  let plain = true;
  let example: string | null = null;
  for (const value of values) {
    if (!PLAIN.test(value)) plain = plain && !isNumber(value);
    const evidence = evidenceOf(value);
    seen[evidence] += 1;
    if (evidence === 'either') example ??= value;
  }
  if (seen.point > 0 || seen.comma > 0) {
    if (seen.comma > seen.point) return { style: 'comma', assumedFrom: null };
    return { style: plain ? 'plain' : 'point', assumedFrom: null };
  }
  if (example === null) return { style: plain ? 'plain' : 'point', assumedFrom: null };
  if (example.includes('.') && commaElsewhere) return { style: 'comma', assumedFrom: example };
  return { style: plain ? 'plain' : 'point', assumedFrom: example };
}

/** The currency that stands beside the digits, as written: a code, a sign, or null. */
export function currencySignOf(value: string): string | null {
  return /[A-Za-z]{2,3}\$?|[¥￥$€£₩₹元円]/u.exec(value)?.[0].toUpperCase() ?? null;
}
