import { runCli } from '../src/cli/run-cli.ts';

export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `winback …` in this process and keeps what it says. */
export async function runCommand(...args: string[]): Promise<CommandResult> {
  let stdout = '';
  let stderr = '';
  const exitCode = await runCli(
    args,
    { LANG: 'en_GB.UTF-8' },
    {
      stdout: {
        write: (text) => {
          stdout += text;
        },
      },
      stderr: {
        write: (text) => {
          stderr += text;
        },
      },
      now: () => 0,
      signal: new AbortController().signal,
    },
  );
  return { exitCode, stdout, stderr };
}
