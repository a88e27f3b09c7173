import type { BackTest } from '../../value/contract.ts';
import { axisText, categoryAxis, drawChart, INK, valueAxis } from './chart.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';
import { type Drawing, figure, note, section, table } from './parts.ts';

const LINE_COLORS = [INK.accent, INK.warn, INK.loss, INK.back, INK.strong, INK.again] as const;

interface Line {
  readonly name: string;
  readonly color: string;
  readonly chosen: boolean;
  readonly forecasts: readonly (number | null)[];
}

/** Forecasts this close together are one line on paper. */
const SAME = 0.01;

function alike(one: readonly (number | null)[], other: readonly (number | null)[]): boolean {
  return one.every((value, index) => {
    const match = other[index] ?? null;
    return value === match || (value !== null && match !== null && Math.abs(value - match) <= SAME * Math.abs(value));
  });
}

/** One line a model; models that forecast the same share a line, those that forecast nothing have none. */
function forecastLines({ reader }: Page, test: BackTest): Line[] {
  const lines: Omit<Line, 'color'>[] = [];
  for (const { model } of test.models) {
    const forecasts = test.calibration.map(({ predictedMean }) => predictedMean[model] ?? null);
    if (forecasts.every((value) => value === null)) continue;
    const name = reader.word(`value.model.${model}`);
    const chosen = model === test.chosen;
    const same = lines.findIndex((line) => alike(line.forecasts, forecasts));
    const twin = lines[same];
    if (twin === undefined) lines.push({ name, chosen, forecasts });
    else lines[same] = { ...twin, name: `${twin.name} = ${name}`, chosen: twin.chosen || chosen };
  }
  return lines.map((line, index) => ({ ...line, color: LINE_COLORS[index % LINE_COLORS.length] ?? INK.accent }));
}

/** Realised purchases as bars, each model's forecast as a line, by how often customers had bought before. */
function calibrationChart(page: Page, test: BackTest): Drawing {
  const { t, short } = page.reader;
  const lines = forecastLines(page, test);
  const chart = drawChart('calibration', [320, 280], ({ narrow }) => ({
    grid: { left: 46, right: narrow ? 12 : 24, top: 28, bottom: 50 },
    xAxis: {
      ...categoryAxis(
        test.calibration.map(({ x }) => x),
        t('test.axis_before'),
      ),
      nameTextStyle: axisText,
    },
    yAxis: valueAxis(t('test.axis_mean'), short),
    series: [
      {
        type: 'bar',
        barWidth: '46%',
        itemStyle: { color: INK.quiet },
        data: test.calibration.map(({ actualMean }) => actualMean),
      },
      ...lines.map(({ color, chosen, forecasts }) => ({
        type: 'line',
        itemStyle: { color },
        lineStyle: { color, width: chosen ? 3 : 1.5, type: chosen ? 'solid' : 'dashed' },
        symbol: 'circle',
        symbolSize: chosen ? 7 : 4,
        data: forecasts,
      })),
    ],
  }));
  return { chart, key: [{ name: t('test.actual'), color: INK.quiet }, ...lines] };
}

function scores({ reader }: Page, test: BackTest): Html {
  const { t, figure: number, word } = reader;
  return table(
    [
      { title: t('test.model') },
      { title: t('test.mae'), number: true },
      { title: t('test.rmse'), number: true },
      { title: t('test.bias'), number: true },
      { title: t('test.auc'), number: true },
    ],
    test.models.map(({ model, mae, rmse, bias, auc }) => [
      html`${word(`value.model.${model}`)}${model === test.chosen ? html` <b>${t('test.chosen')}</b>` : null}`,
      number(mae, 3),
      number(rmse, 3),
      reader.change(bias, 1),
      number(auc, 3),
    ]),
  );
}

function calibrationRows({ reader }: Page, test: BackTest): Html {
  const { t, count, figure: number, word } = reader;
  return table(
    [
      { title: t('test.axis_before') },
      { title: t('customers'), number: true },
      { title: t('test.actual'), number: true },
      ...test.models.map(({ model }) => ({ title: word(`value.model.${model}`), number: true })),
    ],
    test.calibration.map(({ x, customers, actualMean, predictedMean }) => [
      x,
      count(customers),
      number(actualMean, 2),
      ...test.models.map(({ model }) => number(predictedMean[model] ?? null, 2)),
    ]),
  );
}

export function backTestSection(page: Page): Html {
  const { reader, summary } = page;
  const { t, count, date } = reader;
  const heading = { title: t('test.title'), lead: t('test.lead') };
  const test = summary.value.backTest;
  if (test === null) return section('back-test', heading, html`<p class="verdict">${t('test.none')}</p>`);
  const values = {
    from: date(test.from),
    to: date(test.to),
    days: count(test.days),
    customers: count(test.customers),
    purchases: count(test.actualPurchases),
  };
  return section(
    'back-test',
    heading,
    html`<p>${t('test.how', values)}</p>
<p class="verdict">${reader.finding(test.verdict)}</p>
${scores(page, test)}
${note(t('test.reading'))}
${figure(
  reader,
  { id: 'calibration', title: t('test.calibration'), caption: t('test.calibration_caption') },
  { ...calibrationChart(page, test), rows: calibrationRows(page, test) },
)}`,
  );
}
