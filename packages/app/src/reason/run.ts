import type { ImportedFacts } from '../ingest/contract.ts';
import type { RunContext } from '../platform/context.ts';
import type { Facts } from '../platform/facts.ts';
import { type Risked, STATES } from '../risk/contract.ts';
import type { CustomerValues, Valued } from '../value/contract.ts';
import type { Reasoned } from './contract.ts';
import { STAYING, TROUBLED } from './contrast.ts';
import { gatherSigns, type ReadSigns } from './gather-signs.ts';
import { contrastSigns, reasonAll } from './reason.ts';
import {
  type Asked,
  dropAsked,
  putAsked,
  readBeginners,
  readBuyingDays,
  readPrices,
  readReturns,
  readSpendMoved,
} from './store.ts';
import { summariseReasons } from './summarise.ts';

/** So many of those who stay are enough to compare with. */
const MOST_COMPARED = 50_000;
/** And so many beginners, to know which things are bought once. */
const MOST_BEGINNERS = 200_000;
/** With four purchase days, two are lately and two before. */
const FEWEST_REPEATS_FOR_MOVE = 3;
const FEWEST_REPEATS_FOR_PATTERN = 3;

const ACTIVE = STATES.indexOf('active');
const RETURNED = STATES.indexOf('returned');
const LOST = STATES.indexOf('lost');

function isInTrouble(state: number): boolean {
  return state !== ACTIVE && state !== RETURNED;
}

/** Everyone in trouble, and every n-th of those who stay. */
function whomToAsk(values: CustomerValues, state: Uint8Array): Asked {
  const staying = state.reduce((sum, code) => sum + (isInTrouble(code) ? 0 : 1), 0);
  const every = Math.max(1, Math.ceil(staying / MOST_COMPARED));
  let passed = 0;
  const asked = state.map((code) => {
    if (isInTrouble(code)) return TROUBLED;
    passed += 1;
    return passed % every === 0 ? STAYING : 0;
  });
  return {
    firstDay: values.firstDay,
    previousDay: values.lastDay.map((day, key) => {
      const gap = values.lastGapDays[key] as number;
      return Number.isFinite(gap) ? day - gap : day;
    }),
    lastDay: values.lastDay,
    repeats: values.x,
    asked,
  };
}

async function readSigns(facts: Facts, { has, customers }: ImportedFacts): Promise<ReadSigns> {
  const part = has.category ? 'category' : 'product';
  const every = Math.max(1, Math.ceil(customers / MOST_BEGINNERS));
  return {
    returns: await readReturns(facts),
    prices: has.product && has.unitPrice ? await readPrices(facts) : null,
    moved: has.category ? await readSpendMoved(facts, FEWEST_REPEATS_FOR_MOVE) : null,
    beginners: has.product || has.category ? await readBeginners(facts, part, every) : null,
    days: await readBuyingDays(facts, FEWEST_REPEATS_FOR_PATTERN),
  };
}

/** Why are they leaving? What orders alone suggest, marked as inferred; unknown is an answer. */
export async function inferReasons(
  context: RunContext,
  known: { readonly imported: ImportedFacts; readonly valued: Valued; readonly risked: Risked },
): Promise<Reasoned> {
  context.progress.stage('reason.stage.infer', known.imported.customers);
  const values = known.valued.customers;
  const state = known.risked.customers.state;
  const asked = whomToAsk(values, state);
  await putAsked(context.facts, asked);
  const read = await readSigns(context.facts, known.imported);
  await dropAsked(context.facts);
  const again = values.x.reduce((sum, repeats) => sum + (repeats > 0 ? 1 : 0), 0);
  const signs = gatherSigns(read, {
    count: values.count,
    firstDay: values.firstDay,
    lastDay: values.lastDay,
    cameAgain: values.count === 0 ? 0 : again / values.count,
  });
  const contrasts = contrastSigns(signs, asked);
  const customers = reasonAll(signs, asked, contrasts);
  const troubled = { asked: asked.asked, lost: state.map((code) => (code === LOST ? 1 : 0)) };
  return { customers, summary: summariseReasons(customers, values, { troubled, contrasts }) };
}
