import { createRandom, type Random } from '@winback/models';
import type { Timelines } from '../src/value/second-life/timelines.ts';

/** How customers live, leave and come back; times in days. */
export interface World {
  readonly customers: number;
  readonly days: number;
  readonly seed: number;
  /** 1: gaps are exponential; more: more regular. */
  readonly gapShape: number;
  readonly typicalGap: number;
  /** Mean gap and mean margin per purchase of the second life, given those of the first. */
  readonly secondGap: (firstGap: number) => number;
  readonly secondMargin: (firstMargin: number) => number;
  /** Mean days until a life ends. */
  readonly firstLength: number;
  readonly secondLength: number;
  /** Chance per day of coming back, for a customer with this mean gap in the first life. */
  readonly returnRate: (firstGap: number) => number;
}

/** Nobody comes back so soon that it would not be seen as an absence. */
const LEAST_ABSENCE = 120;

interface Purchase {
  readonly day: number;
  readonly margin: number;
}

interface Life {
  readonly from: number;
  readonly until: number;
  readonly gap: number;
  readonly margin: number;
}

function live(life: Life, gapShape: number, random: Random): Purchase[] {
  const purchases: Purchase[] = [];
  for (let day = life.from; day <= life.until; day += random.gamma(gapShape, gapShape / life.gap)) {
    purchases.push({ day: Math.floor(day), margin: life.margin * random.gamma(3, 3) });
  }
  return purchases;
}

/** First lives that begin all the time, then an absence, then a second life; nobody comes a third time. */
export function simulateLives(world: World): Timelines {
  const random = createRandom(world.seed);
  const offsets = [0];
  const days: number[] = [];
  const margins: number[] = [];
  for (let customer = 0; customer < world.customers; customer++) {
    const gap = 1 / random.gamma(6, 6 * world.typicalGap);
    const margin = 1 / random.gamma(5, 5 * 40);
    const from = random.uniform() * 0.9 * world.days;
    const first = live(
      { from, until: Math.min(world.days, from + random.exponential(1 / world.firstLength)), gap, margin },
      world.gapShape,
      random,
    );
    const left = first[first.length - 1]?.day ?? from;
    const back = left + LEAST_ABSENCE + random.exponential(world.returnRate(gap));
    const end = Math.min(world.days, back + random.exponential(1 / world.secondLength));
    const second = live(
      { from: back, until: end, gap: world.secondGap(gap), margin: world.secondMargin(margin) },
      world.gapShape,
      random,
    );
    const byDay = new Map<number, number>();
    for (const { day, margin: amount } of [...first, ...second]) byDay.set(day, (byDay.get(day) ?? 0) + amount);
    for (const [day, amount] of byDay) {
      days.push(day);
      margins.push(amount);
    }
    offsets.push(days.length);
  }
  return {
    customers: world.customers,
    offsets: Int32Array.from(offsets),
    day: Float64Array.from(days),
    margin: Float64Array.from(margins),
  };
}
