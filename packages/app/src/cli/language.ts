import { locales } from '../platform/i18n.ts';

/**
 * The language to speak before any option is parsed: --lang if it is there, else the terminal's, else English. An
 * unknown --lang is left for the option's own check to refuse.
 */
export function chooseLanguage(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const given = at < 0 ? undefined : (args[at]?.split('=')[1] ?? args[at + 1]);
  if (given !== undefined) return given;
  const spoken = (environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '')
    .replace(/\..*$/, '')
    .replace('_', '-');
  const known = locales();
  return (
    known.find((locale) => locale === spoken) ??
    known.find((locale) => locale.split('-')[0] === spoken.split('-')[0]) ??
    'en'
  );
}
