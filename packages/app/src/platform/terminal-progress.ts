import type { Translator } from './i18n.ts';
import type { Progress } from './progress.ts';

/** How much of the whole time a part of the work usually takes; the shares of all parts add up to one. */
export interface WorkPart {
  readonly name: string;
  readonly share: number;
}

export interface RowProgress {
  readonly rows: number;
  readonly total: number;
}

export interface TerminalProgressOptions {
  readonly stream: { readonly isTTY?: boolean; write(text: string): unknown };
  readonly translator: Translator;
  readonly parts: readonly WorkPart[];
  readonly now: () => number;
  /** Rows of the statement that is running, as the facts engine counts them; their share counts where a stage says only its total. */
  readonly poll: () => RowProgress | null;
}

const REFRESH_MILLISECONDS = 250;
const FORECAST_FROM_MILLISECONDS = 1000;
const FORECAST_FROM_SHARE = 0.03;

/** The share of the whole work that is behind us, given the part under way and how far it is. */
export function shareDone(parts: readonly WorkPart[], part: string, within: number): number {
  const index = parts.findIndex((candidate) => candidate.name === part);
  if (index < 0) return 0;
  const before = parts.slice(0, index).reduce((sum, candidate) => sum + candidate.share, 0);
  return before + (parts[index]?.share ?? 0) * Math.min(Math.max(within, 0), 1);
}

/** Seconds still to go if the rest runs as the part behind us did; null while that would be a guess. */
export function secondsLeft(elapsedMilliseconds: number, share: number): number | null {
  if (elapsedMilliseconds < FORECAST_FROM_MILLISECONDS || share < FORECAST_FROM_SHARE) return null;
  return Math.ceil((elapsedMilliseconds / 1000 / share) * (1 - share));
}

/**
 * One line that is rewritten in place on a terminal; elsewhere one line per stage. Stage names are catalogue keys; the
 * word before their first dot names the part of the work.
 */
export function createTerminalProgress(options: TerminalProgressOptions): Progress {
  const { stream, translator, parts, now, poll } = options;
  const started = now();
  let stage = '';
  let own: RowProgress | null = null;

  const rowsNow = (): RowProgress | null => {
    const engine = poll();
    if (own === null || own.rows > 0) return own ?? engine;
    return engine === null ? null : { rows: Math.floor((engine.rows / engine.total) * own.total), total: own.total };
  };
  const line = (): string => {
    const rows = rowsNow();
    const part = stage.split('.')[0] ?? '';
    const left = secondsLeft(now() - started, shareDone(parts, part, rows === null ? 0 : rows.rows / rows.total));
    const pieces = [translator.t(stage)];
    if (rows !== null && rows.total > 0) {
      pieces.push(
        translator.t('cli.progress.rows', {
          rows: translator.number(Math.min(rows.rows, rows.total)),
          total: translator.number(rows.total),
        }),
      );
    }
    if (left !== null) pieces.push(translator.t('cli.progress.left', { seconds: translator.number(left) }));
    return pieces.join(translator.t('cli.progress.separator'));
  };
  const redraw = () => {
    if (stage !== '') stream.write(`\r\u001b[2K${line()}`);
  };
  const timer = stream.isTTY ? setInterval(redraw, REFRESH_MILLISECONDS) : undefined;
  timer?.unref();

  return {
    stage: (name, total) => {
      stage = name;
      own = total === undefined ? null : { rows: 0, total };
      if (stream.isTTY) redraw();
      else stream.write(`${translator.t(name)}\n`);
    },
    advance: (done) => {
      if (own !== null) own = { rows: done, total: own.total };
    },
    done: () => {
      clearInterval(timer);
      if (stream.isTTY) stream.write('\r\u001b[2K');
    },
  };
}
