import type { SecondLifeGrade } from '../../value/contract.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';
import { behind, figure, note, section, table } from './parts.ts';
import { fifthsChart, methodKey, returnChart } from './second-life-charts.ts';

function valueTable({ reader }: Page, grade: SecondLifeGrade): Html {
  const { t, money, figure: number } = reader;
  return table(
    [
      { title: t('second.method') },
      { title: t('second.mae'), number: true },
      { title: t('second.bias'), number: true },
      { title: t('second.rank'), number: true },
    ],
    grade.value.map(({ method, mae, bias, rankCorrelation }) => [
      html`${t(methodKey(method))}${method === grade.chosen ? html` <b>${t('second.used')}</b>` : null}`,
      money(mae),
      reader.change(bias),
      number(rankCorrelation, 2),
    ]),
  );
}

function calibrationTable({ reader }: Page, grade: SecondLifeGrade): Html {
  const { t, count, percent } = reader;
  return table(
    [
      { title: t('second.predicted'), number: true },
      { title: t('second.actual'), number: true },
      { title: t('customers'), number: true },
    ],
    grade.returnChance.calibration.map(({ predicted, actual, customers }) => [
      percent(predicted, 1),
      percent(actual, 1),
      count(customers),
    ]),
  );
}

function fifthsTable({ reader }: Page, grade: SecondLifeGrade): Html {
  const { t, money } = reader;
  return table(
    [
      { title: t('second.method') },
      { title: t('second.fifth'), number: true },
      { title: t('second.predicted'), number: true },
      { title: t('second.actual'), number: true },
    ],
    grade.value.flatMap(({ method, fifths }) =>
      fifths.map(({ predicted, actual }, index) => [
        t(methodKey(method)),
        String(index + 1),
        money(predicted),
        money(actual),
      ]),
    ),
  );
}

function gradeBlock(page: Page, grade: SecondLifeGrade, index: number): Html {
  const { reader } = page;
  const { t, count, date, percent, figure: number } = reader;
  const { returnChance: chance, interval } = grade;
  return html`<h3>${t('second.cut', { cut: date(grade.cut) })}</h3>
<p>${t('second.cut_how', {
    lost: count(grade.lostAtCut),
    returned: count(grade.returned),
    days: count(grade.horizonDays),
    predicted: percent(chance.predictedMean, 1),
    actual: percent(chance.actualMean, 1),
    auc: number(chance.auc, 2),
  })}</p>
<p class="verdict">${reader.finding(grade.verdict)}</p>
<div class="pair"><div>${figure(
    reader,
    { id: `returns-${index}`, title: t('second.return_title'), caption: t('second.return_caption') },
    { chart: returnChart(page, grade, `return-${index}`), rows: calibrationTable(page, grade) },
  )}</div><div>${figure(
    reader,
    { id: `margins-${index}`, title: t('second.fifths_title'), caption: t('second.fifths_caption') },
    { ...fifthsChart(page, grade, `fifths-${index}`), rows: fifthsTable(page, grade) },
  )}</div></div>
${valueTable(page, grade)}
${note(
  t('second.interval', {
    nominal: percent(interval.nominal),
    covered: percent(interval.covered),
    returners: count(interval.returners),
  }),
)}`;
}

export function secondLifeSection(page: Page): Html {
  const { reader, summary } = page;
  const { t, count, figure: number } = reader;
  const { secondLife } = summary.value;
  const newest = secondLife.grades.at(-1);
  const earlier = secondLife.grades.slice(0, -1);
  const rung = secondLife.rung.replaceAll(' ', '_');
  return section(
    'second-life',
    { title: t('second.title'), lead: t('second.lead') },
    html`<p>${t(`second.rung_${rung}`, { lives: count(secondLife.secondLives), factor: number(secondLife.factor, 2) })}</p>
${secondLife.findings.length === 0 ? null : html`<ul class="plain">${secondLife.findings.map((finding) => html`<li>${reader.finding(finding)}</li>`)}</ul>`}
${newest === undefined ? null : gradeBlock(page, newest, 0)}
${
  earlier.length === 0
    ? null
    : behind(
        t('second.earlier'),
        earlier.map((grade, index) => gradeBlock(page, grade, index + 1)),
      )
}
${note(t('second.reading'))}`,
  );
}
