import type { BucketMonth } from '../contract.ts';
import { categoryAxis, drawChart, INK, valueAxis } from './chart.ts';
import type { Page } from './page.ts';
import type { Drawing } from './parts.ts';

interface Flow {
  readonly name: string;
  readonly color: string;
  readonly of: (month: BucketMonth) => number;
}

/** A month that is not whole is drawn paler, so that its small figures are not read as a fall. */
const PALE = 0.45;

function flowBars(flows: readonly Flow[], months: readonly BucketMonth[]) {
  return flows.map(({ name, color, of }) => ({
    type: 'bar',
    name,
    stack: 'flows',
    barCategoryGap: '35%',
    itemStyle: { color },
    data: months.map((month) => ({
      value: of(month),
      itemStyle: { color, opacity: month.complete ? 1 : PALE },
    })),
  }));
}

/** In above zero, out below, and the customers at hand at each month's end as a line on an axis of its own. */
export function customersChart({ reader }: Page, months: readonly BucketMonth[]): Drawing {
  const { t, short } = reader;
  const flows: Flow[] = [
    { name: t('bucket.new'), color: INK.gain, of: (month) => month.new },
    { name: t('bucket.returned'), color: INK.back, of: (month) => month.returned },
    { name: t('bucket.lost'), color: INK.loss, of: (month) => -month.lost },
    { name: t('bucket.lostAgain'), color: INK.again, of: (month) => -month.lostAgain },
  ];
  const key = [...flows, { name: t('bucket.closing'), color: INK.strong }];
  const chart = drawChart('bucket-customers', [440, 370], ({ narrow }) => {
    const left = 48;
    const right = narrow ? 12 : 24;
    const labels = months.map(({ month }) => month);
    return {
      grid: [
        { left, right, top: 28, height: narrow ? 80 : 110 },
        { left, right, top: narrow ? 150 : 180, bottom: 26 },
      ],
      xAxis: [
        { ...categoryAxis(labels), axisLabel: { show: false } },
        { ...categoryAxis(labels), gridIndex: 1, axisLine: { show: false }, position: 'bottom' },
      ],
      yAxis: [
        { ...valueAxis(t('bucket.axis_base'), short), splitNumber: 3 },
        { ...valueAxis(t('bucket.axis_flows'), (value) => short(Math.abs(value))), gridIndex: 1 },
      ],
      series: [
        {
          type: 'line',
          name: t('bucket.closing'),
          data: months.map(({ closing }) => closing),
          showSymbol: false,
          itemStyle: { color: INK.strong },
          lineStyle: { color: INK.strong, width: 2 },
          areaStyle: { color: INK.strong, opacity: 0.06 },
        },
        ...flowBars(flows, months).map((series) => ({ ...series, xAxisIndex: 1, yAxisIndex: 1 })),
      ],
    };
  });
  return { chart, key };
}

/** The margin that came in by who bought, and below zero what those lost in the month used to bring in a year. */
export function moneyChart({ reader }: Page, months: readonly BucketMonth[]): Drawing {
  const { t, short } = reader;
  const flows: Flow[] = [
    { name: t('bucket.knownMargin'), color: INK.quiet, of: (month) => month.knownMargin },
    { name: t('bucket.newMargin'), color: INK.gain, of: (month) => month.newMargin },
    { name: t('bucket.returnedMargin'), color: INK.back, of: (month) => month.returnedMargin },
    { name: t('bucket.lostMargin'), color: INK.loss, of: (month) => -month.lostMargin },
  ];
  const chart = drawChart('bucket-money', [330, 280], ({ narrow }) => ({
    grid: { left: 48, right: narrow ? 12 : 24, top: 28, bottom: 26 },
    xAxis: {
      ...categoryAxis(months.map(({ month }) => month)),
      axisLine: { onZero: false, lineStyle: { color: INK.line } },
    },
    yAxis: valueAxis(t('bucket.axis_margin'), (value) => short(Math.abs(value))),
    series: flowBars(flows, months),
  }));
  return { chart, key: flows };
}
