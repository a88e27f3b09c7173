import type { Translator } from '../platform/i18n.ts';
import { alignColumns } from '../platform/text-table.ts';
import { dayFromIso } from '../platform/time.ts';
import type { BackTest, FitSummary, ValueSummary } from './contract.ts';
import { describeFinding } from './describe-finding.ts';

const UNKNOWN = '–';
const ERROR_DECIMALS = 3;

const figure = (value: number | null, translator: Translator) =>
  value === null ? UNKNOWN : translator.number(value, ERROR_DECIMALS);

function describeBackTest(test: BackTest, translator: Translator): string[] {
  const { t, number, percent, date } = translator;
  const heading = ['model', 'mae', 'rmse', 'bias', 'deviance', 'auc'].map((column) => t(`value.column.${column}`));
  const rows = test.models.map(({ model, mae, rmse, bias, deviance, auc }) => [
    t(`value.model.${model}`),
    figure(mae, translator),
    figure(rmse, translator),
    bias === null ? UNKNOWN : percent(bias, 1),
    figure(deviance, translator),
    figure(auc, translator),
  ]);
  return [
    t('value.backTest', {
      from: date(dayFromIso(test.from)),
      to: date(dayFromIso(test.to)),
      days: number(test.days),
      customers: number(test.customers),
      purchases: number(test.actualPurchases),
    }),
    ...alignColumns([heading, ...rows]).map((line) => `  ${line}`),
    describeFinding(test.verdict, translator),
  ];
}

function describeFitFindings(fit: FitSummary, translator: Translator): string[] {
  const model = translator.t(`value.model.${fit.model}`);
  return fit.findings.map((finding) =>
    translator.t('value.fitFinding', { model, finding: describeFinding(finding, translator) }),
  );
}

/** The value of the customers as a person reads it in a terminal: which model, why, and how well it foretold. */
export function describeValue(summary: ValueSummary, translator: Translator): string {
  const { t, number } = translator;
  const fits = [...summary.fits, summary.spend, summary.rhythm].filter((fit) => fit !== null);
  return [
    t('value.heading', { days: number(summary.horizonDays) }),
    t('value.answer', {
      asset: number(summary.customerAsset),
      model: t(`value.model.${summary.chosenModel}`),
      rung: t(`value.rung.${summary.rung.replaceAll(' ', '_')}`),
    }),
    ...(summary.backTest === null ? [t('value.noBackTest')] : describeBackTest(summary.backTest, translator)),
    ...summary.findings.map((finding) => `- ${describeFinding(finding, translator)}`),
    ...fits.flatMap((fit) => describeFitFindings(fit, translator)).map((line) => `- ${line}`),
    '',
  ].join('\n');
}
