import { AppError, EXIT_CODES } from '../platform/errors.ts';
import { createTranslator, locales } from '../platform/i18n.ts';
import { explainFailure } from './explain-failure.ts';
import { chooseLanguage } from './language.ts';
import { createProgram } from './program.ts';
import type { Surroundings } from './surroundings.ts';

/** Runs one command line and returns its exit code; everything it says goes to the streams given. */
export async function runCli(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  surroundings: Omit<Surroundings, 'translator'>,
): Promise<number> {
  const asked = chooseLanguage(args, environment);
  const known = locales();
  const translator = createTranslator(known.includes(asked) ? asked : 'en');
  try {
    if (!known.includes(asked)) {
      throw new AppError('usage', 'cli.error.unknown_language', { locale: asked, known: known.join(', ') });
    }
    const program = createProgram({ ...surroundings, translator });
    await program.parseAsync(args.length === 0 ? ['--help'] : args, { from: 'user' });
    return EXIT_CODES.ok;
  } catch (error) {
    const failure = explainFailure(error, translator);
    if (failure.message !== null) surroundings.stderr.write(`${failure.message}\n`);
    return failure.exitCode;
  }
}
