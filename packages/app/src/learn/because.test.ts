import { createInstance } from 'i18next';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../platform/errors.ts';
import { type Facts, openFacts } from '../platform/facts.ts';
import { createTranslator, locales, type Translator } from '../platform/i18n.ts';
import { currencyOf } from '../platform/money.ts';
import { createNarrator } from './because.ts';
import { becauseSql, readTemplates } from './because-sql.ts';
import { parseTemplate } from './because-template.ts';
import { CODES, type OutcomeColumns } from './outcome-columns.ts';
import { moneyText, numberStyle, wholeText } from './plain-number.ts';

let facts: Facts;
beforeAll(async () => {
  facts = await openFacts({ threads: 1 });
});
afterAll(() => facts.close());

/** Customers through every code, with amounts at the places where rounding and grouping turn. */
function awkwardColumns(): OutcomeColumns {
  const amounts = [
    0, 0.004, 0.005, 1.005, 9.994, 9.995, 9.999, 10, 10.5, 999.4, 999.5, 1000, 1234567.5, -0.004, -3.456,
  ];
  const shares = [0, 0.0049, 0.005, 0.125, 0.285, 0.5, 0.995, 1, Number.NaN, Number.POSITIVE_INFINITY];
  const days = [0, 1, 30.5, 998.5, 999, 999.5, 1000, 12345, Number.NaN];
  const rows = 360;
  const cycle = (values: readonly number[], step: number) =>
    Float64Array.from({ length: rows }, (_, row) => values[(row * step + step) % values.length] ?? 0);
  const whole = (values: readonly number[]) =>
    Int32Array.from({ length: rows }, (_, row) => values[row % values.length] ?? 0);
  const code = (codes: readonly string[], step: number) =>
    Uint8Array.from({ length: rows }, (_, row) => Math.floor(row / step) % codes.length);
  return {
    first_day: whole([0]),
    last_day: whole([10]),
    x: whole([0, 1, 2]),
    past_margin: cycle(amounts, 1),
    mean_margin: cycle(amounts, 2),
    state: code(CODES.state, 1),
    episode: whole([1, 2]),
    silent_days: whole([0, 7, 999, 1000]),
    usual_gap: cycle(days, 1),
    lost_days: cycle(days, 2),
    p_alive: cycle(shares, 1),
    expected_purchases: cycle(amounts, 1),
    future_value: cycle(amounts, 4),
    sltv: cycle(amounts, 7),
    sltv_low: cycle(amounts, 1),
    sltv_high: cycle(amounts, 1),
    tier: code(CODES.tier, 5),
    reason: code(CODES.reason, 2),
    evidence: cycle(shares, 3),
    attitude: code(CODES.attitude, 3),
    action: code(CODES.action, 7),
    offer: code(CODES.offer, 11),
    control: code(['0', '1'], 1),
    rule: code(CODES.rule, 3),
    chance_with: cycle(shares, 7),
    chance_without: cycle(shares, 1),
    delta: cycle(amounts, 2),
    cost: cycle(amounts, 8),
    minutes: cycle(amounts, 1),
  };
}

async function sentencesBySql(columns: OutcomeColumns, because: string): Promise<string[]> {
  await facts.create('outcome_columns', columns);
  const rows = await facts.rows<{ said: string }>(`SELECT ${because} AS said FROM outcome_columns`);
  return rows.map(({ said }) => said);
}

function sentencesRowByRow(columns: OutcomeColumns, narrate: (columns: OutcomeColumns, customer: number) => string) {
  return Array.from({ length: columns.x.length }, (_, customer) => narrate(columns, customer));
}

describe('the sentence that explains a decision', () => {
  it.each(locales())('is the same from the facts engine and from the catalogue, in %s', async (locale) => {
    const translator = createTranslator(locale);
    const columns = awkwardColumns();
    for (const currency of [currencyOf('GBP'), currencyOf('JPY'), null]) {
      const style = numberStyle(translator, currency);
      const bySql = await sentencesBySql(columns, becauseSql(readTemplates(locale), style));
      expect(bySql).toEqual(sentencesRowByRow(columns, createNarrator(translator, style)));
      for (const sentence of bySql) expect(sentence).not.toMatch(/\{\{|undefined|NaN|decide\.|learn\./);
    }
  });

  it('mentions every placeholder that a template may use, with quotes and separators of other languages', async () => {
    const sentence =
      "It's {{silent_days}} d, {{usual_gap}}/{{lost_days}}; {{p_alive_percent}} % {{value}} {{sltv}} {{future_value}} " +
      '{{evidence_percent}} {{chance_with_percent}} {{chance_without_percent}} {{delta}} {{cost}} {{tier}} {{attitude}} ' +
      '{{action}} {{offer}}';
    const template = (key: string) => {
      if (key === 'learn.because.sentences') return '{{state}}|{{value}}|{{reason}}|{{rule}}';
      if (key === 'learn.because.calm') return '{{rule}}/{{state}}';
      if (key === 'learn.because.unknown') return "n'y a pas";
      return key.startsWith('decide.because.state') ? sentence : key.replaceAll('.', ' ');
    };
    const i18n = createInstance({ lng: 'de', interpolation: { escapeValue: false }, initAsync: false });
    void i18n.init();
    const format = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat('de', options);
    const german = {
      locale: 'de',
      t: (key: string, values = {}) => i18n.t(key, { ...values, defaultValue: template(key) }),
      number: (value: number, decimals = 0) =>
        format({ minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value),
      money: (value: number, currency: string | null) =>
        format({ style: 'currency', currency: currency ?? 'EUR', maximumFractionDigits: 0 }).format(value),
    } as Translator;
    const style = numberStyle(german, currencyOf('EUR'));
    expect(style).toMatchObject({ group: '.', decimal: ',' });
    const columns = awkwardColumns();
    const bySql = await sentencesBySql(columns, becauseSql(template, style));
    expect(bySql).toEqual(sentencesRowByRow(columns, createNarrator(german, style)));
    expect(bySql.some((said) => said.includes("n'y a pas"))).toBe(true);
  });

  it('refuses a placeholder that means nothing, by name', () => {
    const style = numberStyle(createTranslator('en'), null);
    const template = (key: string) => (key.startsWith('learn') ? '{{rule}}' : '{{shoe_size}}');
    expect(() => becauseSql(template, style)).toThrow(AppError);
    expect(() => readTemplates('en')('learn.because.nowhere')).toThrow(/no_template/);
  });

  it('takes a template apart into text and placeholders', () => {
    expect(parseTemplate('a {{ b }}{{c_d}} e')).toEqual([
      { text: 'a ' },
      { placeholder: 'b' },
      { placeholder: 'c_d' },
      { text: ' e' },
    ]);
    expect(parseTemplate('')).toEqual([]);
  });
});

describe('numbers in a sentence', () => {
  const style = numberStyle(createTranslator('en'), currencyOf('GBP'));

  it('gives pence only to small amounts and keeps the sign before the currency', () => {
    const said = [0, 3.5, -3.456, 9.999, 10.5, 1234567.4].map((amount) => moneyText(amount, style));
    expect(said).toEqual(['£0.00', '£3.50', '-£3.46', '£10.00', '£11', '£1,234,567']);
  });

  it('groups thousands and never says minus zero', () => {
    expect([999, 1000, 1234567, -0.2, -1500.5].map((value) => wholeText(value, style))).toEqual([
      '999',
      '1,000',
      '1,234,567',
      '0',
      '-1,501',
    ]);
  });
});
