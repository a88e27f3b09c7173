import { STATES } from '../../risk/contract.ts';
import { type Html, html } from './html.ts';
import { relativeSilence, worthOf } from './map-bins.ts';
import { mapChart, STATE_COLOR } from './map-chart.ts';
import type { Page } from './page.ts';
import { figure, section, table } from './parts.ts';

const LEAST_DECADE = -2;
const SHARE_AT_EDGE = 0.01;

/** The least value that still has a tier above "not worth it". */
function worthItFrom({ summary }: Page): number | null {
  const small = summary.plan.tiers.find(({ tier }) => tier === 'small');
  return small?.from !== null && small !== undefined && small.from > 0 ? small.from : null;
}

/** The decades that hold nearly everybody's value; the few below are drawn at the lower edge. */
function scaleOf({ sources }: Page): { lowest: number; highest: number } {
  const decades = new Map<number, number>();
  let counted = 0;
  for (let customer = 0; customer < sources.valued.customers.count; customer++) {
    const stake = worthOf(sources, customer);
    if (!(stake > 0)) continue;
    const decade = Math.max(LEAST_DECADE, Math.floor(Math.log10(stake)));
    decades.set(decade, (decades.get(decade) ?? 0) + 1);
    counted += 1;
  }
  const order = [...decades.keys()].sort((a, b) => a - b);
  let below = 0;
  const first = order.find((decade) => {
    below += decades.get(decade) ?? 0;
    return below > counted * SHARE_AT_EDGE;
  });
  return { lowest: 10 ** (first ?? 0), highest: 10 ** ((order.at(-1) ?? 0) + 1) };
}

interface Quadrants {
  readonly customers: [number, number, number, number];
  readonly stake: [number, number, number, number];
}

/** Worth it and here, worth it and silent too long, then the same for not worth it. */
function countRegions({ sources }: Page, worthIt: number): Quadrants {
  const quadrants: Quadrants = { customers: [0, 0, 0, 0], stake: [0, 0, 0, 0] };
  for (let customer = 0; customer < sources.valued.customers.count; customer++) {
    const stake = worthOf(sources, customer);
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
  const scale = scaleOf(page);
  const border = worthIt !== null && worthIt > scale.lowest ? worthIt : null;
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
    'cards',
  );
  return section(
    'map',
    { title: t('map.title'), lead: t('map.lead') },
    html`${figure(
      reader,
      { id: 'map', title: t('map.chart_title'), caption: t('map.caption', { worth: money(worthIt) }) },
      {
        chart: mapChart(page, { ...scale, worthIt: border }),
        key: STATES.map((state) => ({ name: word(`risk.state.${state}`), color: STATE_COLOR[state] })),
      },
    )}
${rows}`,
  );
}
