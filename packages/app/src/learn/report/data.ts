import { concentrationChart } from './concentration-chart.ts';
import { type Html, type HtmlValue, html } from './html.ts';
import type { Page } from './page.ts';
import { bar, behind, figure, note, section, table } from './parts.ts';

function reconciliation({ reader, summary }: Page): Html {
  const { t, count, word } = reader;
  const { reconciliation: rows, rejectedBy } = summary.import;
  const share = (part: number) => `${rows.read === 0 ? 0 : Math.round((part / rows.read) * 10000) / 100}%`;
  const values = {
    read: count(rows.read),
    used: count(rows.used),
    netted: count(rows.netted),
    rejected: count(rows.rejected),
  };
  const why =
    rejectedBy.length === 0
      ? note(t('data.nothing_rejected'))
      : table(
          [
            { title: t('data.rejected_reason') },
            { title: t('data.rejected_field') },
            { title: t('data.rows'), number: true },
          ],
          rejectedBy.map(({ reason, field, rows: number }) => [
            word(`ingest.reject.${reason}.reason`),
            field === '' ? '–' : word(`ingest.field.${field}`),
            count(number),
          ]),
        );
  return html`<h3>${t('data.reconciliation')}</h3>
<p>${t('data.reconciled', values)}</p>
<div class="split" role="img" aria-label="${t('data.reconciled', values)}"><span class="t-gain" style="width:${share(rows.used)}"></span><span class="t-back" style="width:${share(rows.netted)}"></span><span class="t-loss" style="width:${share(rows.rejected)}"></span></div>
<ul class="key"><li><i class="t-gain"></i>${t('data.used', values)}</li><li><i class="t-back"></i>${t('data.netted', values)}</li><li><i class="t-loss"></i>${t('data.rejected', values)}</li></ul>
${why}`;
}

function quality({ reader, summary }: Page): Html {
  const { t, count, money, percent, date } = reader;
  const { quality: found, margin, level } = summary.import;
  const share = (part: number, whole: number) => percent(whole === 0 ? null : part / whole, 1);
  const gap = found.gaps[0];
  const outlier = found.outliers[0];
  const lines: string[] = [
    t('data.size', { orders: count(found.orders), days: count(found.purchaseDays), revenue: money(found.revenue) }),
    t('data.one_time', { number: count(found.oneTimeBuyers), share: share(found.oneTimeBuyers, found.customers) }),
    t('data.returned', {
      money: money(found.returned),
      share: share(found.returned, found.revenue + found.returned),
      loose: count(found.returnsWithoutPurchase),
    }),
    margin.source === 'rate' && margin.rate !== null
      ? t('data.margin_rate', { rate: percent(margin.rate, 0) })
      : t('data.margin_cost'),
    t(`data.level_${level}`),
  ];
  if (found.repeatedLines > 0) lines.push(t('data.repeated', { rows: count(found.repeatedLines) }));
  if (gap !== undefined) lines.push(t('data.gap', { days: count(gap.days), from: date(gap.from), to: date(gap.to) }));
  if (outlier !== undefined) {
    lines.push(
      t('data.outlier', {
        number: count(found.outliers.length),
        id: outlier.customerId,
        day: date(outlier.day),
        money: money(outlier.revenue),
        times: count(Math.round(outlier.timesMedian)),
      }),
    );
  }
  lines.push(...summary.import.findings.map(reader.finding));
  return html`<h3>${t('data.quality')}</h3><ul class="plain">${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

function files({ reader, summary }: Page): Html {
  const { t, word, count } = reader;
  return behind(
    t('data.columns_read'),
    table(
      [
        { title: t('data.file') },
        { title: t('data.column') },
        { title: t('data.meaning') },
        { title: t('data.found_by') },
      ],
      summary.import.files.flatMap((file) =>
        file.columns.map(({ field, column, how }, index): HtmlValue[] => [
          index === 0 ? t('data.file_rows', { name: file.name, rows: count(file.rows) }) : '',
          column,
          word(`ingest.field.${field}`),
          t(`data.how_${how}`),
        ]),
      ),
    ),
  );
}

function largest({ reader, summary }: Page): Html {
  const { t, money, percent } = reader;
  const top = summary.import.quality.largest;
  const first = top[0]?.share ?? 0;
  return html`<h3>${t('data.largest')}</h3>${table(
    [
      { title: t('customer') },
      { title: t('data.revenue'), number: true },
      { title: t('data.share'), number: true },
      { title: '' },
    ],
    top.map(({ customerId, revenue, share }) => [
      html`<span class="id">${customerId}</span>`,
      money(revenue),
      percent(share, 1),
      bar(share / first, 't-gain'),
    ]),
  )}`;
}

export function data(page: Page): Html {
  const { reader, summary } = page;
  const { t, date, percent } = reader;
  const { period, quality: found } = summary.import;
  const fifth = found.concentration.find(({ customerShare }) => customerShare >= 0.2);
  return section(
    'data',
    { title: t('data.title'), lead: t('data.lead', { first: date(period.first), last: date(period.last) }) },
    html`<div class="pair"><div>${reconciliation(page)}${files(page)}</div><div>${quality(page)}</div></div>
<div class="pair"><div>${figure(
      reader,
      {
        id: 'concentration',
        title: t('data.concentration', { share: percent(fifth?.revenueShare ?? null) }),
        caption: t('data.concentration_caption'),
      },
      { chart: concentrationChart(page) },
    )}</div><div>${largest(page)}</div></div>`,
  );
}
