import { STATES } from '../../risk/contract.ts';
import type { ReportSources } from '../contract.ts';

/** Silence beyond this many times the personal limit is shown at the edge. */
export const LONGEST_SILENCE = 3;
/** The first decade is for those of whom nothing is to be expected; values beyond the others are counted at their edge. */
const LEAST_DECADE = -3;
const DECADES = 15;
/** Fine enough that the map of every size is made of whole steps. */
const STEPS = 72;
/** Each decade of value that a map covers is cut into so many steps. */
const HEIGHTS = DECADES * STEPS;
const SHARE_AT_EDGE = 0.01;

export interface MapGrid {
  /** Both divide 72. */
  readonly columns: number;
  readonly rows: number;
  readonly lowest: number;
  readonly highest: number;
}

/** Customers of one state that fall into one cell of the map. */
export interface MapBin {
  readonly silence: number;
  readonly value: number;
  readonly state: number;
  readonly customers: number;
}

/** Worth it and here, worth it and silent too long, then the same for not worth it. */
export interface Quadrants {
  readonly customers: [number, number, number, number];
  readonly stake: [number, number, number, number];
}

/** All that the map needs of the customers, from one walk past them. */
export interface MapTally {
  /** By silence, value on a logarithmic scale, and state. */
  readonly counts: Float64Array;
  readonly quadrants: Quadrants;
}

function stepOfValue(stake: number): number {
  if (stake <= 0) return 0;
  const step = Math.floor((Math.log10(stake) - LEAST_DECADE) * STEPS);
  return Math.min(HEIGHTS - 1, Math.max(STEPS, step));
}

/**
 * Counts customers by silence as a multiple of their own limit and by what to expect: the second life of who is lost if
 * it begins, the future of who is not.
 */
export function tallyCustomers({ valued, risked }: ReportSources, worthIt: number): MapTally {
  const { count, sltv, futureValue, lostDays } = valued.customers;
  const { state, silentDays } = risked.customers;
  const lost = STATES.indexOf('lost');
  const counts = new Float64Array(STEPS * HEIGHTS * STATES.length);
  const quadrants: Quadrants = { customers: [0, 0, 0, 0], stake: [0, 0, 0, 0] };
  for (let customer = 0; customer < count; customer++) {
    const code = state[customer] as number;
    const stake = (code === lost ? sltv[customer] : futureValue[customer]) as number;
    const silence = (silentDays[customer] as number) / (lostDays[customer] as number);
    if (Number.isNaN(stake)) continue;
    const region = (stake >= worthIt ? 0 : 2) + (silence >= 1 ? 1 : 0);
    quadrants.customers[region] = (quadrants.customers[region] as number) + 1;
    quadrants.stake[region] = (quadrants.stake[region] as number) + stake;
    if (!(silence >= 0)) continue;
    const column = Math.min(STEPS - 1, Math.floor((silence / LONGEST_SILENCE) * STEPS));
    const cell = (column * HEIGHTS + stepOfValue(stake)) * STATES.length + code;
    counts[cell] = (counts[cell] as number) + 1;
  }
  return { counts, quadrants };
}

/** The decades that hold nearly everybody's value; the few below are drawn at the lower edge. */
export function scaleOf({ counts }: MapTally): { lowest: number; highest: number } {
  const decades = new Float64Array(DECADES);
  let counted = 0;
  counts.forEach((customers, cell) => {
    const decade = Math.floor((Math.floor(cell / STATES.length) % HEIGHTS) / STEPS);
    if (decade === 0) return;
    decades[decade] = (decades[decade] as number) + customers;
    counted += customers;
  });
  let below = 0;
  const first = decades.findIndex((customers) => {
    below += customers;
    return below > counted * SHARE_AT_EDGE;
  });
  const last = decades.findLastIndex((customers) => customers > 0);
  if (first < 0) return { lowest: 1, highest: 10 };
  return { lowest: 10 ** (first + LEAST_DECADE), highest: 10 ** (last + 1 + LEAST_DECADE) };
}

/** The map's cells: value on a logarithmic scale against silence as a multiple of each customer's own limit. */
export function binCustomers({ counts }: MapTally, { columns, rows, lowest, highest }: MapGrid): MapBin[] {
  const states = STATES.length;
  const decades = Math.round(Math.log10(highest / lowest));
  const base = Math.round((Math.log10(lowest) - LEAST_DECADE) * STEPS);
  const height = (decades * STEPS) / rows;
  const width = STEPS / columns;
  const cells = new Float64Array(columns * rows * states);
  counts.forEach((customers, cell) => {
    if (customers === 0) return;
    const place = Math.floor(cell / states);
    const row = Math.min(rows - 1, Math.max(0, Math.floor(((place % HEIGHTS) - base) / height)));
    const column = Math.floor(Math.floor(place / HEIGHTS) / width);
    const into = (column * rows + row) * states + (cell % states);
    cells[into] = (cells[into] as number) + customers;
  });
  const bins: MapBin[] = [];
  cells.forEach((customers, cell) => {
    if (customers === 0) return;
    const place = Math.floor(cell / states);
    bins.push({
      silence: ((Math.floor(place / rows) + 0.5) / columns) * LONGEST_SILENCE,
      value: lowest * 10 ** ((((place % rows) + 0.5) / rows) * decades),
      state: cell % states,
      customers,
    });
  });
  return bins;
}
