import type { Translator } from '../../platform/i18n.ts';
import { alignColumns } from '../../platform/text-table.ts';
import { describeFinding } from '../describe-finding.ts';
import type { FitResult } from './contract.ts';

const ERROR_DIGITS = 4;
const VALUE_DIGITS = 6;
const INDENT = '  ';

const indented = (lines: readonly string[]) => lines.map((line) => INDENT + line);

function describeParameters(result: FitResult, translator: Translator): string[] {
  if (result.params === null) return [];
  const rows = Object.entries(result.params).map(([name, value]) => {
    const error = result.standardErrors?.[name];
    const uncertainty =
      error === undefined
        ? translator.t('fit.noStandardError')
        : translator.t('fit.standardError', { error: error.toPrecision(ERROR_DIGITS) });
    return [name, value.toPrecision(VALUE_DIGITS), uncertainty];
  });
  return indented(alignColumns(rows));
}

function describeHoldout(result: FitResult, translator: Translator): string[] {
  if (result.holdout === null) return [];
  const { actual, predicted, byFrequency } = result.holdout;
  const rows = byFrequency.map((bin) => [
    bin.x,
    translator.number(bin.customers),
    translator.number(bin.actualMean, 4),
    translator.number(bin.predictedMean, 4),
  ]);
  return [
    '',
    translator.t('fit.holdout', {
      horizon: translator.number(result.horizon),
      unit: translator.t(`fit.unit.${result.unit}`),
      actual: translator.number(actual),
      predicted: translator.number(predicted, 1),
    }),
    ...indented(
      alignColumns([
        ['x', translator.t('fit.customers'), translator.t('fit.actual'), translator.t('fit.predicted')],
        ...rows,
      ]),
    ),
  ];
}

/** The fit as a person reads it in a terminal. */
export function describeFit(result: FitResult, translator: Translator): string {
  const modelName = (model: string) => translator.t(`value.model.${model}`);
  const compared = result.compared.length < 2 ? [] : result.compared;
  return [
    translator.t('fit.heading', {
      model: modelName(result.model),
      customers: translator.number(result.customers),
      distinct: translator.number(result.distinct),
    }),
    ...describeParameters(result, translator),
    ...(result.logLikelihood === null
      ? []
      : [translator.t('fit.logLikelihood', { value: translator.number(result.logLikelihood, 3) })]),
    ...result.findings.map((finding) =>
      translator.t('value.fitFinding', {
        model: modelName(result.model),
        finding: describeFinding(finding, translator),
      }),
    ),
    ...compared.map((candidate) =>
      translator.t(candidate.holdoutMae === null ? 'fit.candidate' : 'fit.candidateWithHoldout', {
        model: modelName(candidate.model),
        logLikelihood: candidate.logLikelihood === null ? '–' : translator.number(candidate.logLikelihood, 3),
        mae: candidate.holdoutMae === null ? '–' : translator.number(candidate.holdoutMae, 4),
      }),
    ),
    ...describeHoldout(result, translator),
    '',
  ].join('\n');
}
