import { z } from 'zod';
import { FIELDS, type Field } from '../ingest/contract.ts';
import { AppError } from '../platform/errors.ts';
import { dayFromIso, isoFromDay } from '../platform/time.ts';
import { FIT_MODELS } from '../value/fit/contract.ts';

const isoDay = z.string().refine((text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && isoFromDay(dayFromIso(text)) === text);
const timezone = z.string().refine((name) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
});
const currency = z
  .string()
  .transform((code) => code.toUpperCase())
  .refine((code) => Intl.supportedValuesOf('currency').includes(code));

/** What each option's value must be; the key is also that of the sentence which says so (cli.expected.*). */
const VALUES = {
  asOf: isoDay,
  until: isoDay,
  horizon: z.coerce.number().positive().max(36_500),
  horizonDays: z.coerce.number().int().positive().max(36_500),
  unit: z.enum(['day', 'week']),
  margin: z.coerce.number().positive().max(1),
  currency,
  timezone,
  discount: z.coerce.number().min(0).max(10),
  budget: z.coerce.number().min(0),
  contactCost: z.coerce.number().min(0),
  agentHours: z.coerce.number().min(0),
  control: z.coerce.number().min(0).max(0.5),
  seed: z.coerce.number().int().min(0).max(0xffff_ffff),
  model: z.enum(FIT_MODELS),
} as const;
type ValueName = keyof typeof VALUES;

/** A parser for commander that refuses a wrong value with the option, the value and what was expected. */
export function parse<Name extends ValueName>(
  name: Name,
  option: string,
): (text: string) => z.infer<(typeof VALUES)[Name]> {
  return (text) => {
    const result = text.trim() === '' ? undefined : VALUES[name].safeParse(text);
    if (result?.success) return result.data as z.infer<(typeof VALUES)[Name]>;
    throw new AppError('usage', `cli.expected.${name}`, { option, value: text });
  };
}

/** `--map order_date=下单时间,amount=实付` → { order_date: '下单时间', amount: '实付' }; a comma in a heading is written `\,`. */
export function parseMap(text: string): Partial<Record<Field, string>> {
  const map: Partial<Record<Field, string>> = {};
  for (const piece of text.split(/(?<!\\),/)) {
    const at = piece.indexOf('=');
    const field = piece.slice(0, at).trim() as Field;
    if (at < 1 || !FIELDS.includes(field) || piece.slice(at + 1).trim() === '') {
      throw new AppError('usage', 'cli.error.bad_map', { piece, fields: FIELDS.join(', ') });
    }
    map[field] = piece
      .slice(at + 1)
      .trim()
      .replaceAll('\\,', ',');
  }
  return map;
}
