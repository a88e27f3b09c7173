import type { BucketMonth } from '../contract.ts';
import { customersChart, moneyChart } from './bucket-charts.ts';
import { customersInAll } from './headline.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';
import { figure, note, section, table } from './parts.ts';

/** So many months fit side by side; the summary has them all. */
const MONTHS_SHOWN = 36;

function monthName({ reader }: Page, month: BucketMonth): string {
  return month.complete
    ? reader.month(month.month)
    : reader.t('bucket.incomplete', { month: reader.month(month.month) });
}

function customerRows(page: Page, months: readonly BucketMonth[]): Html {
  const { t, count, percent } = page.reader;
  const flows = ['opening', 'new', 'returned', 'lost', 'lostAgain', 'closing'] as const;
  return table(
    [
      { title: t('bucket.month') },
      ...flows.map((flow) => ({ title: t(`bucket.${flow}`), number: true })),
      { title: t('bucket.hole'), number: true },
    ],
    months.map((month) => [monthName(page, month), ...flows.map((flow) => count(month[flow])), percent(month.hole, 1)]),
  );
}

function moneyRows(page: Page, months: readonly BucketMonth[]): Html {
  const { t, money } = page.reader;
  const flows = ['newMargin', 'knownMargin', 'returnedMargin', 'lostMargin'] as const;
  return table(
    [{ title: t('bucket.month') }, ...flows.map((flow) => ({ title: t(`bucket.${flow}`), number: true }))],
    months.map((month) => [monthName(page, month), ...flows.map((flow) => money(month[flow]))]),
  );
}

/** The worst month that is whole, for the sentence above the chart. */
function worstMonth(months: readonly BucketMonth[]): BucketMonth | null {
  const whole = months.filter(({ complete, hole }) => complete && hole !== null);
  return whole.reduce<BucketMonth | null>(
    (worst, month) => ((month.hole ?? 0) > (worst?.hole ?? 0) ? month : worst),
    null,
  );
}

export function bucketSection(page: Page): Html {
  const { reader, summary } = page;
  const { t, count, percent, month } = reader;
  const all = summary.learn.leakyBucket;
  const months = all.slice(-MONTHS_SHOWN);
  const sum = (flow: 'new' | 'returned' | 'lost' | 'lostAgain') => all.reduce((total, each) => total + each[flow], 0);
  const worst = worstMonth(all);
  const poured = t('bucket.poured', {
    in: count(sum('new') + sum('returned')),
    out: count(sum('lost') + sum('lostAgain')),
    again: count(sum('lostAgain')),
    closing: count(all.at(-1)?.closing ?? 0),
  });
  const said =
    worst === null
      ? t('bucket.no_loss')
      : t('bucket.worst', {
          month: month(worst.month),
          hole: percent(worst.hole, 1),
          lost: count(worst.lost + worst.lostAgain),
        });
  return section(
    'bucket',
    { title: t('bucket.title'), lead: t('bucket.lead') },
    html`<p>${t('two_sentences', { first: poured, second: said })}</p>
<p>${t('bucket.silent', { silent: count(customersInAll(summary) - (all.at(-1)?.closing ?? 0)) })}</p>
${figure(
  reader,
  { id: 'bucket-customers', title: t('bucket.customers_title'), caption: t('bucket.customers_caption') },
  { ...customersChart(page, months), rows: customerRows(page, months) },
)}
${figure(
  reader,
  { id: 'bucket-money', title: t('bucket.money_title'), caption: t('bucket.money_caption') },
  { ...moneyChart(page, months), rows: moneyRows(page, months) },
)}
${months.length < all.length ? note(t('bucket.shown', { shown: count(months.length), all: count(all.length) })) : null}`,
  );
}
