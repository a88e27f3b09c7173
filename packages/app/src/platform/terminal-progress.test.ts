import { expect, test } from 'vitest';
import { createTranslator } from './i18n.ts';
import { createTerminalProgress, secondsLeft, shareDone } from './terminal-progress.ts';

const parts = [
  { name: 'ingest', share: 0.5 },
  { name: 'value', share: 0.5 },
];

test('the share done counts the parts behind and the fraction of the one under way', () => {
  expect(shareDone(parts, 'ingest', 0.5)).toBe(0.25);
  expect(shareDone(parts, 'value', 0)).toBe(0.5);
  expect(shareDone(parts, 'unknown', 0.5)).toBe(0);
});

test('no forecast is made from too little', () => {
  expect(secondsLeft(500, 0.5)).toBeNull();
  expect(secondsLeft(5000, 0.01)).toBeNull();
  expect(secondsLeft(4000, 0.4)).toBe(6);
});

test('a terminal sees stage, rows and time left on one line; the line is wiped at the end', () => {
  let written = '';
  let clock = 0;
  const progress = createTerminalProgress({
    stream: { isTTY: true, write: (text) => (written += text) },
    translator: createTranslator('en'),
    parts,
    now: () => clock,
    poll: () => ({ rows: 1_500, total: 3_000 }),
  });
  clock = 2_000;
  progress.stage('cli.help');
  expect(written).toContain('1,500 of 3,000 rows');
  progress.done();
  expect(written.endsWith('\r\u001b[2K')).toBe(true);
});

test('a stage that knows only its total goes forward with the engine', () => {
  let written = '';
  const progress = createTerminalProgress({
    stream: { isTTY: true, write: (text) => (written += text) },
    translator: createTranslator('en'),
    parts,
    now: () => 0,
    poll: () => ({ rows: 500, total: 2_000 }),
  });
  progress.stage('cli.help', 1_000);
  progress.done();
  expect(written).toContain('250 of 1,000 rows');
});

test('where there is no terminal each stage is one plain line', () => {
  let written = '';
  const progress = createTerminalProgress({
    stream: { write: (text) => (written += text) },
    translator: createTranslator('zh-CN'),
    parts,
    now: () => 0,
    poll: () => null,
  });
  progress.stage('cli.help');
  progress.done();
  expect(written).toBe('显示本帮助\n');
});
