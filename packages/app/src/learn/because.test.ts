import { createInstance } from 'i18next';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../platform/errors.ts';
import { type Facts, openFacts } from '../platform/facts.ts';
import { createTranslator, locales, type Translator } from '../platform/i18n.ts';
import { currencyOf } from '../platform/money.ts';
import { createNarrator } from './because-bytes.ts';
import { becauseSql } from './because-sql.ts';
import { parseTemplate } from './because-template.ts';
import { type NumberStyle, numberStyle } from './describe-number.ts';
import { CODES, type OutcomeColumns } from './outcome-columns.ts';
import { readTemplates, type Templates } from './read-because.ts';

let facts: Facts;
beforeAll(async () => {
  facts = await openFacts({ threads: 1 });
});
afterAll(() => facts.close());

/** Customers through every code, with amounts at the places where rounding and grouping turn. */
function awkwardColumns(): OutcomeColumns {
  const amounts = [
    0,
    1,
    99,
    100,
    345,
    -345,
    994,
    995,
    999,
    1000,
    1049,
    1050,
    99_849,
    99_850,
    99_949,
    99_950,
    100_000,
    123_456_750,
    -1,
    -999,
    -1000,
    -99_950,
    -150_050,
    3e12,
    Number.NaN,
  ];
  const shares = [0, 49, 50, 1250, 2850, 5000, 9950, 10_000, Number.NaN, Number.POSITIVE_INFINITY];
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
    mean_margin: cycle(amounts, 2),
    state: code(CODES.state, 1),
    standing: code(CODES.standing, 1),
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
    settlement: code(CODES.settlement, 3),
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

function sentencesRowByRow(columns: OutcomeColumns, narrate: (customer: number) => string) {
  return Array.from({ length: columns.x.length }, (_, customer) => narrate(customer));
}

describe('the sentence that explains a decision', () => {
  it.each(locales())('is the same from the facts engine and from the catalogue, in %s', async (locale) => {
    const translator = createTranslator(locale);
    const columns = awkwardColumns();
    for (const currency of [currencyOf('GBP'), currencyOf('JPY'), null]) {
      const style = numberStyle(translator, currency);
      const wording = { template: readTemplates(locale), style };
      const bySql = await sentencesBySql(columns, becauseSql(wording));
      expect(bySql).toEqual(sentencesRowByRow(columns, createNarrator(wording, columns)));
      for (const sentence of bySql) expect(sentence).not.toMatch(/\{\{|undefined|NaN|decide\.|learn\./);
    }
  });

  it('mentions every placeholder that a template may use, with quotes and separators of other languages', async () => {
    const sentence =
      "It's {{silent_days}} d, {{usual_gap}}/{{lost_days}}; {{p_alive_percent}} % {{sltv}} {{future_value}} " +
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
    const bySql = await sentencesBySql(columns, becauseSql({ template, style }));
    expect(bySql).toEqual(sentencesRowByRow(columns, createNarrator({ template, style }, columns)));
    expect(bySql.some((said) => said.includes("n'y a pas"))).toBe(true);
  });

  it('refuses a placeholder that means nothing, by name', () => {
    const style = numberStyle(createTranslator('en'), null);
    const template = (key: string) => (key.startsWith('learn') ? '{{rule}}' : '{{shoe_size}}');
    expect(() => becauseSql({ template, style })).toThrow(AppError);
    expect(() => createNarrator({ template, style }, awkwardColumns())(0)).toThrow(AppError);
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
  /** Says nothing but the one number, by both ways of saying it. */
  async function said(mention: string, values: Partial<OutcomeColumns>, how: NumberStyle = style) {
    const template: Templates = (key) => {
      if (key.startsWith('decide.because')) return `{{${mention}}}`;
      return key === 'learn.because.unknown' ? '?' : '{{rule}}';
    };
    const columns = { ...awkwardColumns(), ...values };
    const [rows] = Object.values(values).map(({ length }) => length);
    const bySql = await sentencesBySql(columns, becauseSql({ template, style: how }));
    const byRow = sentencesRowByRow(columns, createNarrator({ template, style: how }, columns));
    expect(bySql).toEqual(byRow);
    return byRow.slice(0, rows);
  }
  const padded = (values: readonly number[]) => Float64Array.from({ length: 360 }, (_, row) => values[row] ?? 0);

  it('gives pence only to small amounts and keeps the sign before the currency', async () => {
    const amounts = padded([0, 350, -346, 1000, 1050, 123_456_740, -100_000, Number.NaN]);
    expect((await said('delta', { delta: amounts })).slice(0, 8)).toEqual([
      '£0.00',
      '£3.50',
      '-£3.46',
      '£10',
      '£11',
      '£1,234,567',
      '-£1,000',
      '?',
    ]);
  });

  it('has no decimals where the currency has none, and cuts the third', async () => {
    const yen = numberStyle(createTranslator('en'), currencyOf('JPY'));
    expect((await said('delta', { delta: padded([7, 1234, -3]) }, yen)).slice(0, 3)).toEqual(['¥7', '¥1,234', '-¥3']);
    const dinar = numberStyle(createTranslator('en'), currencyOf('KWD'));
    expect((await said('delta', { delta: padded([1005, 10_500]) }, dinar)).slice(0, 2)).toEqual([
      'KWD\u00a01.01',
      'KWD\u00a011',
    ]);
  });

  it('groups thousands, rounds halves up and takes shares for per cent', async () => {
    const days = padded([0, 0.5, 998.5, 999, 999.5, 1000, 1_234_567, Number.NaN]);
    expect((await said('lost_days', { lost_days: days })).slice(0, 8)).toEqual([
      '0',
      '1',
      '999',
      '999',
      '1,000',
      '1,000',
      '1,234,567',
      '?',
    ]);
    const shares = padded([0, 49, 50, 10_000]);
    expect((await said('evidence_percent', { evidence: shares })).slice(0, 4)).toEqual(['0', '0', '1', '100']);
  });
});

describe('the sentence of a customer', () => {
  it('is the text of the catalogue with its numbers, in four steps', () => {
    const translator = createTranslator('en');
    const wording = { template: readTemplates('en'), style: numberStyle(translator, currencyOf('GBP')) };
    const columns = awkwardColumns();
    columns.standing[0] = CODES.standing.indexOf('at_risk_once');
    columns.settlement[0] = CODES.settlement.indexOf('chosen_without_offer');
    columns.rule[0] = CODES.rule.indexOf('chosen');
    columns.silent_days[0] = 40;
    columns.lost_days[0] = 61;
    const steps = {
      state: translator.t('decide.because.state.at_risk_once', { silent_days: '40', lost_days: '61' }),
      value: translator.t(`decide.because.value.${CODES.tier[columns.tier[0] ?? 0]}`, {
        future_value: '£12',
        sltv: '£3.45',
      }),
      reason: translator.t(`decide.because.reason.${CODES.reason[columns.reason[0] ?? 0]}`),
      rule: translator.t('decide.because.rule.chosen_without_offer', {
        action: translator.t(`decide.action.${CODES.action[columns.action[0] ?? 0]}`),
        chance_with_percent: '20',
        chance_without_percent: '10',
        delta: '£5.00',
        cost: '£1.00',
      }),
    };
    columns.future_value[0] = 1200;
    columns.sltv[0] = 345;
    columns.chance_with[0] = 2000;
    columns.chance_without[0] = 1000;
    columns.delta[0] = 500;
    columns.cost[0] = 100;
    expect(createNarrator(wording, columns)(0)).toBe(translator.t('learn.because.sentences', steps));
  });
});
