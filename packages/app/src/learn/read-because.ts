import { RULES } from '../decide/contract.ts';
import { AppError } from '../platform/errors.ts';
import { readCatalogue } from '../platform/i18n.ts';
import type { NumberStyle } from './describe-number.ts';
import type { CodeColumn, OutcomeColumn } from './outcome-columns.ts';

type MentionStyle = 'whole' | 'percent' | 'money' | 'name';
export interface Mention {
  readonly of: OutcomeColumn;
  readonly as: MentionStyle;
}

/** What the sentences of `decide.because` can mention, and the column it comes from. */
const MENTIONS: Readonly<Record<string, Mention>> = {
  silent_days: { of: 'silent_days', as: 'whole' },
  usual_gap: { of: 'usual_gap', as: 'whole' },
  lost_days: { of: 'lost_days', as: 'whole' },
  p_alive_percent: { of: 'p_alive', as: 'percent' },
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

/** The four steps of an explanation, in order: where the customer stands, what it is worth, why, what follows. */
const STEPS: Readonly<Record<string, CodeColumn>> = {
  state: 'standing',
  value: 'tier',
  reason: 'reason',
  rule: 'settlement',
};

function meant<Meaning>(meanings: Readonly<Record<string, Meaning>>, placeholder: string): Meaning {
  const meaning = meanings[placeholder];
  if (meaning === undefined) throw new AppError('internal', 'learn.error.no_mention', { placeholder });
  return meaning;
}

export const mentionOf = (placeholder: string): Mention => meant(MENTIONS, placeholder);
export const stepOf = (placeholder: string): CodeColumn => meant(STEPS, placeholder);

/** Who is not in trouble needs no reason. */
export const CALM_RULE = RULES.indexOf('not_in_trouble');

/** The key of the template that joins the steps. */
export const joinKey = (calm: boolean) => (calm ? 'learn.because.calm' : 'learn.because.sentences');

export const nameKey = (column: CodeColumn, code: string) => `decide.${column}.${code}`;
export const stepKey = (step: string, code: string) => `decide.because.${step}.${code}`;

/** The raw text of a catalogue key, placeholders and all. */
export type Templates = (key: string) => string;

/** Which words and digits make the sentences of one language and currency. */
export interface Wording {
  readonly template: Templates;
  readonly style: NumberStyle;
}

export function readTemplates(locale: string): Templates {
  const catalogue = readCatalogue(locale);
  return (key) => {
    const text = key
      .split('.')
      .reduce<unknown>((node, name) => (node as Record<string, unknown> | undefined)?.[name], catalogue);
    if (typeof text !== 'string') throw new AppError('internal', 'learn.error.no_template', { key, locale });
    return text;
  };
}
