import { axisText, drawChart, INK, valueAxis } from './chart.ts';
import type { Html } from './html.ts';
import type { Page } from './page.ts';

/** Closer than this share of the axis, two points cannot be told apart. */
const NEAR = 0.03;

/** The expected gain of the best plan at each budget; the plan at hand and the best size stand on it. */
export function profitChart({ reader, summary }: Page): Html {
  const { t, short } = reader;
  const { plan } = summary;
  const best = plan.profitCurve.reduce<(typeof plan.profitCurve)[number] | null>(
    (top, point) => (top === null || point.gain > top.gain ? point : top),
    null,
  );
  const last = plan.profitCurve.at(-1)?.budget ?? 0;
  const together = best !== null && Math.abs(best.budget - plan.cost) < NEAR * last;
  const label = { ...axisText, color: INK.strong, fontWeight: 600, show: true };
  return drawChart('profit-chart', [360, 300], ({ narrow }) => ({
    grid: { left: 52, right: narrow ? 20 : 60, top: 44, bottom: 50 },
    xAxis: {
      ...valueAxis('', short),
      min: 0,
      name: t('plan.axis_budget'),
      nameLocation: 'middle',
      nameGap: 30,
      nameTextStyle: axisText,
      splitLine: { show: false },
    },
    yAxis: valueAxis(t('plan.axis_gain'), short),
    series: [
      {
        type: 'line',
        data: plan.profitCurve.map(({ budget, gain }) => [budget, gain]),
        showSymbol: false,
        lineStyle: { color: INK.accent, width: 2.5 },
        areaStyle: { color: INK.accent, opacity: 0.1 },
      },
      {
        type: 'scatter',
        symbolSize: 11,
        itemStyle: { color: INK.paper, borderColor: INK.accent, borderWidth: 2.5 },
        label: { ...label, formatter: t('plan.best'), position: 'top' },
        data: best === null || together ? [] : [[best.budget, best.gain]],
      },
      {
        type: 'scatter',
        symbolSize: 13,
        itemStyle: { color: INK.loss },
        label: { ...label, formatter: t(together ? 'plan.this_is_best' : 'plan.this'), position: 'bottom' },
        data: [[plan.cost, plan.expectedGain]],
      },
    ],
  }));
}
