import type { ImportedFacts } from '../ingest/contract.ts';
import type { RunContext } from '../platform/context.ts';
import type { Facts } from '../platform/facts.ts';
import { type Risked, STATES } from '../risk/contract.ts';
import type { CustomerValues, Valued } from '../value/contract.ts';
import type { Reasoned } from './contract.ts';
import { STAYING, TROUBLED } from './contrast.ts';
import { gatherSigns, type ReadSigns } from './gather-signs.ts';
import { canTell, contrastSigns, reasonAll } from './reason.ts';
import { COMPARED, type Compared } from './signs.ts';
import {
  type Asked,
  dropAsked,
  putAsked,
  putLines,
  readBeginners,
  readBuyingDays,
  readPrices,
  readReturns,
  readSpendMoved,
} from './store.ts';
import { summariseReasons } from './summarise.ts';

/** So many of those in trouble, and of those who stay, are enough to see whether a sign tells them apart. */
const MOST_COMPARED = 50_000;
/** And so many beginners, to know which things are bought once. */
const MOST_BEGINNERS = 50_000;
/** With four purchase days, two are lately and two before. */
const FEWEST_REPEATS_FOR_MOVE = 3;
const FEWEST_REPEATS_FOR_PATTERN = 3;

const ACTIVE = STATES.indexOf('active');
const RETURNED = STATES.indexOf('returned');
const LOST = STATES.indexOf('lost');

function isInTrouble(state: number): boolean {
  return state !== ACTIVE && state !== RETURNED;
}

interface Share {
  /** Every n-th of those in trouble, of those who stay (null: none of them), and of all as beginners. */
  readonly troubled: number;
  readonly staying: number | null;
  readonly beginners: number;
}

/** Those asked: a share of those in trouble and of those who stay, with the lines that the questions need. */
function whomToAsk(values: CustomerValues, state: Uint8Array, share: Share): Asked {
  const asked = new Uint8Array(values.count);
  const lines = new Uint8Array(values.count);
  const passed = { troubled: 0, staying: 0 };
  for (let key = 0; key < values.count; key += 1) {
    const group = isInTrouble(state[key] as number) ? 'troubled' : 'staying';
    const every = share[group];
    passed[group] += 1;
    if (every !== null && passed[group] % every === 0) asked[key] = group === 'troubled' ? TROUBLED : STAYING;
    const onceOnly = group === 'troubled' && values.x[key] === 0;
    if (asked[key] !== 0 || onceOnly || key % share.beginners === 0) lines[key] = 1;
  }
  return {
    firstDay: values.firstDay,
    previousDay: values.lastDay.map((day, key) => {
      const gap = values.lastGapDays[key] as number;
      return Number.isFinite(gap) ? day - gap : day;
    }),
    lastDay: values.lastDay,
    repeats: values.x,
    asked,
    lines,
  };
}

const NO_RETURNS: ReadSigns['returns'] = {
  customer_key: new Float64Array(0),
  bought_lately: new Float64Array(0),
  returned_lately: new Float64Array(0),
  bought_before: new Float64Array(0),
  returned_before: new Float64Array(0),
};

type Wanted = (reason: Compared) => boolean;

/** The signs that customers who stay can show as well, as far as they are wanted. */
async function readCompared(facts: Facts, { has }: ImportedFacts, wanted: Wanted) {
  const pricesSeen = has.product && has.unitPrice && wanted('price_rise');
  return {
    returns: wanted('product_returned') ? await readReturns(facts) : NO_RETURNS,
    prices: pricesSeen ? await readPrices(facts) : null,
    moved: has.category && wanted('category_moved') ? await readSpendMoved(facts, FEWEST_REPEATS_FOR_MOVE) : null,
  };
}

const NO_DAYS: ReadSigns['days'] = {
  customer_key: new Float64Array(0),
  purchase_days: new Float64Array(0),
  sum_since_first: new Float64Array(0),
  in_first_half: new Float64Array(0),
  months: new Float64Array(0),
};

/** Why are they leaving? What orders alone suggest, marked as inferred; unknown is an answer. */
export async function inferReasons(
  context: RunContext,
  known: { readonly imported: ImportedFacts; readonly valued: Valued; readonly risked: Risked },
): Promise<Reasoned> {
  const { facts } = context;
  const { imported } = known;
  context.progress.stage('reason.stage.infer', imported.customers);
  const values = known.valued.customers;
  const state = known.risked.customers.state;
  const troubled = state.reduce((sum, code) => sum + (isInTrouble(code) ? 1 : 0), 0);
  const everyOf = (count: number, most: number) => Math.max(1, Math.ceil(count / most));
  const beginners = everyOf(values.count, MOST_BEGINNERS);
  const again = values.x.reduce((sum, repeats) => sum + (repeats > 0 ? 1 : 0), 0);
  const about = {
    count: values.count,
    firstDay: values.firstDay,
    lastDay: values.lastDay,
    cameAgain: values.count === 0 ? 0 : again / values.count,
  };

  const tried = whomToAsk(values, state, {
    troubled: everyOf(troubled, MOST_COMPARED),
    staying: everyOf(values.count - troubled, MOST_COMPARED),
    beginners,
  });
  await putAsked(facts, tried);
  await putLines(facts);
  const first = await readCompared(facts, imported, () => true);
  const contrasts = contrastSigns(gatherSigns({ ...first, beginners: null, days: NO_DAYS }, about), tried);

  const asked = whomToAsk(values, state, { troubled: 1, staying: null, beginners });
  const telling = (reason: Compared) => canTell(contrasts[reason]);
  const all = troubled <= MOST_COMPARED;
  if (!all) {
    await putAsked(facts, asked);
    if (COMPARED.some(telling)) await putLines(facts);
  }
  const compared = all ? first : await readCompared(facts, imported, telling);
  const part = imported.has.category ? 'category' : 'product';
  const signs = gatherSigns(
    {
      ...compared,
      beginners: imported.has.product || imported.has.category ? await readBeginners(facts, part, beginners) : null,
      days: await readBuyingDays(facts, FEWEST_REPEATS_FOR_PATTERN),
    },
    about,
  );
  await dropAsked(facts);
  const customers = reasonAll(signs, asked, contrasts);
  const groups = { asked: asked.asked, lost: state.map((code) => (code === LOST ? 1 : 0)) };
  return { customers, summary: summariseReasons(customers, values, { troubled: groups, contrasts }) };
}
