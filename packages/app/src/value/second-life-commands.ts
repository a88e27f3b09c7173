import type { Translator } from '../platform/i18n.ts';
import { alignColumns } from '../platform/text-table.ts';
import { dayFromIso } from '../platform/time.ts';
import type { SecondLifeGrade, ValueSummary } from './contract.ts';

const METHOD_KEYS: Readonly<Record<SecondLifeGrade['chosen'], string>> = {
  'second life': 'second_life',
  'first life continued': 'first_life_continued',
  'average of all returners': 'average_of_all_returners',
};

const RUNG_KEYS: Readonly<Record<ValueSummary['secondLife']['rung'], string>> = {
  'second lives': 'second_lives',
  'first life shrunk': 'first_life_shrunk',
  'not enough data': 'not_enough_data',
};

const UNKNOWN = '–';

function describeMethods(grade: SecondLifeGrade, translator: Translator): string[] {
  const heading = ['method', 'error', 'bias', 'rank'].map((column) => translator.t(`second-life.column.${column}`));
  const rows = grade.value.map(({ method, mae, bias, rankCorrelation }) => [
    translator.t(`second-life.method.${METHOD_KEYS[method]}`),
    mae === null ? UNKNOWN : translator.number(mae, 1),
    bias === null ? UNKNOWN : translator.percent(bias),
    rankCorrelation === null ? UNKNOWN : translator.number(rankCorrelation, 2),
  ]);
  return alignColumns([heading, ...rows]);
}

function describeGrade(grade: SecondLifeGrade, translator: Translator): string[] {
  const { returnChance, interval } = grade;
  const fifths = returnChance.calibration
    .map(({ predicted, actual }) => `${translator.percent(predicted)} → ${translator.percent(actual)}`)
    .join(translator.t('second-life.listSeparator'));
  const chance = translator.t('second-life.chanceLine', {
    predicted: translator.percent(returnChance.predictedMean),
    actual: translator.percent(returnChance.actualMean),
    auc: returnChance.auc === null ? UNKNOWN : translator.number(returnChance.auc, 2),
  });
  const nominal = translator.percent(interval.nominal);
  const covered =
    interval.covered === null
      ? []
      : [translator.t('second-life.intervalLine', { nominal, covered: translator.percent(interval.covered) })];
  const details = [
    chance,
    translator.t('second-life.fifthsLine', { fifths }),
    ...describeMethods(grade, translator),
    ...covered,
    translator.t(`second-life.finding.${grade.verdict.code}`, grade.verdict.values),
  ];
  const heading = translator.t('second-life.grade', {
    cut: translator.date(dayFromIso(grade.cut)),
    lost: translator.number(grade.lostAtCut),
    returned: translator.number(grade.returned),
    days: translator.number(grade.horizonDays),
  });
  return [heading, ...details.map((line) => `  ${line}`)];
}

/** The second life as a person reads it in a terminal. */
export function describeSecondLife(summary: ValueSummary['secondLife'], translator: Translator): string {
  return [
    translator.t('second-life.heading'),
    translator.t(`second-life.rung.${RUNG_KEYS[summary.rung]}`, {
      secondLives: translator.number(summary.secondLives),
      factor: summary.factor === null ? UNKNOWN : translator.number(summary.factor, 2),
    }),
    ...summary.findings.map((finding) => `- ${translator.t(`second-life.finding.${finding.code}`, finding.values)}`),
    ...summary.grades.flatMap((grade) => describeGrade(grade, translator)),
    '',
  ].join('\n');
}
