import { STATES } from '../../risk/contract.ts';
import type { ReportSources } from '../contract.ts';

/** Silence beyond this many times the personal limit is shown at the edge. */
export const LONGEST_SILENCE = 3;

export interface MapGrid {
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

/** What to expect: the second life of who is lost if it begins, the future of who is not. */
export function worthOf({ valued, risked }: ReportSources, customer: number): number {
  const { sltv, futureValue } = valued.customers;
  const lost = risked.customers.state[customer] === STATES.indexOf('lost');
  return (lost ? sltv[customer] : futureValue[customer]) ?? Number.NaN;
}

export function relativeSilence({ valued, risked }: ReportSources, customer: number): number {
  return (risked.customers.silentDays[customer] ?? 0) / (valued.customers.lostDays[customer] ?? Number.NaN);
}

/** The map's cells: value on a logarithmic scale against silence as a multiple of each customer's own limit. */
export function binCustomers(sources: ReportSources, grid: MapGrid): MapBin[] {
  const { columns, rows, lowest, highest } = grid;
  const states = STATES.length;
  const counts = new Float64Array(columns * rows * states);
  const decades = Math.log(highest / lowest);
  for (let customer = 0; customer < sources.valued.customers.count; customer++) {
    const silence = relativeSilence(sources, customer);
    const stake = worthOf(sources, customer);
    if (!(silence >= 0) || Number.isNaN(stake)) continue;
    const column = Math.min(columns - 1, Math.floor((silence / LONGEST_SILENCE) * columns));
    const height = Math.log(Math.max(stake, lowest) / lowest) / decades;
    const row = Math.min(rows - 1, Math.floor(height * rows));
    const cell = (column * rows + row) * states + (sources.risked.customers.state[customer] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  const bins: MapBin[] = [];
  counts.forEach((customers, cell) => {
    if (customers === 0) return;
    const place = Math.floor(cell / states);
    bins.push({
      silence: ((Math.floor(place / rows) + 0.5) / columns) * LONGEST_SILENCE,
      value: lowest * Math.exp((((place % rows) + 0.5) / rows) * decades),
      state: cell % states,
      customers,
    });
  });
  return bins;
}
