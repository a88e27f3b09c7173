import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportedFacts } from '../ingest/contract.ts';
import type { RunContext } from '../platform/context.ts';
import { type Facts, openFacts } from '../platform/facts.ts';
import { createTranslator, locales } from '../platform/i18n.ts';
import { SILENT } from '../platform/progress.ts';
import { INFERRED_REASONS, type Reasoned } from '../reason/contract.ts';
import { type Risked, STATES } from '../risk/contract.ts';
import type { CustomerValues, Valued } from '../value/contract.ts';
import { describePlan } from './commands.ts';
import { ACTIONS, ATTITUDES, type Decided, type DecideOptions, OFFERS, planSummary, RULES, TIERS } from './contract.ts';
import { decide } from './index.ts';
import { drawLots } from './store.ts';

const COUNT = 3000;
const FREE: DecideOptions = { budget: null, contactCost: 1, agentHours: null, control: 0.1, seed: 1 };

let facts: Facts;
let context: RunContext;
beforeAll(async () => {
  facts = await openFacts();
  await facts.run(`CREATE TABLE customers AS SELECT i::INTEGER AS customer_key, format('c{:05d}', i) AS customer_id
    FROM range(${COUNT}) t(i) ORDER BY i`);
  context = { facts, progress: SILENT, translator: createTranslator('en'), seed: 1 };
});
afterAll(() => facts.close());

/** An invented base: long-tailed values, a third of it active, all states and reasons. */
function invent(count: number) {
  let state = 5;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  const column = (make: () => number) => Float64Array.from({ length: count }, make);
  const worth = column(() => Math.exp(2 + 4 * uniform() * uniform() + 2 * uniform()));
  const pAlive = column(() => (uniform() < 0.1 ? Number.NaN : uniform()));
  const customers = {
    count,
    meanMargin: worth.map((value) => value / 4),
    expectedPurchases: column(() => 3 * uniform()),
    pAlive,
    futureValue: worth.map((value, index) => value * (pAlive[index] || 0.5)),
    sltv: worth.map((value) => value * 0.7),
    returnProbability: column(() => 0.4 * uniform() ** 2),
  } as Partial<CustomerValues> as CustomerValues;
  const reason = Uint8Array.from({ length: count }, () => Math.floor(INFERRED_REASONS.length * uniform()));
  const known = {
    imported: { customers: count } as Partial<ImportedFacts> as ImportedFacts,
    valued: { customers, summary: { horizonDays: 365 } } as Partial<Valued> as Valued,
    risked: {
      customers: {
        state: Uint8Array.from({ length: count }, () => Math.floor(STATES.length * uniform())),
        valueFall: column(() => (uniform() < 0.3 ? Number.NaN : uniform())),
      },
    } as Partial<Risked> as Risked,
    reasoned: {
      customers: { reason, confidence: Float64Array.from(reason, (code) => (code === 0 ? 0 : 0.7 * uniform())) },
    } as Partial<Reasoned> as Reasoned,
  };
  return known;
}

const KNOWN = invent(COUNT);
const run = (options: Partial<DecideOptions> = {}) => decide(context, KNOWN, { ...FREE, ...options });
const ruleOf = ({ customers }: Decided, customer: number) => RULES[customers.rule[customer] as number];

describe('a whole run', () => {
  it('gives everyone exactly one rule that fits what happens to them', async () => {
    const decided = await run({ budget: 3000, agentHours: 60 });
    const { customers, summary } = decided;
    const seen = new Set<string>();
    for (let customer = 0; customer < COUNT; customer += 1) {
      const rule = ruleOf(decided, customer);
      seen.add(rule ?? '');
      const contacted = ACTIONS[customers.action[customer] as number] !== 'none';
      expect(contacted).toBe(rule === 'chosen');
      expect(customers.control[customer] === 1).toBe(rule === 'held_for_control');
      expect(ATTITUDES[customers.attitude[customer] as number] === 'none').toBe(rule === 'not_in_trouble');
      expect(ATTITUDES[customers.attitude[customer] as number] === 'given_up').toBe(rule === 'cost_exceeds_gain');
      if (!contacted) expect(OFFERS[customers.offer[customer] as number]).toBe('none');
      if (contacted || rule === 'held_for_control') expect(customers.delta[customer]).toBeGreaterThan(0);
      expect(customers.chanceWith[customer]).toBeGreaterThanOrEqual(customers.chanceWithout[customer] as number);
    }
    expect(summary.byRule.reduce((sum, { customers: number }) => sum + number, 0)).toBe(COUNT);
    expect([...seen].sort()).toEqual([...RULES].filter((rule) => rule !== 'hard_to_avoid').sort());
  });

  it('fits its contract and adds up', async () => {
    const { summary, customers } = await run({ budget: 2000, agentHours: 40 });
    expect(() => planSummary.parse(summary)).not.toThrow();
    const sum = (pick: (row: (typeof summary.byAction)[number]) => number) =>
      summary.byAction.filter(({ action }) => action !== 'none').reduce((total, row) => total + pick(row), 0);
    expect(sum((row) => row.customers)).toBe(summary.contacted);
    expect(sum((row) => row.cost)).toBeCloseTo(summary.cost, 6);
    expect(sum((row) => row.hours)).toBeCloseTo(summary.hours, 6);
    expect(sum((row) => row.gain)).toBeCloseTo(summary.expectedGain, 6);
    expect(customers.control.reduce((total, held) => total + held, 0)).toBe(summary.control);
    expect(summary.tiers.reduce((total, row) => total + row.customers, 0)).toBe(COUNT);
    expect(summary.priors).toHaveLength(4 * INFERRED_REASONS.length);
  });

  it('never exceeds a limit, and never gains less from more', async () => {
    let before = 0;
    for (const budget of [0, 50, 500, 2000, 8000, null]) {
      const { summary } = await run({ budget, control: 0, agentHours: 80 });
      expect(summary.cost).toBeLessThanOrEqual(budget ?? Number.POSITIVE_INFINITY);
      expect(summary.hours).toBeLessThanOrEqual(80);
      expect(summary.expectedGain).toBeGreaterThanOrEqual(before * (1 - 1e-9));
      before = summary.expectedGain;
    }
    expect(before).toBeGreaterThan(0);
  });

  it('draws a profit curve that rises and bends, through the plan itself', async () => {
    const { summary } = await run({ budget: 1500, agentHours: 60 });
    const gains = summary.profitCurve.map(({ gain }) => gain);
    const steps = gains.slice(1).map((gain, index) => gain - (gains[index] as number));
    for (const [index, step] of steps.entries()) {
      expect(step).toBeGreaterThanOrEqual(-1e-6);
      if (index > 0) expect(step).toBeLessThanOrEqual((steps[index - 1] as number) + 1e-6);
    }
    expect(gains[0]).toBeCloseTo(0, 6);
    const after = summary.profitCurve.findIndex(({ budget }) => budget >= 1500);
    expect(summary.expectedGain).toBeLessThanOrEqual(gains[after] as number);
    expect(summary.expectedGain).toBeGreaterThanOrEqual((gains[after - 1] as number) * (1 - 1e-3));
    expect(summary.dualityGap).toBeLessThan(1e-3);
    const unlimited = await run({ agentHours: 60 });
    expect(unlimited.summary.bestBudget / summary.bestBudget).toBeCloseTo(1, 1);
  });
});

describe('the control group', () => {
  it('is the stated share of those a contact was meant for, in every tier and reason', async () => {
    const { customers, summary } = await run();
    const wanted = summary.contacted + summary.control;
    expect(Math.abs(summary.control - wanted * 0.1)).toBeLessThanOrEqual(0.5);
    const strata = new Map<string, { wanted: number; held: number }>();
    for (let customer = 0; customer < COUNT; customer += 1) {
      const held = customers.control[customer] as number;
      if (customers.action[customer] === 0 && held === 0) continue;
      const key = `${TIERS[customers.tier[customer] as number]} ${KNOWN.reasoned.customers.reason[customer]}`;
      const stratum = strata.get(key) ?? { wanted: 0, held: 0 };
      strata.set(key, { wanted: stratum.wanted + 1, held: stratum.held + held });
    }
    for (const stratum of strata.values()) {
      expect(Math.abs(stratum.held - stratum.wanted * 0.1)).toBeLessThanOrEqual(1);
    }
  });

  it('stays near its share when budget and hours bind, and spends nothing', async () => {
    const { summary } = await run({ budget: 600, agentHours: 30, control: 0.2 });
    const wanted = summary.contacted + summary.control;
    expect(Math.abs(summary.control - wanted * 0.2)).toBeLessThanOrEqual(1 + 0.05 * wanted);
    expect(summary.cost).toBeLessThanOrEqual(600);
    expect(summary.cost).toBeGreaterThan(600 * 0.99);
  });

  it('is the same for the same seed, another for another, none for none', async () => {
    const [one, again, other, none] = [await run(), await run(), await run({ seed: 2 }), await run({ control: 0 })];
    expect(again.customers).toEqual(one.customers);
    expect(other.customers.control).not.toEqual(one.customers.control);
    expect(none.summary.power).toBeNull();
    expect(none.summary.control).toBe(0);
    expect(none.summary.expectedGain).toBeGreaterThan(one.summary.expectedGain);
  });

  it('draws lots from the id and the seed alone, as anyone can recompute', async () => {
    const candidates = Int32Array.of(0, 17, 2998, 2999);
    const lots = await drawLots(facts, candidates, 42);
    expect(lots).toHaveLength(candidates.length);
    candidates.forEach((key, index) => {
      const text = `c${String(key).padStart(5, '0')}:42`;
      const digest = createHash('md5').update(text).digest('hex');
      expect(lots[index]).toBe(Number(BigInt(`0x${digest.slice(0, 16)}`) >> 11n) / 2 ** 53);
    });
  });
});

describe('what cannot be meant', () => {
  it.each([
    [{ control: 0.6 }, 'control_share'],
    [{ control: Number.NaN }, 'control_share'],
    [{ budget: -1 }, 'budget'],
    [{ agentHours: Number.NaN }, 'agent_hours'],
    [{ contactCost: -1 }, 'contact_cost'],
  ] as const)('%o is refused', async (options, code) => {
    await expect(run(options)).rejects.toThrow(`decide.error.${code}`);
  });

  it('nobody at all is a plan too', async () => {
    const empty = { facts: await openFacts(), progress: SILENT, translator: context.translator, seed: 1 };
    await empty.facts.run('CREATE TABLE customers (customer_key INTEGER, customer_id VARCHAR)');
    const { summary } = await decide(empty, invent(0), FREE);
    empty.facts.close();
    expect([summary.contacted, summary.control, summary.expectedGain, summary.power]).toEqual([0, 0, 0, null]);
  });
});

describe('the plan in words', () => {
  it.each(locales())('is said in %s without a gap', async (locale) => {
    const translator = createTranslator(locale);
    for (const options of [{}, { control: 0 }, { budget: 100, agentHours: 1 }]) {
      const text = describePlan((await run(options)).summary, translator);
      expect(text).not.toMatch(/\{\{|undefined|NaN|decide\./);
      expect(text.endsWith('\n')).toBe(true);
    }
  });

  it.each(locales())('every step of every path has a sentence in %s with known placeholders only', (locale) => {
    const known = 'silent_days usual_gap lost_days p_alive_percent value sltv future_value evidence_percent';
    const more = 'chance_with_percent chance_without_percent delta cost tier attitude action offer';
    const placeholders = new Set([...known.split(' '), ...more.split(' ')]);
    const translator = createTranslator(locale);
    const steps = { state: STATES, value: TIERS, reason: INFERRED_REASONS, rule: RULES };
    for (const [step, codes] of Object.entries(steps)) {
      for (const code of codes) {
        const key = `decide.because.${step}.${code}`;
        expect(translator.has(key)).toBe(true);
        const values = Object.fromEntries([...placeholders].map((name) => [name, 7]));
        expect(translator.t(key, values)).not.toMatch(/\{\{/);
      }
    }
    for (const [name, codes] of Object.entries({ tier: TIERS, attitude: ATTITUDES, action: ACTIONS, offer: OFFERS })) {
      for (const code of codes) expect(translator.has(`decide.${name}.${code}`)).toBe(true);
    }
  });
});
