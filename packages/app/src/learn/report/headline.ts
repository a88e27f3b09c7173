import { STATES, type State } from '../../risk/contract.ts';
import type { AnalysisSummary } from '../contract.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';

const PER_CENT = 100;

function customersIn(summary: AnalysisSummary, ...states: readonly State[]): number {
  return summary.risk.states
    .filter(({ state }) => states.includes(state))
    .reduce((sum, { customers }) => sum + customers, 0);
}

export function customersInAll(summary: AnalysisSummary): number {
  return customersIn(summary, ...STATES);
}

function valueAtStake(summary: AnalysisSummary): number {
  return summary.plan.tiers.reduce((sum, tier) => sum + tier.valueAtStake, 0);
}

function line(tone: string, figure: string, [sentence, detail]: readonly [string, string]): Html {
  return html`<li><span class="figure ${tone}">${figure}</span><div><p>${sentence}</p><small>${detail}</small></div></li>
`;
}

function sureness(power: AnalysisSummary['plan']['power']): string {
  if (power === null || power.detectableLift === null) return 'sure_untested';
  return power.detectableLift <= power.expectedLift ? 'sure' : 'sure_small';
}

/** Four sentences that an executive reads: who is gone, what is at stake, what the plan brings, how sure that is. */
export function headline({ reader, summary }: Page): Html {
  const { t, count, figure, money, percent, points } = reader;
  const detectable = summary.plan.power?.detectableLift ?? null;
  const { plan } = summary;
  const lost = customersIn(summary, 'lost');
  const going = customersIn(summary, 'leaving', 'at_risk');
  const all = customersInAll(summary);
  const values = {
    lost: count(lost),
    going: count(going),
    all: count(all),
    lostShare: percent(all === 0 ? null : lost / all),
    stake: money(valueAtStake(summary)),
    horizon: count(summary.value.horizonDays),
    contacted: count(plan.contacted),
    gain: money(plan.expectedGain),
    cost: money(plan.cost),
    hours: count(Math.round(plan.hours)),
    control: count(plan.control),
    expected: points(plan.power?.expectedLift ?? null),
    detectable: figure(detectable === null ? null : detectable * PER_CENT, 1),
  };
  const sure = sureness(plan.power);
  return html`<section id="headline" aria-label="${t('headline.title')}"><ul class="headline">
${line('bad', values.lost, [t('headline.lost', values), t('headline.lost_how', values)])}
${line('bad', values.stake, [t('headline.stake', values), t('headline.stake_how', values)])}
${line('good', values.gain, [t('headline.plan', values), t('headline.plan_how', values)])}
${line('', values.detectable, [t(`headline.${sure}`, values), t(sure === 'sure_untested' ? 'headline.sure_untested_how' : 'headline.sure_how', values)])}
</ul></section>
`;
}
