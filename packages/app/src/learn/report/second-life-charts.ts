import type { SecondLifeGrade } from '../../value/contract.ts';
import { axisText, drawHalf, INK, valueAxis } from './chart.ts';
import type { Html } from './html.ts';
import type { Page } from './page.ts';
import type { Drawing } from './parts.ts';

type Method = SecondLifeGrade['chosen'];

const METHOD_COLORS: Readonly<Record<Method, string>> = {
  'second life': INK.accent,
  'first life continued': INK.warn,
  'average of all returners': INK.text,
};

export const methodKey = (method: Method) => `second.method_${method.replaceAll(' ', '_')}`;

const STEPS = 4;

/** The end of both axes: a round figure above the largest, so that the diagonal ends in the corner. */
function roundUp(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value / STEPS));
  const step = [1, 2, 2.5, 5, 10].find((each) => each * unit * STEPS >= value) ?? 10;
  return step * unit * STEPS;
}

function squareAxes(names: readonly [x: string, y: string], top: number, format: (value: number) => string) {
  const range = { min: 0, max: top, interval: top / STEPS };
  return {
    xAxis: {
      ...valueAxis('', format),
      ...range,
      name: names[0],
      nameLocation: 'middle',
      nameGap: 30,
      nameTextStyle: axisText,
    },
    yAxis: { ...valueAxis(names[1], format), ...range },
  };
}

function diagonal(top: number) {
  return {
    type: 'line',
    data: [
      [0, 0],
      [top, top],
    ],
    showSymbol: false,
    lineStyle: { color: INK.quiet, type: 'dashed' },
  };
}

/** Predicted against realised share who came back; on the diagonal the chance was right. */
export function returnChart({ reader }: Page, grade: SecondLifeGrade, id: string): Html {
  const { t, percent } = reader;
  const points = grade.returnChance.calibration;
  const top = roundUp(Math.max(0.02, ...points.flatMap(({ predicted, actual }) => [predicted, actual])));
  const most = Math.max(1, ...points.map(({ customers }) => customers));
  const decimals = top < STEPS / 100 ? 1 : 0;
  return drawHalf(id, 340, {
    grid: { left: 48, right: 24, top: 40, bottom: 50 },
    ...squareAxes([t('second.axis_predicted'), t('second.axis_actual')], top, (value) => percent(value, decimals)),
    series: [
      diagonal(top),
      {
        type: 'scatter',
        itemStyle: { color: INK.accent, opacity: 0.85 },
        data: points.map(({ predicted, actual, customers }) => ({
          value: [predicted, actual],
          symbolSize: Math.round(6 + 12 * Math.sqrt(customers / most)),
        })),
      },
    ],
  });
}

/** Predicted against realised margin by fifths of each method's own forecast; one line a method. */
export function fifthsChart({ reader }: Page, grade: SecondLifeGrade, id: string): Drawing {
  const { t, short } = reader;
  const all = grade.value.flatMap(({ fifths }) => fifths.flatMap(({ predicted, actual }) => [predicted, actual]));
  const top = roundUp(Math.max(1, ...all));
  const chart = drawHalf(id, 340, {
    grid: { left: 48, right: 24, top: 40, bottom: 50 },
    ...squareAxes([t('second.axis_predicted_margin'), t('second.axis_actual_margin')], top, short),
    series: [
      diagonal(top),
      ...grade.value.map(({ method, fifths }) => ({
        type: 'line',
        name: t(methodKey(method)),
        itemStyle: { color: METHOD_COLORS[method] },
        lineStyle: { color: METHOD_COLORS[method], width: method === grade.chosen ? 2.5 : 1.5 },
        symbol: 'circle',
        symbolSize: 7,
        data: fifths.map(({ predicted, actual }) => [predicted, actual]),
      })),
    ],
  });
  const key = grade.value.map(({ method }) => ({ name: t(methodKey(method)), color: METHOD_COLORS[method] }));
  return { chart, key };
}
