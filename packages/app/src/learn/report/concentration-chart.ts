import { axisText, drawHalf, INK, valueAxis } from './chart.ts';
import type { Html } from './html.ts';
import type { Page } from './page.ts';

/** Customers from the largest down against the share of sales that they make together. */
export function concentrationChart({ reader, summary }: Page): Html {
  const { t, percent } = reader;
  const points = summary.import.quality.concentration.map(({ customerShare, revenueShare }) => [
    customerShare,
    revenueShare,
  ]);
  const range = { min: 0, max: 1, interval: 0.25 };
  return drawHalf('concentration-chart', 320, {
    grid: { left: 48, right: 24, top: 40, bottom: 50 },
    xAxis: {
      ...valueAxis('', (value) => percent(value)),
      ...range,
      name: t('data.axis_customers'),
      nameLocation: 'middle',
      nameGap: 30,
      nameTextStyle: axisText,
      splitLine: { show: false },
    },
    yAxis: { ...valueAxis(t('data.axis_sales'), (value) => percent(value)), ...range },
    series: [
      {
        type: 'line',
        data: points,
        showSymbol: false,
        lineStyle: { color: INK.accent, width: 2.5 },
        areaStyle: { color: INK.accent, opacity: 0.1 },
        markLine: {
          silent: true,
          symbol: 'none',
          label: { ...axisText, formatter: percent(0.2), position: 'end', distance: 4 },
          lineStyle: { color: INK.text, type: 'dashed' },
          data: [{ xAxis: 0.2 }],
        },
      },
      {
        type: 'line',
        data: [
          [0, 0],
          [1, 1],
        ],
        showSymbol: false,
        lineStyle: { color: INK.quiet, width: 1, type: 'dashed' },
      },
    ],
  });
}
