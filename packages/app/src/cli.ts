import { explainFailure } from './cli/explain-failure.ts';
import { chooseLanguage } from './cli/language.ts';
import { createProgram } from './cli/program.ts';
import { AppError, EXIT_CODES } from './platform/errors.ts';
import { createTranslator, locales } from './platform/i18n.ts';

const cancel = new AbortController();
process.once('SIGINT', () => cancel.abort());
process.once('SIGTERM', () => cancel.abort());

const args = process.argv.slice(2);
const asked = chooseLanguage(args, process.env);
const known = locales().includes(asked);
const translator = createTranslator(known ? asked : 'en');

try {
  if (!known) throw new AppError('usage', 'cli.error.unknown_language', { locale: asked, known: locales().join(', ') });
  const { stdout, stderr } = process;
  const program = createProgram({ translator, stdout, stderr, now: Date.now, signal: cancel.signal });
  await program.parseAsync(args.length === 0 ? ['--help'] : args, { from: 'user' });
  process.exitCode = EXIT_CODES.ok;
} catch (error) {
  const failure = explainFailure(error, translator);
  if (failure.message !== null) process.stderr.write(`${failure.message}\n`);
  process.exitCode = failure.exitCode;
}
