import { CommanderError } from 'commander';
import { AppError, EXIT_CODES } from '../platform/errors.ts';
import type { Translator } from '../platform/i18n.ts';

export interface Failure {
  readonly exitCode: number;
  /** null: nothing more to say (help and version have printed what they had). */
  readonly message: string | null;
}

/** What a person is told when a command fails: what happened, where, and what to do; never a stack trace. */
export function explainFailure(error: unknown, translator: Translator): Failure {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return { exitCode: EXIT_CODES.ok, message: null };
    const key = `cli.error.${error.code}`;
    const detail = /'([^']*)'/.exec(error.message)?.[1] ?? '';
    const text = translator.has(key) ? translator.t(key, { detail }) : error.message;
    return { exitCode: EXIT_CODES.usage, message: translator.t('cli.failed', { text }) };
  }
  if (error instanceof AppError) {
    return {
      exitCode: EXIT_CODES[error.kind],
      message: translator.t('cli.failed', { text: translator.t(error.code, error.values) }),
    };
  }
  const text = error instanceof Error ? error.message : String(error);
  const key = (error as NodeJS.ErrnoException).code === 'ENOSPC' ? 'cli.error.disk_full' : 'cli.error.unexpected';
  return { exitCode: EXIT_CODES.internal, message: translator.t('cli.failed', { text: translator.t(key, { text }) }) };
}
