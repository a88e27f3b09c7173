import { type Html, html } from './html.ts';
import type { Page } from './page.ts';
import { section } from './parts.ts';

const COHORTS_SHOWN = 20;
const QUARTERS_SHOWN = 12;
/** Never so deep that the text on it is hard to read. */
const DEPTH = { least: 0.05, most: 0.62 };

function cell(percent: string, share: number): Html {
  const depth = Math.round((DEPTH.least + (DEPTH.most - DEPTH.least) * share) * 100) / 100;
  return html`<td style="background:rgba(var(--heat),${depth})">${percent}</td>`;
}

/** Survival of cohorts as a table whose cells are coloured: a heat map that can also be read aloud. */
export function cohortsSection({ reader, summary }: Page): Html {
  const { t, count, percent } = reader;
  const cohorts = summary.learn.cohorts.slice(-COHORTS_SHOWN);
  const longest = Math.min(QUARTERS_SHOWN, Math.max(0, ...cohorts.map(({ surviving }) => surviving.length)));
  const ages = Array.from({ length: longest }, (_, age) => age);
  const oldest = cohorts[0];
  const said =
    oldest === undefined || oldest.surviving.length < 2
      ? t('cohorts.too_short')
      : t('cohorts.said', {
          cohort: oldest.cohort,
          customers: count(oldest.customers),
          share: percent(oldest.surviving.at(-1) ?? null),
          quarters: count(oldest.surviving.length - 1),
        });
  return section(
    'cohorts',
    { title: t('cohorts.title'), lead: t('cohorts.lead') },
    html`<p>${said}</p>
<figure><div class="scroll" tabindex="0"><table class="heat">
<thead><tr><th scope="col" class="txt">${t('cohorts.cohort')}</th><th scope="col" class="num">${t('cohorts.customers')}</th>${ages.map(
      (age) => html`<th scope="col">${age === 0 ? t('cohorts.first') : t('cohorts.later', { quarters: age })}</th>`,
    )}</tr></thead>
<tbody>${cohorts.map(
      ({
        cohort,
        customers,
        surviving,
      }) => html`<tr><td class="txt">${cohort}</td><td class="num">${count(customers)}</td>${surviving
        .slice(0, longest)
        .map((share) => cell(percent(share), share))}</tr>
`,
    )}</tbody></table></div>
<figcaption>${t('cohorts.caption')}</figcaption></figure>`,
  );
}
