import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { addAnalyzeCommand } from './analyze.ts';
import { addFitCommand } from './fit.ts';
import type { Surroundings } from './surroundings.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** The `winback` command with its subcommands, speaking one language throughout. */
export function createProgram(surroundings: Surroundings): Command {
  const { translator, stdout } = surroundings;
  const program = new Command('winback')
    .description(translator.t('cli.description'))
    .usage(translator.t('cli.usage'))
    .version(version, '-V, --version', translator.t('cli.version'))
    .helpOption('-h, --help', translator.t('cli.help'))
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeOut: (text) => stdout.write(text), writeErr: () => {} })
    .configureHelp({
      styleTitle: (title) => translator.t(`cli.title.${title.replace(/\W/g, '')}`),
      optionDescription: ({ description, defaultValue }) =>
        ['string', 'number'].includes(typeof defaultValue)
          ? translator.t('cli.withDefault', { description, value: String(defaultValue) })
          : description,
    })
    .addHelpText('after', () => `\n${translator.t('cli.exitCodes')}`);
  addAnalyzeCommand(program, surroundings);
  addFitCommand(program, surroundings);
  for (const command of program.commands) {
    command
      .copyInheritedSettings(program)
      .usage(translator.t(`cli.${command.name()}.usage`))
      .helpOption('-h, --help', translator.t('cli.help'));
  }
  return program;
}
