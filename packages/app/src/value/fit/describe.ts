import type { Translator } from '../../platform/i18n.ts';
import type { FitResult } from './contract.ts';

const PARAMETER_DECIMALS = 4;

function describeParameters(result: FitResult, translator: Translator): string[] {
  if (result.params === null) return [];
  return Object.entries(result.params).map(([name, value]) => {
    const error = result.standardErrors?.[name];
    const shown = value.toPrecision(6);
    return `  ${name.padEnd(6)} ${shown.padStart(12)}   ${
      error === undefined
        ? translator.t('fit.noStandardError')
        : translator.t('fit.standardError', { error: error.toPrecision(PARAMETER_DECIMALS) })
    }`;
  });
}

function describeHoldout(result: FitResult, translator: Translator): string[] {
  if (result.holdout === null) return [];
  const { actual, predicted, byFrequency } = result.holdout;
  return [
    '',
    translator.t('fit.holdout', {
      horizon: translator.number(result.horizon),
      unit: translator.t(`fit.unit.${result.unit}`),
      actual: translator.number(actual),
      predicted: translator.number(predicted, 1),
    }),
    `  ${'x'.padStart(4)} ${'n'.padStart(10)} ${translator.t('fit.actual').padStart(12)} ${translator.t('fit.predicted').padStart(12)}`,
    ...byFrequency.map(
      (bin) =>
        `  ${bin.x.padStart(4)} ${translator.number(bin.customers).padStart(10)} ${translator.number(bin.actualMean, 4).padStart(12)} ${translator.number(bin.predictedMean, 4).padStart(12)}`,
    ),
  ];
}

/** The fit as a person reads it in a terminal. */
export function describeFit(result: FitResult, translator: Translator): string {
  const compared = result.compared.length < 2 ? [] : result.compared;
  return [
    translator.t('fit.heading', {
      model: translator.t(`fit.model.${result.model}`),
      customers: translator.number(result.customers),
      distinct: translator.number(result.distinct),
    }),
    ...describeParameters(result, translator),
    ...(result.logLikelihood === null
      ? []
      : [translator.t('fit.logLikelihood', { value: translator.number(result.logLikelihood, 3) })]),
    ...result.findings.map((finding) => translator.t(`fit.finding.${finding.code}`, finding.values)),
    ...compared.map((candidate) =>
      translator.t(candidate.holdoutMae === null ? 'fit.candidate' : 'fit.candidateWithHoldout', {
        model: translator.t(`fit.model.${candidate.model}`),
        logLikelihood: candidate.logLikelihood === null ? '–' : translator.number(candidate.logLikelihood, 3),
        mae: candidate.holdoutMae === null ? '–' : translator.number(candidate.holdoutMae, 4),
      }),
    ),
    ...describeHoldout(result, translator),
    '',
  ].join('\n');
}
