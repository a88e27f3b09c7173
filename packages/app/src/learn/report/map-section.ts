import { STATES } from '../../risk/contract.ts';
import { type Html, html } from './html.ts';
import { relativeSilence, stakeOf } from './map-bins.ts';
import { mapChart, STATE_COLOR } from './map-chart.ts';
import type { Page } from './page.ts';
import { figure, section, table } from './parts.ts';

/** The least value that still has a tier above "not worth it". */
function worthItFrom({ summary }: Page): number | null {
  const small = summary.plan.tiers.find(({ tier }) => tier === 'small');
  return small?.from !== null && small !== undefined && small.from > 0 ? small.from : null;
}

function highestStake({ sources }: Page): number {
  let highest = 0;
  for (let customer = 0; customer < sources.valued.customers.count; customer++) {
    const stake = stakeOf(sources, customer);
    if (stake > highest) highest = stake;
  }
  return highest;
}

interface Quadrants {
  readonly customers: [number, number, number, number];
  readonly stake: [number, number, number, number];
}

/** Worth it and here, worth it and silent too long, then the same for not worth it. */
function countRegions({ sources }: Page, worthIt: number): Quadrants {
  const quadrants: Quadrants = { customers: [0, 0, 0, 0], stake: [0, 0, 0, 0] };
  for (let customer = 0; customer < sources.valued.customers.count; customer++) {
    const stake = stakeOf(sources, customer);
    if (Number.isNaN(stake)) continue;
    const region = (stake >= worthIt ? 0 : 2) + (relativeSilence(sources, customer) >= 1 ? 1 : 0);
    quadrants.customers[region] = (quadrants.customers[region] ?? 0) + 1;
    quadrants.stake[region] = (quadrants.stake[region] ?? 0) + stake;
  }
  return quadrants;
}

export function mapSection(page: Page): Html {
  const { reader } = page;
  const { t, count, money, word } = reader;
  const worthIt = worthItFrom(page);
  const highest = 10 ** Math.ceil(Math.log10(Math.max(10, highestStake(page))));
  const quadrants = countRegions(page, worthIt ?? 0);
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
  );
  return section(
    'map',
    { title: t('map.title'), lead: t('map.lead') },
    html`${figure(
      reader,
      { id: 'map', title: t('map.chart_title'), caption: t('map.caption', { worth: money(worthIt) }) },
      {
        chart: mapChart(page, { lowest: highest >= 10_000 ? 1 : 0.1, highest, worthIt }),
        key: STATES.map((state) => ({ name: word(`risk.state.${state}`), color: STATE_COLOR[state] })),
      },
    )}
${rows}`,
  );
}
