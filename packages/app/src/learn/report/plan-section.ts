import { type Html, html } from './html.ts';
import type { Page } from './page.ts';
import { bar, figure, note, section, table } from './parts.ts';
import { profitChart } from './profit-chart.ts';

/** A gap smaller than this is rounding. */
const GAP_SHOWN = 1e-5;

function tiers({ reader, summary }: Page): Html {
  const { t, count, money, word } = reader;
  const rows = summary.plan.tiers;
  const most = Math.max(1, ...rows.map(({ valueAtStake }) => valueAtStake));
  return html`<h3>${t('plan.tiers')}</h3>${table(
    [
      { title: t('plan.tier') },
      { title: t('plan.from'), number: true },
      { title: t('customers'), number: true },
      { title: t('plan.lost'), number: true },
      { title: t('plan.stake'), number: true },
      { title: '' },
    ],
    rows.map(({ tier, from, customers, lost, valueAtStake }) => [
      word(`decide.tier.${tier}`),
      money(from),
      count(customers),
      count(lost),
      money(valueAtStake),
      bar(valueAtStake / most, 't-gain'),
    ]),
  )}`;
}

function actions({ reader, summary }: Page): Html {
  const { t, count, money, figure: number, word } = reader;
  const rows = summary.plan.byAction.filter(({ customers, action }) => customers > 0 && action !== 'none');
  const most = Math.max(1, ...rows.map(({ gain }) => gain));
  return html`<h3>${t('plan.actions')}</h3>${table(
    [
      { title: t('plan.action') },
      { title: t('customers'), number: true },
      { title: t('plan.cost'), number: true },
      { title: t('plan.hours'), number: true },
      { title: t('plan.gain'), number: true },
      { title: '' },
    ],
    rows.map(({ action, customers, cost, hours, gain }) => [
      word(`decide.action.${action}`),
      count(customers),
      money(cost),
      number(hours, 1),
      money(gain),
      bar(gain / most, 't-gain'),
    ]),
  )}`;
}

function leftOut({ reader, summary }: Page): Html {
  const { t, count, money, word } = reader;
  const rows = summary.plan.byRule.filter(({ customers }) => customers > 0);
  return html`<h3>${t('plan.rules')}</h3>${table(
    [{ title: t('plan.rule') }, { title: t('customers'), number: true }, { title: t('plan.forgone'), number: true }],
    rows.map(({ rule, customers, gainForgone }) => [word(`decide.rule.${rule}`), count(customers), money(gainForgone)]),
  )}${note(t('plan.rules_note'))}`;
}

function control({ reader, summary }: Page): Html {
  const { t, count, percent, points } = reader;
  const { power } = summary.plan;
  if (power === null) return html`<h3>${t('plan.control')}</h3><p>${t('plan.no_control')}</p>`;
  const values = {
    treated: count(power.treated),
    control: count(power.control),
    base: percent(power.baseRate, 1),
    detectable: points(power.detectableLift),
    expected: points(power.expectedLift),
  };
  const enough = power.detectableLift !== null && power.detectableLift <= power.expectedLift;
  return html`<h3>${t('plan.control')}</h3><p>${t('plan.control_how', values)}</p>
<p class="verdict">${power.detectableLift === null ? t('plan.power_none', values) : t(enough ? 'plan.power_enough' : 'plan.power_small', values)}</p>`;
}

/** One row a reason, one column an action; what a chance rests on stands below, once for each action. */
function priors({ reader, summary }: Page): Html {
  const { t, percent, figure: number, word, list } = reader;
  const stated = summary.plan.priors;
  const actions = [...new Map(stated.map((prior) => [prior.action, prior])).values()];
  const groundOf = ({ strength, source }: (typeof stated)[number]) => `${strength} ${source}`;
  const grounds = [...new Set(actions.map(groundOf))].map((ground) =>
    actions.filter((prior) => groundOf(prior) === ground),
  );
  const reasons = [...new Set(stated.map(({ reason }) => reason))];
  const chance = (action: string, reason: string) =>
    stated.find((prior) => prior.action === action && prior.reason === reason)?.mean ?? null;
  if (stated.length === 0) return html``;
  return html`<h3>${t('plan.priors')}</h3><p>${t('plan.priors_how')}</p>${table(
    [
      { title: t('states.reason') },
      ...actions.map(({ action }) => ({ title: word(`decide.action.${action}`), number: true })),
    ],
    reasons.map((reason) => [
      word(`reason.reason.${reason}`),
      ...actions.map(({ action }) => percent(chance(action, reason), 1)),
    ]),
  )}${grounds.map((group) =>
    note(
      t('plan.prior', {
        actions: list(group.map(({ action }) => word(`decide.action.${action}`))),
        strength: number(group[0]?.strength ?? null, 0),
        source: word(`decide.source.${group[0]?.source}`),
      }),
    ),
  )}`;
}

export function planSection(page: Page): Html {
  const { reader, summary } = page;
  const { t, count, money, figure: number } = reader;
  const { plan } = summary;
  const limits = {
    first: plan.budget === null ? t('plan.budget_free') : t('plan.budget_limited', { budget: money(plan.budget) }),
    second:
      plan.agentHours === null ? t('plan.hours_free') : t('plan.hours_limited', { hours: number(plan.agentHours, 0) }),
  };
  const shadow = t('plan.shadow', {
    money: money(plan.shadowPrices.money),
    hour: money(plan.shadowPrices.hour),
  });
  const gap =
    plan.dualityGap < GAP_SHOWN ? t('plan.gap_none') : t('plan.gap', { gap: reader.percent(plan.dualityGap, 3) });
  return section(
    'plan',
    { title: t('plan.title'), lead: t('plan.lead') },
    html`<p>${t('plan.said', {
      contacted: count(plan.contacted),
      cost: money(plan.cost),
      hours: count(Math.round(plan.hours)),
      gain: money(plan.expectedGain),
    })}</p>
<p class="note">${t('two_sentences', limits)}</p>
${figure(
  reader,
  { id: 'profit', title: t('plan.curve'), caption: t('plan.curve_caption', { best: money(plan.bestBudget) }) },
  {
    chart: profitChart(page),
    rows: table(
      [
        { title: t('plan.budget'), number: true },
        { title: t('customers'), number: true },
        { title: t('plan.gain'), number: true },
      ],
      plan.profitCurve.map(({ budget, customers, gain }) => [money(budget), count(customers), money(gain)]),
    ),
  },
)}
<p>${t('two_sentences', { first: shadow, second: gap })}</p>
${actions(page)}
${leftOut(page)}
${tiers(page)}
${control(page)}
${priors(page)}`,
  );
}
