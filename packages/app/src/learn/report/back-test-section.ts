import type { BackTest } from '../../value/contract.ts';
import { axisText, categoryAxis, drawChart, INK, valueAxis } from './chart.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';
import { type Drawing, figure, note, section, table } from './parts.ts';

const LINE_COLORS = [INK.accent, INK.warn, INK.loss, INK.back, INK.strong, INK.again] as const;

/** Realised purchases as bars, each model's forecast as a line, by how often customers had bought before. */
function calibrationChart({ reader }: Page, test: BackTest): Drawing {
  const { t, word } = reader;
  const colorOf = (index: number) => LINE_COLORS[index % LINE_COLORS.length] ?? INK.accent;
  const models = test.models.map(({ model }) => model);
  const chart = drawChart('calibration', [320, 280], ({ narrow }) => ({
    grid: { left: 46, right: narrow ? 12 : 24, top: 28, bottom: 50 },
    xAxis: {
      ...categoryAxis(
        test.calibration.map(({ x }) => x),
        t('test.axis_before'),
      ),
      nameTextStyle: axisText,
    },
    yAxis: valueAxis(t('test.axis_mean'), reader.short),
    series: [
      {
        type: 'bar',
        name: t('test.actual'),
        barWidth: '46%',
        itemStyle: { color: INK.quiet },
        data: test.calibration.map(({ actualMean }) => actualMean),
      },
      ...models.map((model, index) => {
        const color = colorOf(index);
        const chosen = model === test.chosen;
        return {
          type: 'line',
          name: word(`value.model.${model}`),
          itemStyle: { color },
          lineStyle: { color, width: chosen ? 3 : 1.5, type: chosen ? 'solid' : 'dashed' },
          symbol: 'circle',
          symbolSize: chosen ? 7 : 4,
          data: test.calibration.map(({ predictedMean }) => predictedMean[model] ?? null),
        };
      }),
    ],
  }));
  const lines = models.map((model, index) => ({ name: word(`value.model.${model}`), color: colorOf(index) }));
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
