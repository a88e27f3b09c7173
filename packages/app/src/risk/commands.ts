import type { Translator } from '../platform/i18n.ts';
import { alignColumns } from '../platform/text-table.ts';
import type { RiskSummary } from './contract.ts';

/** From this correlation on two indicators are shown to say the same. */
const SAYS_THE_SAME = 0.9;

function describeIndicators(summary: RiskSummary, translator: Translator): string[] {
  const name = (indicator: string) => translator.t(`risk.indicator.${indicator}`);
  const parts = summary.indicators.map(({ indicator, weight }) =>
    translator.t('risk.weight', { indicator: name(indicator), weight: translator.percent(weight) }),
  );
  const pairs = summary.indicators.flatMap(({ indicator, correlation }, row) =>
    summary.indicators
      .slice(row + 1)
      .map((other) => ({ indicator, other: other.indicator, value: correlation[other.indicator] ?? null })),
  );
  const redundant = pairs.filter(({ value }) => value !== null && Math.abs(value) >= SAYS_THE_SAME);
  return [
    translator.t('risk.score', {
      parts: parts.join(translator.t('risk.listSeparator')),
      threshold: translator.number(summary.threshold, 2),
    }),
    ...redundant.map(({ indicator, other, value }) =>
      translator.t('risk.redundant', {
        one: name(indicator),
        other: name(other),
        correlation: translator.number(value ?? 0, 2),
      }),
    ),
  ];
}

function describeStates(summary: RiskSummary, translator: Translator): string[] {
  const heading = ['state', 'customers', 'pastMargin', 'futureValue'].map((column) =>
    translator.t(`risk.column.${column}`),
  );
  const rows = summary.states.map(({ state, customers, futureValue, pastMargin }) => [
    translator.t(`risk.state.${state}`),
    ...[customers, pastMargin, futureValue].map((value) => translator.number(value)),
  ]);
  return alignColumns([heading, ...rows]).map((line) => `  ${line}`);
}

/** Where the customers stand, as a person reads it in a terminal. */
export function describeRisk(summary: RiskSummary, translator: Translator): string {
  const { episodes } = summary;
  const silence = episodes.medianSilenceBeforeReturnDays;
  return [
    translator.t('risk.heading'),
    ...describeStates(summary, translator),
    translator.t('risk.episodes', {
      losses: translator.number(episodes.losses),
      returns: translator.number(episodes.returns),
      lostAgain: translator.number(episodes.lostAgain),
    }),
    ...(silence === null ? [] : [translator.t('risk.silence', { days: translator.number(silence) })]),
    ...describeIndicators(summary, translator),
    '',
  ].join('\n');
}
