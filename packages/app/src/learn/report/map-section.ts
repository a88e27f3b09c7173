import { STATES } from '../../risk/contract.ts';
import { type Html, html } from './html.ts';
import { scaleOf, tallyCustomers } from './map-bins.ts';
import { mapChart, STATE_COLOR } from './map-chart.ts';
import type { Page } from './page.ts';
import { figure, section, table } from './parts.ts';

/** The least value that still has a tier above "not worth it". */
function worthItFrom({ summary }: Page): number | null {
  const small = summary.plan.tiers.find(({ tier }) => tier === 'small');
  return small?.from !== null && small !== undefined && small.from > 0 ? small.from : null;
}

export function mapSection(page: Page): Html {
  const { reader } = page;
  const { t, count, money, word } = reader;
  const worthIt = worthItFrom(page);
  const tally = tallyCustomers(page.sources, worthIt ?? 0);
  const scale = scaleOf(tally);
  const border = worthIt !== null && worthIt > scale.lowest ? worthIt : null;
  const { quadrants } = tally;
  const rows = table(
    [
      { title: t('map.region') },
      { title: t('customers'), number: true },
      { title: t('map.stake'), number: true },
      { title: t('map.follows') },
    ],
    (['keep', 'win_back', 'self', 'let_go'] as const).map((name, index) => [
      t(`map.region_${name}`),
      count(quadrants.customers[index] ?? 0),
      money(quadrants.stake[index] ?? 0),
      t(`map.follows_${name}`),
    ]),
    'cards',
  );
  return section(
    'map',
    { title: t('map.title'), lead: t('map.lead') },
    html`${figure(
      reader,
      { id: 'map', title: t('map.chart_title'), caption: t('map.caption', { worth: money(worthIt) }) },
      {
        chart: mapChart(page, tally, { ...scale, worthIt: border }),
        key: STATES.map((state) => ({ name: word(`risk.state.${state}`), color: STATE_COLOR[state] })),
      },
    )}
${rows}`,
  );
}
