import { AppError } from '../platform/errors.ts';
import { readCatalogue } from '../platform/i18n.ts';
import { quoteLiteral } from '../platform/sql.ts';
import { CALM_RULE, joinKey, MENTIONS, nameKey, STEPS, stepKey } from './because.ts';
import { parseTemplate } from './because-template.ts';
import { CODES, type CodeColumn } from './outcome-columns.ts';
import { type Affixes, type NumberStyle, SMALL_MONEY } from './plain-number.ts';

/** The raw text of a catalogue key, placeholders and all. */
export type Templates = (key: string) => string;

export function readTemplates(locale: string): Templates {
  const catalogue = readCatalogue(locale);
  return (key) => {
    const text = key
      .split('.')
      .reduce<unknown>((node, name) => (node as Record<string, unknown> | undefined)?.[name], catalogue);
    if (typeof text !== 'string') throw new AppError('internal', 'learn.error.no_template', { key, locale });
    return text;
  };
}

function concatenate(template: string, expressionOf: (placeholder: string) => string): string {
  const parts = parseTemplate(template).map((part) =>
    'text' in part ? quoteLiteral(part.text) : expressionOf(part.placeholder),
  );
  return parts.length === 0 ? "''" : `concat(${parts.join(', ')})`;
}

/** Grouping by the engine's `format` costs ten times a cast, and most numbers in a sentence are below a thousand. */
function wholeSql(value: string, style: NumberStyle): string {
  const whole = `round(${value})::BIGINT`;
  const grouped = `format('{:,}', ${whole})`;
  const digits = style.group === ',' ? grouped : `replace(${grouped}, ',', ${quoteLiteral(style.group)})`;
  return `(CASE WHEN abs(${value}) < 999 THEN ${whole}::VARCHAR ELSE ${digits} END)`;
}

function moneySql(value: string, style: NumberStyle): string {
  const scale = 10 ** style.decimals;
  const amount = (rounded: string, digits: string) => {
    const affixed = (affixes: Affixes) =>
      `concat(${quoteLiteral(affixes.before)}, ${digits}, ${quoteLiteral(affixes.after)})`;
    return `CASE WHEN ${rounded} < 0 THEN ${affixed(style.negative)} ELSE ${affixed(style.positive)} END`;
  };
  const minor = `round(${value} * ${scale})`;
  const size = `abs(${minor})::BIGINT`;
  const fraction =
    style.decimals === 0
      ? ''
      : `, ${quoteLiteral(style.decimal)}, lpad((${size} % ${scale})::VARCHAR, ${style.decimals}, '0')`;
  const small = amount(minor, `concat((${size} // ${scale})::VARCHAR${fraction})`);
  const large = amount(`round(${value})`, wholeSql(`abs(${value})`, style));
  return `(CASE WHEN abs(${value}) < ${SMALL_MONEY} THEN ${small} ELSE ${large} END)`;
}

function byCode(column: CodeColumn, expressionOf: (code: string) => string): string {
  const branches = CODES[column].map((code, index) => `WHEN ${index} THEN ${expressionOf(code)}`);
  return `(CASE ${column} ${branches.join(' ')} END)`;
}

/** The sentence of each row as an SQL expression over the outcome columns, compiled from the catalogue's templates. */
export function becauseSql(template: Templates, style: NumberStyle): string {
  const unknown = quoteLiteral(template('learn.because.unknown'));
  const mention = (placeholder: string): string => {
    const meant = MENTIONS[placeholder];
    if (meant === undefined) throw new AppError('internal', 'learn.error.no_mention', { placeholder });
    const { of: column, as } = meant;
    if (as === 'name') {
      const coded = column as CodeColumn;
      return byCode(coded, (code) => quoteLiteral(template(nameKey(coded, code))));
    }
    const text =
      as === 'money' ? moneySql(column, style) : wholeSql(as === 'percent' ? `${column} * 100` : column, style);
    return `(CASE WHEN isfinite(${column}) THEN ${text} ELSE ${unknown} END)`;
  };
  const stepSql = (step: string): string => {
    const column = STEPS[step as keyof typeof STEPS];
    if (column === undefined) throw new AppError('internal', 'learn.error.no_mention', { placeholder: step });
    return byCode(column, (code) => concatenate(template(stepKey(step, code)), mention));
  };
  const joined = (calm: boolean) => concatenate(template(joinKey(calm)), stepSql);
  return `(CASE WHEN rule = ${CALM_RULE} THEN ${joined(true)} ELSE ${joined(false)} END)`;
}
