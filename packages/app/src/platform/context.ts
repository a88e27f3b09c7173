import type { Facts } from './facts.ts';
import type { Translator } from './i18n.ts';
import type { Progress } from './progress.ts';

/** What every stage's shell is given: where facts live, who listens, which language, which seed. */
export interface RunContext {
  readonly facts: Facts;
  readonly progress: Progress;
  readonly translator: Translator;
  readonly seed: number;
}
