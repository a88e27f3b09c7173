import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { chooseLanguage } from '../src/cli/language.ts';
import { fitResult } from '../src/value/fit/contract.ts';
import { runCommand } from './run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'winback-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const cdnow = fileURLToPath(new URL('../../../../shared/data/cdnow/cdnow_cbs_holdout.csv', import.meta.url));

describe('the language', () => {
  test('is that of --lang, else of the terminal, else English', () => {
    expect(chooseLanguage(['analyze', '--lang', 'zh-CN'], {})).toBe('zh-CN');
    expect(chooseLanguage(['--lang=zh-CN'], { LANG: 'en_US.UTF-8' })).toBe('zh-CN');
    expect(chooseLanguage([], { LANG: 'zh_CN.UTF-8' })).toBe('zh-CN');
    expect(chooseLanguage([], { LC_ALL: 'zh_TW', LANG: 'en_US' })).toBe('zh-CN');
    expect(chooseLanguage([], { LANG: 'C' })).toBe('en');
  });

  test('an unknown one is refused with those that are known', async () => {
    const { exitCode, stderr } = await runCommand('analyze', 'x.csv', '--lang', 'fr');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('en, zh-CN');
  });
});

describe('help', () => {
  test('is printed in either language, titles included', async () => {
    const english = await runCommand('analyze', '--help');
    expect(english.exitCode).toBe(0);
    expect(english.stdout).toMatch(/Usage: winback analyze <file\.\.\.> \[options\]/);
    const chinese = await runCommand('analyze', '--help', '--lang', 'zh-CN');
    expect(chinese.stdout).toMatch(/用法：\s*winback analyze/);
    expect(chinese.stdout).not.toMatch(/Options|Usage|default/);
  });
});

describe('wrong usage', () => {
  test.each([
    [['analyze', 'x.csv', '--horizn', '3'], '--horizn'],
    [['analyze'], 'file'],
    [['analyse', 'x.csv'], 'analyse'],
    [['analyze', 'x.csv', '--margin', '30'], '--margin 30'],
    [['analyze', 'x.csv', '--as-of', '2024-02-30'], '--as-of 2024-02-30'],
    [['analyze', 'x.csv', '--control', '0.7'], 'from 0 to 0.5'],
    [['analyze', 'x.csv', '--map', 'datum=Tag'], 'order_date'],
    [['analyze', 'x.csv', '--timezone', 'Mars/Olympus'], 'Mars/Olympus'],
    [['analyze', 'x.csv', '--currency', 'POUND'], 'ISO 4217'],
    [['fit', 'x.csv', '--model', 'magic'], 'pareto-nbd'],
  ])('%j is refused in a sentence, with exit code 2', async (args, mentioned) => {
    const { exitCode, stdout, stderr } = await runCommand(...args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(mentioned);
    expect(stderr).not.toMatch(/\n\s+at |cli\./);
    expect(stdout).toBe('');
  });
});

describe('winback fit', () => {
  test.skipIf(!existsSync(cdnow))('prints the published BG/NBD fit of CDNOW (needs ../shared/data/cdnow)', async () => {
    const { exitCode, stdout } = await runCommand('fit', cdnow, '--model', 'bg-nbd', '--json');
    expect(exitCode).toBe(0);
    const result = fitResult.parse(JSON.parse(stdout));
    expect(result.params?.r).toBeCloseTo(0.243, 3);
    expect(result.params?.alpha).toBeCloseTo(4.414, 2);
    expect(result.params?.a).toBeCloseTo(0.793, 3);
    expect(result.params?.b).toBeCloseTo(2.426, 2);
    expect(result.logLikelihood).toBeCloseTo(-9582.43, 1);
    expect(result.customers).toBe(2357);
    expect(result.rung).toBe('full model');
    expect(result.holdout?.actual).toBe(1882);
  });

  test.skipIf(!existsSync(cdnow))(
    'chooses by the holdout, and writes predictions (needs ../shared/data/cdnow)',
    async () => {
      const predictions = join(folder, 'predictions.csv');
      const { stdout } = await runCommand('fit', cdnow, '--predict', predictions, '--json');
      const { compared, model } = JSON.parse(stdout) as {
        model: string;
        compared: { model: string; holdoutMae: number }[];
      };
      const best = [...compared].sort((a, b) => a.holdoutMae - b.holdoutMae)[0];
      expect(model).toBe(best?.model);
      const rows = readFileSync(predictions, 'utf8').trim().split('\n');
      expect(rows[0]).toBe('customer_id,x,t_x,T,p_alive,expected_purchases');
      expect(rows).toHaveLength(2358);
    },
  );

  test('names the first row that is not a history', async () => {
    const file = join(folder, 'bad-cbs.csv');
    writeFileSync(file, 'cust,x,t.x,T.cal\n1,2,10,20\n2,1,30,20\n');
    const { exitCode, stderr } = await runCommand('fit', file, '--model', 'bg-nbd');
    expect(exitCode).toBe(3);
    expect(stderr).toContain('row 3');
  });

  test('says why it cannot fit instead of failing', async () => {
    const file = join(folder, 'one.csv');
    writeFileSync(file, 'cust,x,t.x,T.cal\n1,0,0,20\n');
    const { exitCode, stdout } = await runCommand('fit', file, '--model', 'gamma-gamma', '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      params: null,
      rung: 'not enough data',
      findings: [{ code: 'no_spend' }],
    });
  });
});
