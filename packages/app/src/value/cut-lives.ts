import type { Day } from '../platform/time.ts';
import type { Rows } from './purchase-rows.ts';
import { type LimitRule, limitDays } from './rhythm.ts';

export type LifeRows = Rows<'customer_key' | 'day' | 'margin_minor'>;

const INTEGERS = ['customer_key', 'life', 'start_day', 'last_day', 'purchases', 'lost_day'] as const;
const LAST_DAY_OF_ALL = 2 ** 31 - 1;

/** One row for each life, in order of customer and life; `lost_day` is the day after which it is lost unless resumed. */
export type LifeColumns = Record<(typeof INTEGERS)[number], Int32Array> & { margin_minor: Float64Array };

/** The life each customer is in, and what all lives before and it lasted. */
export interface CurrentLives {
  readonly life: Int32Array;
  readonly lifeStart: Int32Array;
  /** Days from the first to the last purchase of each life, added up. */
  readonly livedDays: Float64Array;
  /** Lives that followed a loss, of all customers. */
  readonly secondLives: number;
}

export interface LifeCutter {
  /** Purchases go on where those before ended: sorted by customer and day. */
  add(purchases: LifeRows): void;
  finish(): { readonly lives: LifeColumns; readonly current: CurrentLives };
}

function createLifeColumns(size: number): LifeColumns {
  const integers = Object.fromEntries(INTEGERS.map((name) => [name, new Int32Array(size)]));
  return { ...integers, margin_minor: new Float64Array(size) } as LifeColumns;
}

function doubled(columns: LifeColumns): LifeColumns {
  const larger = createLifeColumns(2 * columns.life.length);
  for (const name of INTEGERS) larger[name].set(columns[name]);
  larger.margin_minor.set(columns.margin_minor);
  return larger;
}

function firstRows(columns: LifeColumns, rows: number): LifeColumns {
  const integers = Object.fromEntries(INTEGERS.map((name) => [name, columns[name].subarray(0, rows)]));
  return { ...integers, margin_minor: columns.margin_minor.subarray(0, rows) } as LifeColumns;
}

function summarise({ customer_key, life, start_day, last_day }: LifeColumns, customers: number): CurrentLives {
  const current = new Int32Array(customers).fill(1);
  const lifeStart = new Int32Array(customers);
  const livedDays = new Float64Array(customers);
  let secondLives = 0;
  for (let row = 0; row < life.length; row++) {
    const key = customer_key[row];
    current[key] = life[row];
    lifeStart[key] = start_day[row];
    livedDays[key] += last_day[row] - start_day[row];
    if (life[row] > 1) secondLives++;
  }
  return { life: current, lifeStart, livedDays, secondLives };
}

/**
 * Cuts each history where a silence outlasted the limit known when it began (gaps so far and their sum; the rule's
 * parameters are today's): the customer had been lost at the end of some day, so the next purchase begins a new life.
 * `rule` null: nobody can be called lost, everyone is in the first life.
 */
export function createLifeCutter(rule: LimitRule | null, customers: number): LifeCutter {
  let lives = createLifeColumns(Math.max(1, Math.ceil(1.25 * customers)));
  /** The life that is being read. */
  let row = -1;
  let key = -1;
  let firstDay = 0;
  let gaps = 0;
  let lost = 0;
  const begin = (customer: number, day: Day) => {
    const next = customer === key ? lives.life[row] + 1 : 1;
    row++;
    if (row === lives.life.length) lives = doubled(lives);
    lives.customer_key[row] = customer;
    lives.life[row] = next;
    lives.start_day[row] = day;
    key = customer;
  };
  const step = (customer: number, day: Day) => {
    if (customer !== key) {
      begin(customer, day);
      firstDay = day;
      gaps = 0;
    } else {
      if (day > lost) begin(customer, day);
      gaps++;
    }
    lost = rule === null ? LAST_DAY_OF_ALL : day + Math.ceil(limitDays(rule, gaps, day - firstDay));
    lives.last_day[row] = day;
    lives.lost_day[row] = Math.min(lost, LAST_DAY_OF_ALL);
    lives.purchases[row]++;
  };
  return {
    add({ rows, columns: { customer_key, day, margin_minor } }) {
      for (let i = 0; i < rows; i++) {
        step(customer_key[i], day[i]);
        lives.margin_minor[row] += margin_minor[i];
      }
    },
    finish() {
      const all = firstRows(lives, row + 1);
      return { lives: all, current: summarise(all, customers) };
    },
  };
}
