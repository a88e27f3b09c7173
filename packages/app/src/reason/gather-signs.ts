import { seasonOf, trendOf } from './buying-pattern.ts';
import type { Signs } from './signs.ts';

type SignColumns<Name extends string> = Readonly<Record<'customer_key' | Name, Float64Array>>;

/** What the orders said, as read; null where the file has no such column. */
export interface ReadSigns {
  readonly returns: SignColumns<'bought_lately' | 'returned_lately' | 'bought_before' | 'returned_before'>;
  readonly prices: SignColumns<'now_minor' | 'before_minor'> | null;
  readonly moved: SignColumns<'earlier_minor' | 'kept_minor'> | null;
  readonly beginners: SignColumns<'others' | 'came_again'> | null;
  readonly days: SignColumns<'purchase_days' | 'sum_since_first' | 'in_first_half' | 'months'>;
}

export interface Known {
  readonly count: number;
  readonly firstDay: Int32Array;
  readonly lastDay: Int32Array;
  /** Of all customers of the file, the share that came again. */
  readonly cameAgain: number;
}

/** As strong as ten beginners: what few others did is drawn towards what all did. */
const BEGINNERS_PRIOR = 10;
/** A season shows only over two years, and hardly in fewer purchases. */
const SEASON = { fewestPurchases: 4, fewestDays: 300 };

function scatter<Name extends string>(
  count: number,
  columns: SignColumns<Name>,
  pick: (read: SignColumns<Name>, row: number) => number,
): Float64Array {
  const spread = new Float64Array(count).fill(Number.NaN);
  columns.customer_key.forEach((key, row) => {
    spread[key] = pick(columns, row);
  });
  return spread;
}

const at = (column: Float64Array, row: number) => column[row] as number;

function shareReturned(back: number, bought: number): number {
  return bought <= 0 ? (back > 0 ? 1 : 0) : Math.min(1, back / bought);
}

function returnedShares(read: ReadSigns, count: number) {
  const none = () => new Float64Array(count).fill(read.returns.customer_key.length === 0 ? Number.NaN : 0);
  const lately = none();
  const before = none();
  const { customer_key, bought_lately, returned_lately, bought_before, returned_before } = read.returns;
  customer_key.forEach((key, row) => {
    lately[key] = shareReturned(at(returned_lately, row), at(bought_lately, row));
    before[key] = shareReturned(at(returned_before, row), at(bought_before, row));
  });
  return { lately, before };
}

/** From sums as read to signs as judged. */
export function gatherSigns(read: ReadSigns, known: Known): Signs {
  const { count } = known;
  const { days, prices, moved, beginners } = read;
  const nothing = () => new Float64Array(count).fill(Number.NaN);
  const returned = returnedShares(read, count);
  const othersCameAgain = new Float64Array(count).fill(known.cameAgain);
  beginners?.customer_key.forEach((key, row) => {
    const seen = at(beginners.came_again, row) + BEGINNERS_PRIOR * known.cameAgain;
    othersCameAgain[key] = seen / (at(beginners.others, row) + BEGINNERS_PRIOR);
  });
  const span = (key: number) => (known.lastDay[key] as number) - (known.firstDay[key] as number);
  return {
    returnedLately: returned.lately,
    returnedBefore: returned.before,
    priceRise:
      prices === null
        ? nothing()
        : scatter(count, prices, ({ now_minor, before_minor }, row) => at(now_minor, row) / at(before_minor, row) - 1),
    spendMoved:
      moved === null
        ? nothing()
        : scatter(count, moved, (read, row) => 1 - at(read.kept_minor, row) / at(read.earlier_minor, row)),
    othersCameAgain,
    trend: scatter(count, days, (read, row) => {
      const key = at(read.customer_key, row);
      return trendOf({
        count: at(read.purchase_days, row),
        first: known.firstDay[key] as number,
        last: known.lastDay[key] as number,
        sumSinceFirst: at(read.sum_since_first, row),
      });
    }),
    firstHalf: scatter(count, days, (read, row) => at(read.in_first_half, row) / at(read.purchase_days, row)),
    seasonMonths: scatter(count, days, (read, row) => {
      const enough = at(read.purchase_days, row) >= SEASON.fewestPurchases;
      return enough && span(at(read.customer_key, row)) >= SEASON.fewestDays
        ? seasonOf(at(read.months, row))
        : Number.NaN;
    }),
  };
}
