import { ACTIONS, ATTITUDES, type Decided, OFFERS, RULES, TIERS } from '../src/decide/contract.ts';
import type { ImportedFacts } from '../src/ingest/contract.ts';
import type { AnalysisSummary, LearnSummary, Results } from '../src/learn/contract.ts';
import type { Facts } from '../src/platform/facts.ts';
import { currencyOf } from '../src/platform/money.ts';
import { dayFromIso, isoFromDay } from '../src/platform/time.ts';
import { INFERRED_REASONS, type Reasoned } from '../src/reason/contract.ts';
import { type Risked, STATES } from '../src/risk/contract.ts';
import type { Valued } from '../src/value/contract.ts';
import { importSummaryOf, planSummaryOf, valueSummaryOf } from './learn-fixture-summary.ts';

/** Invented customers with crude rules: enough to fill every table, column and section, nothing more. */
export interface Invented {
  readonly imported: ImportedFacts;
  readonly results: Omit<Results, 'out'>;
  readonly summary: (learn: LearnSummary) => AnalysisSummary;
}

const FIRST = dayFromIso('2022-01-03');
const AS_OF = dayFromIso('2024-03-17');

/** A small generator of uniform numbers, the same on every machine. */
function uniforms(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function inventPurchases(customers: number, seed: number) {
  const uniform = uniforms(seed);
  const rows: { customer: number; day: number; margin: number }[] = [];
  for (let customer = 0; customer < customers; customer++) {
    const gap = 10 + 120 * uniform() ** 2;
    const size = Math.exp(2 + 3 * uniform() + 2 * uniform() ** 6);
    let day = FIRST + Math.floor((AS_OF - FIRST) * uniform());
    const leaves = day + 900 * uniform();
    rows.push({ customer, day, margin: Math.round(size * 100) });
    for (;;) {
      day += Math.max(1, Math.round(-gap * Math.log(1 - uniform())));
      if (day > AS_OF || day > leaves) break;
      rows.push({ customer, day, margin: Math.round(size * (50 + 100 * uniform())) });
    }
  }
  return rows;
}

async function fillTables(facts: Facts, rows: ReturnType<typeof inventPurchases>, ids: readonly string[]) {
  const column = (of: (row: (typeof rows)[number]) => number) => Int32Array.from(rows, of);
  await facts.create('invented', {
    customer_key: column(({ customer }) => customer),
    day: column(({ day }) => day),
    margin: column(({ margin }) => margin),
  });
  await facts.run(`CREATE OR REPLACE TABLE purchases AS SELECT customer_key, day, (sum(margin) * 3)::BIGINT AS
    revenue_minor, sum(margin)::BIGINT AS margin_minor, count(*)::INTEGER AS orders FROM invented GROUP BY ALL ORDER BY ALL`);
  await facts.run('CREATE OR REPLACE TABLE customers (customer_key INTEGER, customer_id VARCHAR)');
  const list = ids.map((id, key) => `(${key}, '${id.replaceAll("'", "''")}')`).join(', ');
  await facts.run(`INSERT INTO customers VALUES ${list}`);
  await facts.run(`CREATE OR REPLACE TABLE lives AS
    WITH gaps AS (
      SELECT *, day - lag(day) OVER (PARTITION BY customer_key ORDER BY day) AS gap FROM purchases
    ), numbered AS (
      SELECT *, 1 + count(*) FILTER (gap > 150) OVER (PARTITION BY customer_key ORDER BY day) AS life FROM gaps
    )
    SELECT customer_key, life::INTEGER AS life, min(day) AS start_day, max(day) AS last_day,
      count(*)::INTEGER AS purchases, sum(margin_minor)::BIGINT AS margin_minor,
      if(max(day) + 150 <= ${AS_OF}, max(day) + 150, NULL)::INTEGER AS lost_day
    FROM numbered GROUP BY ALL ORDER BY ALL`);
}

function valued(known: Record<string, Float64Array>): Valued {
  const of = (name: string) => known[name] ?? new Float64Array();
  const map = (name: string, change: (value: number, index: number) => number) => of(name).map(change);
  const repeats = Int32Array.from(of('x'));
  const mean = map('margin', (margin, i) => margin / ((of('x')[i] ?? 0) + 1));
  const silence = map('last_day', (day) => AS_OF - day);
  const alive = silence.map((days, i) => (repeats[i] === 0 ? Number.NaN : Math.exp(-days / 200)));
  const expected = silence.map((days, i) => (((repeats[i] ?? 0) + 0.3) / 4) * Math.exp(-days / 200));
  const future = expected.map((purchases, i) => purchases * (mean[i] ?? 0));
  const sltv = mean.map((margin, i) => margin * (0.4 + 0.1 * (repeats[i] ?? 0)));
  const flat = (value: number) => silence.map(() => value);
  return {
    customers: {
      count: repeats.length,
      x: repeats,
      firstDay: Int32Array.from(of('first_day')),
      lastDay: Int32Array.from(of('last_day')),
      totalRevenue: map('margin', (margin) => margin * 3),
      totalMargin: of('margin'),
      meanMargin: mean,
      last365Margin: of('margin'),
      last365Purchases: repeats,
      lastGapDays: flat(30),
      quarterMargin: [mean, mean, mean, mean],
      pAlive: alive,
      expectedPurchases: expected,
      expectedMargin: future,
      futureValue: future,
      calmDays: flat(40),
      riskDays: flat(90),
      lostDays: flat(150),
      life: Int32Array.from(of('life')),
      lifeStart: Int32Array.from(of('first_day')),
      returnProbability: silence.map((days) => 0.25 * Math.exp(-days / 400)),
      sltv,
      sltvLow: sltv.map((value) => value * 0.6),
      sltvHigh: sltv.map((value) => value * 1.7),
    },
    summary: valueSummaryOf(future.reduce((sum, value) => sum + value, 0)),
  };
}

function risked({ customers }: Valued): Risked {
  const silentDays = customers.lastDay.map((day) => AS_OF - day);
  const state = Uint8Array.from(silentDays, (days, i) => {
    if (days >= 150) return STATES.indexOf('lost');
    if (days >= 90) return STATES.indexOf('at_risk');
    if ((customers.life[i] ?? 1) > 1) return STATES.indexOf('returned');
    return i % 9 === 0 ? STATES.indexOf('leaving') : STATES.indexOf('active');
  });
  const sum = (column: Float64Array, code: number) =>
    column.reduce((total, value, i) => total + (state[i] === code ? value : 0), 0);
  return {
    customers: {
      state,
      silentDays,
      lossScore: Float64Array.from(silentDays, (days) => Math.min(1, days / 300)),
      valueFall: Float64Array.from(silentDays, () => Number.NaN),
      episode: customers.life,
    },
    summary: {
      states: STATES.map((name, code) => ({
        state: name,
        customers: state.filter((value) => value === code).length,
        futureValue: sum(customers.futureValue, code),
        pastMargin: sum(customers.totalMargin, code),
      })),
      episodes: { losses: 210, returns: 34, lostAgain: 9, medianSilenceBeforeReturnDays: 188 },
      indicators: [
        { indicator: 'silence', weight: 0.5, correlation: { silence: 1, value_fall: 0.21 } },
        { indicator: 'value_fall', weight: 0.5, correlation: { silence: 0.21, value_fall: null } },
      ],
      threshold: 0.6,
    },
  };
}

function reasoned({ customers: { state } }: Risked, { customers: value }: Valued): Reasoned {
  const troubled = (i: number) => (state[i] ?? 0) >= STATES.indexOf('leaving');
  const reason = state.map((_, i) => (troubled(i) ? i % INFERRED_REASONS.length : 0));
  const ways = ['unknown', 'pushed_unintentionally', 'bought_away', 'pulled_away', 'moved_away', 'moved_away'] as const;
  return {
    customers: {
      reason,
      confidence: Float64Array.from(reason, (code) => (code === 0 ? 0 : 0.6)),
      evidence: Float64Array.from(reason, (code, i) => (code === 0 ? Number.NaN : (i % 50) / 100)),
    },
    summary: {
      known: 0.8,
      reasons: INFERRED_REASONS.map((name, code) => ({
        reason: name,
        way: ways[code] ?? 'unknown',
        status: 'inferred',
        customers: reason.filter((value, i) => value === code && troubled(i)).length,
        futureValueAtStake: value.futureValue.reduce(
          (sum, money, i) => sum + (reason[i] === code && troubled(i) ? money : 0),
          0,
        ),
        meanConfidence: code === 0 ? 0 : 0.6,
        ...(code === 0 ? {} : { seen: { troubled: 0.2, staying: 0.1 } }),
      })),
    },
  };
}

function decided({ customers: { state } }: Risked, { customers: value }: Valued): Decided {
  const troubled = (i: number) => (state[i] ?? 0) >= STATES.indexOf('leaving');
  const tier = Uint8Array.from(value.sltv, (money) =>
    money > 200 ? 0 : money > 80 ? 1 : money > 40 ? 2 : money > 15 ? 3 : 4,
  );
  const rule = Uint8Array.from(tier, (code, i) => {
    if (!troubled(i)) return RULES.indexOf('not_in_trouble');
    if (code >= 3) return RULES.indexOf('cost_exceeds_gain');
    return i % 10 === 0 ? RULES.indexOf('held_for_control') : RULES.indexOf('chosen');
  });
  const pursued = (i: number) => rule[i] === RULES.indexOf('chosen') || rule[i] === RULES.indexOf('held_for_control');
  const action = tier.map((code, i) => (pursued(i) ? ([4, 3, 1][code] ?? 1) : 0));
  const cost = Float64Array.from(action, (code) => [0, 1, 6, 16, 60][code] ?? 0);
  const delta = value.sltv.map((money, i) => (pursued(i) ? money * 0.2 - (cost[i] ?? 0) * 0.1 : 0));
  const customers = {
    tier,
    attitude: tier.map((code, i) => (troubled(i) ? code : ATTITUDES.indexOf('none'))),
    action,
    offer: action.map((code) => (code > 2 ? OFFERS.indexOf('return_price') : 0)),
    control: rule.map((code) => (code === RULES.indexOf('held_for_control') ? 1 : 0)),
    rule,
    chanceWith: Float64Array.from(action, (code) => (code > 0 ? 0.31 : Number.NaN)),
    chanceWithout: value.returnProbability,
    delta,
    cost,
    minutes: Float64Array.from(action, (code) => [0, 2, 12, 15, 90][code] ?? 0),
  };
  return { customers, summary: planSummaryOf(customers, value.sltv, { ACTIONS, RULES, TIERS }) };
}

/** Fills the tables that the stages leave and makes the hand-overs that go with them. */
export async function invent(facts: Facts, ids: readonly string[], seed = 7): Promise<Invented> {
  await fillTables(facts, inventPurchases(ids.length, seed), ids);
  const known = await facts.columns<'x' | 'first_day' | 'last_day' | 'margin' | 'life'>(`
    SELECT count(*) - 1 AS x, min(day) AS first_day, max(day) AS last_day, sum(margin_minor) / 100 AS margin,
      (SELECT max(life) FROM lives l WHERE l.customer_key = p.customer_key) AS life
    FROM purchases p GROUP BY customer_key ORDER BY customer_key`);
  const value = valued(known);
  const risk = risked(value);
  const reason = reasoned(risk, value);
  const decision = decided(risk, value);
  const period = { first: isoFromDay(FIRST), last: isoFromDay(AS_OF - 1), asOf: isoFromDay(AS_OF) };
  const imported: ImportedFacts = {
    customers: ids.length,
    asOf: AS_OF,
    firstDay: FIRST,
    lastDay: AS_OF - 1,
    currency: currencyOf('GBP'),
    has: { product: true, category: false, unitPrice: true },
    summary: importSummaryOf(ids, value.customers, period),
  };
  return {
    imported,
    results: { valued: value, risked: risk, reasoned: reason, decided: decision },
    summary: (learn) => ({
      version: 1,
      seed: 7,
      import: imported.summary,
      value: value.summary,
      risk: risk.summary,
      reason: reason.summary,
      plan: decision.summary,
      learn,
    }),
  };
}
