/** How days are written. `numeric` forms leave the order of day and month open until the whole column settles it. */
export type DateForm =
  | 'iso'
  | 'compact'
  | 'chinese'
  | 'day-month-name'
  | 'month-name-day'
  | 'numeric/'
  | 'numeric-'
  | 'numeric.'
  | 'excel'
  | 'unix'
  | 'unix-ms';

const TIME = String.raw`(?:[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?)?`;
const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';

const pattern = (day: string) => new RegExp(`^${day}${TIME}$`, 'iu');

const PATTERNS: readonly (readonly [DateForm, RegExp])[] = [
  ['iso', pattern(String.raw`\d{4}([-/])\d{1,2}\1\d{1,2}`)],
  ['chinese', /^\d{4}年\d{1,2}月\d{1,2}日(?: ?\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2}秒?)?分?)?$/u],
  ['numeric/', pattern(String.raw`\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})`)],
  ['numeric-', pattern(String.raw`\d{1,2}-\d{1,2}-(?:\d{4}|\d{2})`)],
  ['numeric.', pattern(String.raw`\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})`)],
  ['day-month-name', pattern(String.raw`\d{1,2}[- ](?:${MONTH})[- ,]+\d{4}`)],
  ['month-name-day', pattern(String.raw`(?:${MONTH})[- ]\d{1,2}(?:st|nd|rd|th)?[- ,]+\d{4}`)],
  ['compact', /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{6})?$/u],
  ['excel', /^[2-7]\d{4}(?:\.\d+)?$/u],
  ['unix', /^1?\d{9}(?:\.\d+)?$/u],
  ['unix-ms', /^1?\d{12}$/u],
];

/** What a person types after --date-format for each form. */
export const FORM_NAMES: Readonly<Record<DateForm, string>> = {
  iso: 'YYYY-MM-DD',
  compact: 'YYYYMMDD',
  chinese: 'YYYY年M月D日',
  'day-month-name': 'D MMM YYYY',
  'month-name-day': 'MMM D, YYYY',
  'numeric/': 'DD/MM/YYYY',
  'numeric-': 'DD-MM-YYYY',
  'numeric.': 'DD.MM.YYYY',
  excel: 'excel',
  unix: 'unix',
  'unix-ms': 'unix-ms',
};

export function dateFormOf(value: string): DateForm | null {
  const text = value.normalize('NFKC').trim();
  return PATTERNS.find(([, regex]) => regex.test(text))?.[0] ?? null;
}

/** Numbers that could also be quantities or ids: dates only where the heading says so. */
export const BARE_NUMBER_FORMS: ReadonlySet<DateForm> = new Set(['compact', 'excel', 'unix', 'unix-ms']);

export type DayMonthOrder = 'DMY' | 'MDY';

/** The forms found in a column, most frequent first; a form on fewer than one value in fifty is taken for a slip. */
export function dateFormsOf(values: readonly string[]): DateForm[] {
  const counts = new Map<DateForm, number>();
  for (const value of values) {
    const form = dateFormOf(value);
    if (form !== null) counts.set(form, (counts.get(form) ?? 0) + 1);
  }
  const written = [...counts.entries()].filter(([form]) => !BARE_NUMBER_FORMS.has(form));
  const known = written.length > 0 && written.some(([, n]) => n * 2 > values.length) ? written : [...counts.entries()];
  const ranked = known.sort(([, a], [, b]) => b - a);
  const best = ranked[0];
  if (best === undefined) return [];
  if (BARE_NUMBER_FORMS.has(best[0])) return [best[0]];
  return ranked.filter(([form, n]) => !BARE_NUMBER_FORMS.has(form) && n * 50 >= values.length).map(([form]) => form);
}

export const separatorOf = (form: DateForm): string | null => (form.startsWith('numeric') ? form.slice(-1) : null);

/** The largest first and second number seen decide which of them can be the month; null: the column leaves it open. */
export function settleDayMonth(largestFirst: number, largestSecond: number): DayMonthOrder | 'mixed' | null {
  if (largestFirst > 12 && largestSecond > 12) return 'mixed';
  if (largestFirst > 12) return 'DMY';
  return largestSecond > 12 ? 'MDY' : null;
}

const TOKENS: readonly (readonly [RegExp, string])[] = [
  [/^YYYY/u, '%Y'],
  [/^YY/u, '%y'],
  [/^MMMM/u, '%B'],
  [/^MMM/u, '%b'],
  [/^MM?/u, '%m'],
  [/^DD?/u, '%d'],
  [/^HH?/u, '%H'],
  [/^hh?/u, '%I'],
  [/^mm/u, '%M'],
  [/^ss/u, '%S'],
  [/^A/u, '%p'],
];

/** A format as people write it (DD/MM/YYYY HH:mm) in the engine's terms; null where it is not one. */
export function strptimeOf(format: string): string | null {
  let rest = format.trim();
  let result = '';
  while (rest.length > 0) {
    const token = TOKENS.find(([regex]) => regex.test(rest));
    if (token === undefined) {
      if (/^[A-Za-z%]/u.test(rest)) {
        if (!rest.startsWith('T')) return null;
      }
      result += rest.charAt(0);
      rest = rest.slice(1);
      continue;
    }
    result += token[1];
    rest = rest.replace(token[0], '');
  }
  const complete = /%[Yy]/u.test(result) && /%[mbB]/u.test(result) && result.includes('%d');
  return complete ? result : null;
}
