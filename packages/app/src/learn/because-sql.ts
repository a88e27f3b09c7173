import { quoteLiteral } from '../platform/sql.ts';
import { parseTemplate } from './because-template.ts';
import { type Affixes, type NumberStyle, SMALL_MONEY } from './describe-number.ts';
import { CHANCE_DECIMALS, CODES, type CodeColumn } from './outcome-columns.ts';
import { CALM_RULE, joinKey, type Mention, mentionOf, nameKey, stepKey, stepOf, type Wording } from './read-because.ts';

const PER_CENT = 10 ** (CHANCE_DECIMALS - 2);

function concatenate(template: string, expressionOf: (placeholder: string) => string): string {
  const parts = parseTemplate(template).map((part) =>
    'text' in part ? quoteLiteral(part.text) : expressionOf(part.placeholder),
  );
  return parts.length === 0 ? "''" : `concat(${parts.join(', ')})`;
}

const THOUSAND = 1000;

/** Grouping by the engine's `format` costs ten times a cast, and most numbers in a sentence are below a thousand. */
function groupedSql(value: string, style: NumberStyle): string {
  const whole = `round(${value})::BIGINT`;
  const grouped = `format('{:,}', ${whole})`;
  const digits = style.group === ',' ? grouped : `replace(${grouped}, ',', ${quoteLiteral(style.group)})`;
  return `(CASE WHEN abs(${value}) < ${THOUSAND - 1} THEN ${whole}::VARCHAR ELSE ${digits} END)`;
}

/** What is said most often first: each further case is another pass over the rows. */
function wholeSql(value: string, style: NumberStyle, unknown: string): string {
  return `(CASE WHEN ${value} < ${THOUSAND - 1} THEN round(${value})::INTEGER::VARCHAR
    WHEN isfinite(${value}) THEN ${groupedSql(value, style)} ELSE ${unknown} END)`;
}

function moneySql(minor: string, style: NumberStyle, unknown: string): string {
  const { decimals, minorDigits } = style;
  const major = 10 ** minorDigits;
  const affixed = ({ before, after }: Affixes, digits: string) =>
    `concat(${quoteLiteral(before)}, ${digits}, ${quoteLiteral(after)})`;
  const signed = (rounded: string, digits: string) =>
    `CASE WHEN ${rounded} < 0 THEN ${affixed(style.negative, digits)} ELSE ${affixed(style.positive, digits)} END`;
  const large = signed(`round(${minor} / ${major})`, groupedSql(`abs(${minor} / ${major})`, style));
  const usual = `WHEN ${minor} >= ${SMALL_MONEY * major} AND ${minor} < ${(THOUSAND - 1) * major}
    THEN ${affixed(style.positive, `round(${minor} / ${major})::INTEGER`)}`;
  if (decimals === 0) return `(CASE ${usual} WHEN isfinite(${minor}) THEN ${large} ELSE ${unknown} END)`;
  const scale = 10 ** decimals;
  const few = `round(${minor} / ${10 ** (minorDigits - decimals)})`;
  const size = `abs(${few})::INTEGER`;
  const digits = `(${size} // ${scale})::VARCHAR, ${quoteLiteral(style.decimal)}`;
  const small = signed(few, `${digits}, lpad((${size} % ${scale})::VARCHAR, ${decimals}, '0')`);
  return `(CASE ${usual} WHEN abs(${minor}) < ${SMALL_MONEY * major} THEN ${small}
    WHEN isfinite(${minor}) THEN ${large} ELSE ${unknown} END)`;
}

function byCode(column: CodeColumn, expressionOf: (code: string) => string): string {
  const branches = CODES[column].map((code, index) => `WHEN ${index} THEN ${expressionOf(code)}`);
  return `(CASE ${column} ${branches.join(' ')} END)`;
}

/** The sentence of each row as an SQL expression over the outcome columns, compiled from the catalogue's templates. */
export function becauseSql({ template, style }: Wording): string {
  const unknown = quoteLiteral(template('learn.because.unknown'));
  const number = ({ of, as }: Mention): string => {
    if (as === 'money') return moneySql(of, style, unknown);
    return wholeSql(as === 'percent' ? `${of} / ${PER_CENT}` : of, style, unknown);
  };
  const mention = (placeholder: string): string => {
    const meant = mentionOf(placeholder);
    if (meant.as !== 'name') return number(meant);
    const column = meant.of as CodeColumn;
    return byCode(column, (code) => quoteLiteral(template(nameKey(column, code))));
  };
  const step = (placeholder: string): string =>
    byCode(stepOf(placeholder), (code) => concatenate(template(stepKey(placeholder, code)), mention));
  const joined = (calm: boolean) => concatenate(template(joinKey(calm)), step);
  return `(CASE WHEN settlement = ${CALM_RULE} THEN ${joined(true)} ELSE ${joined(false)} END)`;
}
