import { customersInAll } from './headline.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';
import { behind, section } from './parts.ts';

/** What most firms lose in a year, as the practice literature has it. */
const USUAL_LOSS = { low: 0.1, high: 0.4 };

function lossBand(rate: number | null): string {
  if (rate === null) return 'unknown';
  if (rate < USUAL_LOSS.low) return 'below';
  return rate > USUAL_LOSS.high ? 'above' : 'inside';
}

const TILES = ['customers', 'loss_rate', 'recovery', 'asset', 'second_life', 'return_gap'] as const;

export function keyFigures({ reader, summary }: Page): Html {
  const { t, count, money, percent } = reader;
  const { learn, value, risk, import: imported } = summary;
  const all = customersInAll(summary);
  const oneTime = imported.quality.oneTimeBuyers;
  const band = { low: percent(USUAL_LOSS.low), high: percent(USUAL_LOSS.high) };
  const silence = risk.episodes.medianSilenceBeforeReturnDays;
  const values: Record<(typeof TILES)[number], { value: string; how: string }> = {
    customers: {
      value: count(all),
      how: t('key.customers.how', { oneTime: percent(all === 0 ? null : oneTime / all) }),
    },
    loss_rate: {
      value: percent(learn.yearlyLossRate, 1),
      how: t(`key.loss_rate.${lossBand(learn.yearlyLossRate)}`, band),
    },
    recovery: {
      value: percent(learn.recoveryRate, 1),
      how: t('key.recovery.how', { losses: count(risk.episodes.losses), returns: count(risk.episodes.returns) }),
    },
    asset: { value: money(value.customerAsset), how: t('key.asset.how', { days: count(value.horizonDays) }) },
    second_life: {
      value: count(value.secondLife.secondLives),
      how: t('key.second_life.how', { again: count(risk.episodes.lostAgain) }),
    },
    return_gap: {
      value: silence === null ? '–' : t('key.return_gap.value', { days: count(Math.round(silence)) }),
      how: t('key.return_gap.how'),
    },
  };
  return section(
    'key-figures',
    { title: t('key.title'), lead: t('key.lead') },
    html`<div class="tiles">${TILES.map(
      (name) => html`<div class="tile"><div class="name">${t(`key.${name}.name`)}</div>
<div class="value">${values[name].value}</div><div class="how">${values[name].how}</div></div>
`,
    )}</div>
${behind(
  t('definitions'),
  html`<dl class="how">${TILES.map(
    (name) => html`<dt>${t(`key.${name}.name`)}</dt><dd>${t(`key.${name}.definition`)}</dd>`,
  )}</dl>`,
)}`,
  );
}
