import type { Translator } from '../platform/i18n.ts';
import { alignColumns } from '../platform/text-table.ts';
import type { PlanSummary } from './contract.ts';

/** Below this, cents matter. */
const SMALL_MONEY = 100;

function moneyOf(amount: number, translator: Translator): string {
  return translator.number(amount, Math.abs(amount) < SMALL_MONEY ? 2 : 0);
}

function indented(rows: readonly (readonly string[])[]): string[] {
  return alignColumns(rows).map((line) => `  ${line}`);
}

function describeActions(plan: PlanSummary, translator: Translator): string[] {
  const rows = plan.byAction.filter(({ action, customers }) => action !== 'none' && customers > 0);
  if (rows.length === 0) return [];
  const heading = ['action', 'customers', 'cost', 'hours', 'gain'].map((column) =>
    translator.t(`decide.plan.column.${column}`),
  );
  return indented([
    heading,
    ...rows.map(({ action, customers, cost, hours, gain }) => [
      translator.t(`decide.action.${action}`),
      translator.number(customers),
      moneyOf(cost, translator),
      translator.number(hours, 1),
      moneyOf(gain, translator),
    ]),
  ]);
}

function describeRules(plan: PlanSummary, translator: Translator): string[] {
  const heading = ['rule', 'customers', 'forgone'].map((column) => translator.t(`decide.plan.column.${column}`));
  const rows = plan.byRule.filter(({ customers }) => customers > 0);
  return indented([
    heading,
    ...rows.map(({ rule, customers, gainForgone }) => [
      translator.t(`decide.rule.${rule}`),
      translator.number(customers),
      moneyOf(gainForgone, translator),
    ]),
  ]);
}

function describeTiers(plan: PlanSummary, translator: Translator): string[] {
  const heading = ['tier', 'customers', 'lost', 'stake'].map((column) => translator.t(`decide.plan.column.${column}`));
  return [
    ...indented([
      heading,
      ...plan.tiers.map(({ tier, customers, lost, valueAtStake }) => [
        translator.t(`decide.tier.${tier}`),
        translator.number(customers),
        translator.number(lost),
        moneyOf(valueAtStake, translator),
      ]),
    ]),
    translator.t('decide.plan.tiers_how'),
  ];
}

function describePower({ power }: PlanSummary, translator: Translator): string {
  if (power === null) return translator.t('decide.plan.no_control');
  const values = {
    treated: translator.number(power.treated),
    control: translator.number(power.control),
    base: translator.percent(power.baseRate, 1),
    expected: translator.points(power.expectedLift),
  };
  if (power.detectableLift === null) return translator.t('decide.plan.control_too_small', values);
  const seen = { ...values, detectable: translator.points(power.detectableLift) };
  return power.detectableLift <= power.expectedLift
    ? translator.t('decide.plan.control_enough', seen)
    : translator.t('decide.plan.control_not_enough', seen);
}

/** The plan on a terminal: what it brings, who is contacted how, who is not and why, and what it can prove. */
export function describePlan(plan: PlanSummary, translator: Translator): string {
  const { t, number, percent } = translator;
  const limit = (value: number | null) => (value === null ? t('decide.plan.no_limit') : number(value));
  return [
    t('decide.plan.heading'),
    t('decide.plan.gain', {
      gain: moneyOf(plan.expectedGain, translator),
      contacted: number(plan.contacted),
      cost: moneyOf(plan.cost, translator),
      hours: number(plan.hours, 1),
    }),
    ...describeActions(plan, translator),
    t('decide.plan.limits', { budget: limit(plan.budget), hours: limit(plan.agentHours) }),
    t('decide.plan.best_budget', { budget: moneyOf(plan.bestBudget, translator) }),
    t('decide.plan.prices', {
      money: number(plan.shadowPrices.money, 2),
      hour: number(plan.shadowPrices.hour, 2),
      gap: percent(plan.dualityGap, 4),
    }),
    ...describeRules(plan, translator),
    ...describeTiers(plan, translator),
    describePower(plan, translator),
    t('decide.plan.assumed'),
    ...new Set(plan.priors.map(({ source }) => `  ${t(`decide.source.${source}`)}`)),
    '',
  ].join('\n');
}
