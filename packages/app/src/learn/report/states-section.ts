import type { State } from '../../risk/contract.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';
import { bar, behind, note, section, table } from './parts.ts';

const TONE: Readonly<Record<State, string>> = {
  active: 't-gain',
  returned: 't-back',
  leaving: 't-leaving',
  at_risk: 't-warn',
  lost: 't-loss',
};

function states({ reader, summary }: Page): Html {
  const { t, count, money, word } = reader;
  const rows = summary.risk.states;
  const most = Math.max(1, ...rows.map(({ pastMargin }) => pastMargin));
  return html`<h3>${t('states.states')}</h3>${table(
    [
      { title: t('states.state') },
      { title: t('customers'), number: true },
      { title: t('states.future'), number: true },
      { title: t('states.past'), number: true },
      { title: '' },
    ],
    rows.map(({ state, customers, futureValue, pastMargin }) => [
      word(`risk.state.${state}`),
      count(customers),
      money(futureValue),
      money(pastMargin),
      bar(pastMargin / most, TONE[state]),
    ]),
  )}${behind(
    t('definitions'),
    html`<dl class="how">${rows.map(
      ({ state }) => html`<dt>${word(`risk.state.${state}`)}</dt><dd>${t(`states.means_${state}`)}</dd>`,
    )}</dl>`,
  )}`;
}

function reasons({ reader, summary }: Page): Html {
  const { t, count, money, percent, word } = reader;
  const rows = [...summary.reason.reasons].sort((a, b) => b.futureValueAtStake - a.futureValueAtStake);
  const most = Math.max(1, ...rows.map(({ futureValueAtStake }) => futureValueAtStake));
  return html`<h3>${t('states.reasons')}</h3>
<p>${t('states.known', { share: percent(summary.reason.known) })}</p>
${table(
  [
    { title: t('states.reason') },
    { title: t('states.way') },
    { title: t('customers'), number: true },
    { title: t('states.at_stake'), number: true },
    { title: '' },
    { title: t('states.seen'), number: true },
    { title: t('states.confidence'), number: true },
  ],
  rows.map(({ reason, way, customers, futureValueAtStake, meanConfidence, seen }) => [
    word(`reason.reason.${reason}`),
    word(`reason.way.${way}`),
    count(customers),
    money(futureValueAtStake),
    bar(futureValueAtStake / most, reason === 'unknown' ? 't-quiet' : 't-loss'),
    seen === undefined || seen.troubled === null ? '–' : `${percent(seen.troubled)} / ${percent(seen.staying)}`,
    reason === 'unknown' || customers === 0 ? '–' : percent(meanConfidence),
  ]),
)}${note(t('states.inferred'))}`;
}

export function statesSection(page: Page): Html {
  const { t } = page.reader;
  return section('states', { title: t('states.title'), lead: t('states.lead') }, html`${states(page)}${reasons(page)}`);
}
