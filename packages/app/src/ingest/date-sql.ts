import { quoteLiteral, quoteLiterals } from '../platform/sql.ts';
import { type DateForm, type DayMonthOrder, separatorOf, strptimeOf } from './date-formats.ts';

export interface DateReading {
  readonly forms: readonly DateForm[];
  /** The order of day and month in numeric forms. */
  readonly order: DayMonthOrder | null;
  /** What --date-format said, in the engine's terms; it then stands alone. */
  readonly given: string | null;
  /** The zone in which instants become days; null: as written. */
  readonly timezone: string | null;
}

const TIMES = ['', ' %H:%M', ' %H:%M:%S', ' %H:%M:%S.%f', ' %I:%M %p', ' %I:%M:%S %p'];
const EXCEL_EPOCH = "DATE '1899-12-30'";
const HAS_OFFSET = String.raw`:\d\d(\.\d+)?\s*(Z|[+-]\d\d:?\d\d)$`;

const withTimes = (days: readonly string[]) => days.flatMap((day) => TIMES.map((time) => `${day}${time}`));

function parsed(cell: string, days: readonly string[]): string {
  return `try_strptime(${cell}, [${quoteLiterals(withTimes(days))}])::DATE`;
}

/** A form with two year lengths: the two-digit year must not swallow the start of a four-digit one. */
function numeric(cell: string, separator: string, order: DayMonthOrder): string {
  const day = order === 'DMY' ? ['%d', '%m'] : ['%m', '%d'];
  const [first, second] = day;
  const text = `regexp_replace(replace(${cell}, 'T', ' '), '\\s*(Z|UTC|GMT|[+-]\\d\\d:?\\d\\d)$', '')`;
  const long = parsed(text, [`${first}${separator}${second}${separator}%Y`]);
  const short = parsed(text, [`${first}${separator}${second}${separator}%y`]);
  const hasFullYear = `regexp_matches(${cell}, '^\\d+\\D\\d+\\D\\d{4}')`;
  return `CASE WHEN ${hasFullYear} THEN ${long} ELSE ${short} END`;
}

function instant(seconds: string, timezone: string | null): string {
  return `(to_timestamp(${seconds}) AT TIME ZONE ${quoteLiteral(timezone ?? 'UTC')})::DATE`;
}

function iso(cell: string, timezone: string | null): string {
  const written = `TRY_CAST(${cell} AS TIMESTAMP)::DATE`;
  if (timezone === null) return written;
  const zoned = `(TRY_CAST(${cell} AS TIMESTAMPTZ) AT TIME ZONE ${quoteLiteral(timezone)})::DATE`;
  return `CASE WHEN regexp_matches(${cell}, ${quoteLiteral(HAS_OFFSET)}) THEN ${zoned} ELSE ${written} END`;
}

function expression(cell: string, form: DateForm, reading: DateReading): string {
  const separator = separatorOf(form);
  if (separator !== null) return numeric(cell, separator, reading.order ?? 'DMY');
  const number = `TRY_CAST(${cell} AS DOUBLE)`;
  switch (form) {
    case 'compact':
      return `try_strptime(${cell}, ['%Y%m%d', '%Y%m%d%H%M%S'])::DATE`;
    case 'chinese': {
      const day = `regexp_extract(${cell}, '^\\d{4}年\\d{1,2}月\\d{1,2}日')`;
      return `try_strptime(${day}, '%Y年%m月%d日')::DATE`;
    }
    case 'day-month-name': {
      const text = `regexp_replace(regexp_replace(${cell}, '[-,]', ' ', 'g'), '\\s+', ' ', 'g')`;
      return parsed(text, ['%d %b %Y', '%d %B %Y']);
    }
    case 'month-name-day': {
      const bare = `regexp_replace(${cell}, '(\\d)(st|nd|rd|th)', '\\1')`;
      const text = `regexp_replace(regexp_replace(${bare}, '[-,]', ' ', 'g'), '\\s+', ' ', 'g')`;
      return parsed(text, ['%b %d %Y', '%B %d %Y']);
    }
    case 'excel':
      return `CASE WHEN ${number} BETWEEN 1 AND 100000 THEN ${EXCEL_EPOCH} + floor(${number})::INTEGER END`;
    case 'unix':
      return `CASE WHEN ${number} BETWEEN 0 AND 1e10 THEN ${instant(number, reading.timezone)} END`;
    case 'unix-ms':
      return `CASE WHEN ${number} BETWEEN 0 AND 1e13 THEN ${instant(`(${number} / 1000)`, reading.timezone)} END`;
    default:
      return iso(cell, reading.timezone);
  }
}

/** A DATE from a text cell; NULL where no form of the column fits. */
export function dateExpression(cell: string, reading: DateReading): string {
  if (reading.given !== null) return parsed(cell, [reading.given]);
  const forms = reading.forms.map((form) => expression(cell, form, reading));
  return forms.length === 1 ? (forms[0] ?? 'NULL::DATE') : `coalesce(${forms.join(', ')})`;
}

/** What --date-format may say beside patterns. */
const NAMED_FORMS: Readonly<Record<string, DateForm>> = {
  excel: 'excel',
  unix: 'unix',
  'unix-ms': 'unix-ms',
  iso: 'iso',
};

/** Reads --date-format; null where it is no format. */
export function givenReading(format: string, timezone: string | null): DateReading | null {
  const named = NAMED_FORMS[format.toLowerCase()];
  if (named !== undefined) return { forms: [named], order: null, given: null, timezone };
  const given = strptimeOf(format);
  return given === null ? null : { forms: [], order: null, given, timezone };
}
