import { STATES, type State } from '../../risk/contract.ts';
import { axisText, type ChartSize, drawChart, INK } from './chart.ts';
import type { Html } from './html.ts';
import { binCustomers, LONGEST_SILENCE, type MapBin, type MapTally } from './map-bins.ts';
import type { Page } from './page.ts';

export const STATE_COLOR: Readonly<Record<State, string>> = {
  active: 'var(--gain)',
  returned: 'var(--back)',
  leaving: 'var(--leaving)',
  at_risk: 'var(--warn)',
  lost: 'var(--loss)',
};

export interface MapScale {
  readonly lowest: number;
  readonly highest: number;
  /** Below this value nobody is worth a contact; null: no such border on this scale. */
  readonly worthIt: number | null;
}

const SMALLEST_DOT = 3.5;
const LARGEST_DOT = 14;
/** The fullest of all but this share of the dots has the largest size; a few crowded cells must not dwarf the rest. */
const MANY = 0.97;

function dots(bins: readonly MapBin[], narrow: boolean) {
  const counts = bins.map(({ customers }) => customers).sort((a, b) => a - b);
  const many = counts[Math.floor(counts.length * MANY)] ?? 1;
  const largest = narrow ? LARGEST_DOT * 0.65 : LARGEST_DOT;
  return STATES.map((state, code) => ({
    type: 'scatter',
    name: state,
    itemStyle: { color: STATE_COLOR[state], opacity: 0.75 },
    data: bins
      .filter((bin) => bin.state === code)
      .map(({ silence, value, customers }) => ({
        value: [silence, value],
        symbolSize: Math.max(SMALLEST_DOT, Math.round(Math.sqrt(Math.min(1, customers / many)) * largest * 10) / 10),
      })),
  }));
}

function regions({ reader }: Page, { lowest, highest, worthIt }: MapScale, narrow: boolean) {
  const border = worthIt ?? lowest;
  const area = (name: string, corners: readonly [number, number, number, number], color: string) => [
    {
      name: narrow && name === 'self' ? '' : reader.t(`map.region_${name}`),
      coord: [corners[0], corners[1]],
      itemStyle: { color, opacity: 0.07 },
      label: {
        ...axisText,
        color: INK.strong,
        position: 'insideTopRight',
        distance: 8,
        fontWeight: 600,
        textBorderColor: INK.paper,
        textBorderWidth: 3,
      },
    },
    { coord: [corners[2], corners[3]] },
  ];
  const areas = [
    area('keep', [0, border, 1, highest], INK.gain),
    area('win_back', [1, border, LONGEST_SILENCE, highest], INK.loss),
  ];
  if (worthIt !== null) {
    areas.push(area('self', [0, lowest, 1, border], INK.quiet));
    areas.push(area('let_go', [1, lowest, LONGEST_SILENCE, border], INK.quiet));
  }
  return areas;
}

function borders({ reader }: Page, worthIt: number | null) {
  const line = { color: INK.text, type: 'dashed' };
  const label = { ...axisText, color: INK.text };
  return [
    { xAxis: 1, lineStyle: line, label: { ...label, formatter: reader.t('map.limit'), position: 'end' } },
    ...(worthIt === null ? [] : [{ yAxis: worthIt, lineStyle: line, label: { ...label, show: false } }]),
  ];
}

/** Value against silence: where each customer stands, and what follows from the place. */
export function mapChart(page: Page, tally: MapTally, scale: MapScale): Html {
  const { t, short } = page.reader;
  return drawChart('map', [520, 400], ({ narrow }: ChartSize) => {
    const bins = binCustomers(tally, { columns: narrow ? 36 : 72, rows: narrow ? 24 : 36, ...scale });
    return {
      grid: { left: 52, right: narrow ? 12 : 20, top: 44, bottom: 48 },
      xAxis: {
        type: 'value',
        min: 0,
        max: LONGEST_SILENCE,
        interval: narrow ? 1 : 0.5,
        name: t('map.axis_silence'),
        nameLocation: 'middle',
        nameGap: 30,
        nameTextStyle: axisText,
        axisLine: { lineStyle: { color: INK.line } },
        axisTick: { show: false },
        axisLabel: {
          ...axisText,
          formatter: (value: number) => (value === LONGEST_SILENCE ? `≥ ${value}` : `${value}`),
        },
        splitLine: { show: false },
      },
      yAxis: {
        type: 'log',
        min: scale.lowest,
        max: scale.highest,
        name: t('map.axis_value'),
        nameTextStyle: { ...axisText, align: 'left', padding: [0, 0, 4, -40] },
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { ...axisText, formatter: short },
        splitLine: { lineStyle: { color: INK.line } },
      },
      series: [
        ...dots(bins, narrow),
        {
          type: 'scatter',
          data: [],
          markArea: { silent: true, z: 10, data: regions(page, scale, narrow) },
          markLine: { silent: true, symbol: 'none', data: borders(page, scale.worthIt) },
        },
      ],
    };
  });
}
