import { RULES } from '../decide/contract.ts';
import type { Translator } from '../platform/i18n.ts';
import { CODES, type CodeColumn, type OutcomeColumn, type OutcomeColumns } from './outcome-columns.ts';
import { moneyText, type NumberStyle, wholeText } from './plain-number.ts';

/** What the sentences of `decide.because` can mention, and the column it comes from. */
export const MENTIONS: Readonly<Record<string, { readonly of: OutcomeColumn; readonly as: MentionStyle }>> = {
  silent_days: { of: 'silent_days', as: 'whole' },
  usual_gap: { of: 'usual_gap', as: 'whole' },
  lost_days: { of: 'lost_days', as: 'whole' },
  p_alive_percent: { of: 'p_alive', as: 'percent' },
  value: { of: 'past_margin', as: 'money' },
  sltv: { of: 'sltv', as: 'money' },
  future_value: { of: 'future_value', as: 'money' },
  evidence_percent: { of: 'evidence', as: 'percent' },
  chance_with_percent: { of: 'chance_with', as: 'percent' },
  chance_without_percent: { of: 'chance_without', as: 'percent' },
  delta: { of: 'delta', as: 'money' },
  cost: { of: 'cost', as: 'money' },
  tier: { of: 'tier', as: 'name' },
  attitude: { of: 'attitude', as: 'name' },
  action: { of: 'action', as: 'name' },
  offer: { of: 'offer', as: 'name' },
};
type MentionStyle = 'whole' | 'percent' | 'money' | 'name';

/** The four steps of an explanation, in order: where the customer stands, what it is worth, why, what follows. */
export const STEPS = { state: 'state', value: 'tier', reason: 'reason', rule: 'rule' } as const satisfies Record<
  string,
  CodeColumn
>;

/** Who is not in trouble needs no reason. */
export const CALM_RULE = RULES.indexOf('not_in_trouble');

/** The key of the template that joins the steps. */
export const joinKey = (calm: boolean) => (calm ? 'learn.because.calm' : 'learn.because.sentences');

export const nameKey = (column: CodeColumn, code: string) => `decide.${column}.${code}`;
export const stepKey = (step: string, code: string) => `decide.because.${step}.${code}`;

/** Says in a person's language why a customer is treated as decided; the row-by-row twin of `becauseSql`. */
export function createNarrator(translator: Translator, style: NumberStyle) {
  const say = (as: MentionStyle, column: OutcomeColumn, value: number): string => {
    if (as === 'name') {
      const codes: readonly string[] = CODES[column as CodeColumn];
      return translator.t(nameKey(column as CodeColumn, codes[value] ?? ''));
    }
    if (!Number.isFinite(value)) return translator.t('learn.because.unknown');
    if (as === 'money') return moneyText(value, style);
    return wholeText(as === 'percent' ? value * 100 : value, style);
  };
  return (columns: OutcomeColumns, customer: number): string => {
    const values = Object.fromEntries(
      Object.entries(MENTIONS).map(([name, { of, as }]) => [name, say(as, of, columns[of][customer] ?? Number.NaN)]),
    );
    const steps = Object.entries(STEPS).map(([step, column]) => {
      const codes: readonly string[] = CODES[column];
      return [step, translator.t(stepKey(step, codes[columns[column][customer] ?? 0] ?? ''), values)];
    });
    const calm = columns.rule[customer] === CALM_RULE;
    return translator.t(joinKey(calm), Object.fromEntries(steps));
  };
}
