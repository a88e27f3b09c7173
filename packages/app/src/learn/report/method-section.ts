import { type Html, html } from './html.ts';
import type { Page } from './page.ts';
import { section } from './parts.ts';

const ITEMS = [
  'state',
  'loss',
  'alive',
  'future',
  'sltv',
  'stake',
  'reason',
  'chance',
  'delta',
  'control',
  'asof',
] as const;

/** How each number was made, how old it is, and what it cannot say. */
export function methodSection({ reader, summary }: Page): Html {
  const { t, date, count, percent } = reader;
  const values = {
    asOf: date(summary.import.period.asOf),
    days: count(summary.value.horizonDays),
    rate: percent(summary.value.discountRate),
    seed: String(summary.seed),
    threshold: reader.figure(summary.risk.threshold, 2),
  };
  return section(
    'method',
    { title: t('method.title'), lead: t('method.lead', values) },
    html`<dl class="how">${ITEMS.map(
      (item) => html`<dt>${t(`method.${item}`)}</dt><dd>${t(`method.${item}_how`, values)}</dd>
`,
    )}</dl>
<h3>${t('method.limits')}</h3>
<ul class="plain">${(['history', 'priors', 'orders_only', 'lag'] as const).map(
      (limit) => html`<li>${t(`method.limit_${limit}`)}</li>`,
    )}</ul>`,
  );
}
