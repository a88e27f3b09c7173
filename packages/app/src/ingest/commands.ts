import type { Translator } from '../platform/i18n.ts';
import { alignColumns } from '../platform/text-table.ts';
import { dayFromIso } from '../platform/time.ts';
import type { ImportSummary } from './contract.ts';
import { printable } from './printable.ts';

const DELIMITER_NAMES: Readonly<Record<string, string>> = { ',': 'comma', '\t': 'tab', ';': 'semicolon', '|': 'pipe' };
const INDENT = '  ';
const SHOWN_GAPS = 3;
const CURVE_SHARES = [0.02, 0.1, 0.2];

type File = ImportSummary['files'][number];

const key = (name: string) => `ingest.describe.${name}`;

function describeFile(file: File, translator: Translator): string[] {
  const { t, number } = translator;
  const delimiter = DELIMITER_NAMES[file.delimiter ?? ''];
  const facts = [
    t(key('file'), {
      name: printable(file.name),
      format: t(key(`format.${file.format}`)),
      rows: number(file.rows),
    }),
    ...(file.compressed ? [t(key('compressed'))] : []),
    ...(file.encoding === null ? [] : [t(key('encoding'), { encoding: file.encoding })]),
    ...(delimiter === undefined ? [] : [t(key('delimiter'), { delimiter: t(key(`delimiter_name.${delimiter}`)) })]),
    ...(file.dateFormat === null ? [] : [t(key('date_format'), { format: file.dateFormat })]),
  ];
  const columns = file.columns.map(({ field, column, how }) => [
    `${t(`ingest.field.${field}`)} (${field})`,
    printable(column),
    t(key(`how.${how}`)),
  ]);
  return [
    facts.join(translator.locale.startsWith('zh') ? '，' : ', '),
    `${INDENT}${t(key('columns'))}`,
    ...alignColumns(columns, () => false).map((line) => INDENT + INDENT + line),
    ...(file.ignoredColumns.length === 0
      ? []
      : [
          `${INDENT}${INDENT}${t(key('ignored'), { columns: file.ignoredColumns.map((c) => printable(c)).join(', ') })}`,
        ]),
  ];
}

function describeRejected(summary: ImportSummary, { t, number }: Translator): string[] {
  if (summary.rejectedBy.length === 0) return [];
  const rows = summary.rejectedBy.map(({ reason, field, rows: n }) => [
    number(n),
    t(`ingest.field.${field}`),
    t(`ingest.reject.${reason}.reason`),
  ]);
  return [t(key('rejected')), ...alignColumns(rows, (column) => column === 0).map((line) => INDENT + line)];
}

function describeConcentration(summary: ImportSummary, { t, percent, money }: Translator): string[] {
  const { concentration, largest } = summary.quality;
  const lines = CURVE_SHARES.flatMap((share) => {
    const point = concentration.find(({ customerShare }) => customerShare >= share - 1e-9);
    if (point === undefined || point.customerShare >= 1) return [];
    return [
      t(key('concentration'), {
        customerShare: percent(point.customerShare),
        revenueShare: percent(point.revenueShare),
      }),
    ];
  });
  const rows = largest.map(({ customerId, revenue, share }) => [
    printable(customerId, 30),
    money(revenue, summary.currency),
    percent(share, 1),
  ]);
  return [...new Set(lines), t(key('largest')), ...alignColumns(rows).map((line) => INDENT + line)];
}

function describeQuality(summary: ImportSummary, translator: Translator): string[] {
  const { t, number, percent, money } = translator;
  const { quality, period, margin } = summary;
  const date = (iso: string) => translator.date(dayFromIso(iso));
  const count = (name: string, n: number | null) =>
    n === null || n === 0 ? [] : [t(key(name), { count: n, n: number(n) })];
  const [outlier] = quality.outliers;
  return [
    t(key(`level.${summary.level}`)),
    t(key('period'), { first: date(period.first), last: date(period.last), asOf: date(period.asOf) }),
    t(key('customers'), {
      customers: number(quality.customers),
      days: number(quality.purchaseDays),
      orders: number(quality.orders),
      once: number(quality.oneTimeBuyers),
      share: percent(quality.customers === 0 ? 0 : quality.oneTimeBuyers / quality.customers),
    }),
    ...count('countries', quality.countries),
    t(key('revenue'), {
      revenue: money(quality.revenue, summary.currency),
      returned: money(quality.returned, summary.currency),
    }),
    ...count('returns_alone', quality.returnsWithoutPurchase),
    ...count('repeated', quality.repeatedLines),
    margin.rate === null ? t(key('margin_cost')) : t(key('margin_rate'), { rate: percent(margin.rate, 1) }),
    ...quality.gaps
      .slice(0, SHOWN_GAPS)
      .map((gap) => t(key('gap'), { from: date(gap.from), to: date(gap.to), days: number(gap.days) })),
    ...(outlier === undefined
      ? []
      : [
          t(key('outliers'), {
            count: quality.outliers.length,
            n: number(quality.outliers.length),
            customer: printable(outlier.customerId),
            day: date(outlier.day),
            revenue: money(outlier.revenue, summary.currency),
            times: number(outlier.timesMedian),
          }),
        ]),
    ...summary.findings.map(({ code, values }) => t(`ingest.finding.${code}`, values)),
    ...describeConcentration(summary, translator),
  ];
}

/** What the import understood, for a person at a terminal to confirm. */
export function describeImport(summary: ImportSummary, translator: Translator): string {
  const { t, number } = translator;
  const { read, used, netted, rejected } = summary.reconciliation;
  return [
    ...summary.files.flatMap((file) => describeFile(file, translator)),
    '',
    t(key('reconciliation'), {
      read: number(read),
      used: number(used),
      netted: number(netted),
      rejected: number(rejected),
    }),
    ...describeRejected(summary, translator),
    '',
    t(key('quality')),
    ...describeQuality(summary, translator).map((line) => INDENT + line),
  ].join('\n');
}
