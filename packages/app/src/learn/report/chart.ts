import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, MarkAreaComponent, MarkLineComponent, MarkPointComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type Html, trusted } from './html.ts';

use([
  BarChart,
  LineChart,
  ScatterChart,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  MarkPointComponent,
  SVGRenderer,
]);

export type ChartOption = EChartsCoreOption;

export interface ChartSize {
  readonly width: number;
  readonly height: number;
  /** A phone: fewer labels, no wide margins. */
  readonly narrow: boolean;
}

const FONT = 'inherit';

/** Colours are CSS variables, so that one drawing serves light, dark and paper. */
export const INK = {
  text: 'var(--ink-2)',
  strong: 'var(--ink)',
  line: 'var(--line)',
  paper: 'var(--paper)',
  accent: 'var(--accent)',
  gain: 'var(--gain)',
  back: 'var(--back)',
  loss: 'var(--loss)',
  again: 'var(--again)',
  warn: 'var(--warn)',
  quiet: 'var(--quiet)',
} as const;

export const axisText = { color: INK.text, fontFamily: FONT, fontSize: 12 } as const;

/** The look that all value axes share; a name stands above the axis, never turned sideways. */
export function valueAxis(name: string, format: (value: number) => string) {
  return {
    type: 'value',
    name,
    nameLocation: 'end',
    nameTextStyle: { ...axisText, align: 'left', padding: [0, 0, 4, -34] },
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { ...axisText, formatter: format },
    splitLine: { lineStyle: { color: INK.line } },
  } as const;
}

export function categoryAxis(data: readonly string[], name = '') {
  return {
    type: 'category',
    data: [...data],
    name,
    nameLocation: 'middle',
    nameGap: 28,
    nameTextStyle: axisText,
    axisLine: { lineStyle: { color: INK.line } },
    axisTick: { show: false },
    axisLabel: { ...axisText, hideOverlap: true },
  } as const;
}

/**
 * A chart as SVG text. ECharts numbers its ids through the life of the process and adds hover styles; both are taken
 * out, so that the same data always gives the same bytes.
 */
function drawSvg(id: string, option: ChartOption, size: ChartSize): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: size.width, height: size.height });
  try {
    chart.setOption({ animation: false, textStyle: { fontFamily: FONT }, ...option });
    return chart
      .renderToSVGString()
      .replace(/<style[\s\S]*?<\/style>\s*/g, '')
      .replace(/ class="zr[^"]*"/g, '')
      .replace(/ ecmeta_[a-z_]+="[^"]*"/g, '')
      .replace(/ pointer-events="visible"/g, '')
      .replace(/\bzr\d+-/g, `${id}-`)
      .replace(/^<svg width="\d+" height="\d+"/, '<svg aria-hidden="true" focusable="false"');
  } finally {
    chart.dispose();
  }
}

const WIDE = 880;
const NARROW = 360;
const HALF = 440;

/** The chart twice: once drawn for a screen or paper, once for a phone; the style sheet shows one of them. */
export function drawChart(
  id: string,
  heights: readonly [wide: number, narrow: number],
  optionOf: (size: ChartSize) => ChartOption,
): Html {
  const wide = { width: WIDE, height: heights[0], narrow: false };
  const narrow = { width: NARROW, height: heights[1], narrow: true };
  return trusted(
    `<div class="wide">${drawSvg(`${id}-w`, optionOf(wide), wide)}</div>` +
      `<div class="narrow">${drawSvg(`${id}-n`, optionOf(narrow), narrow)}</div>`,
  );
}

/** A chart that stands beside something else and is legible on a phone as it is. */
export function drawHalf(id: string, height: number, option: ChartOption): Html {
  return trusted(drawSvg(id, option, { width: HALF, height, narrow: true }));
}
