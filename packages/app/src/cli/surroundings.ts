import type { Translator } from '../platform/i18n.ts';

/** What a command may touch of the process it runs in; tests pass their own. */
export interface Surroundings {
  readonly translator: Translator;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { readonly isTTY?: boolean; write(text: string): unknown };
  readonly now: () => number;
  readonly signal: AbortSignal;
}
