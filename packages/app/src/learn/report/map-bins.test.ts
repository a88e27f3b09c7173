import { describe, expect, it } from 'vitest';
import { STATES, type State } from '../../risk/contract.ts';
import type { ReportSources } from '../contract.ts';
import { binCustomers, scaleOf, tallyCustomers } from './map-bins.ts';

interface Someone {
  readonly state: State;
  readonly worth: number;
  readonly silent: number;
  readonly limit: number;
}

function sourcesOf(people: readonly Someone[]): ReportSources {
  const column = (of: (one: Someone) => number) => Float64Array.from(people, of);
  return {
    valued: {
      customers: {
        count: people.length,
        sltv: column(({ state, worth }) => (state === 'lost' ? worth : -1)),
        futureValue: column(({ state, worth }) => (state === 'lost' ? -1 : worth)),
        lostDays: column(({ limit }) => limit),
      },
    },
    risked: {
      customers: {
        state: Uint8Array.from(people, ({ state }) => STATES.indexOf(state)),
        silentDays: Int32Array.from(people, ({ silent }) => silent),
      },
    },
  } as unknown as ReportSources;
}

const PEOPLE: readonly Someone[] = [
  { state: 'active', worth: 150, silent: 10, limit: 100 },
  { state: 'active', worth: 151, silent: 11, limit: 100 },
  { state: 'lost', worth: 20, silent: 900, limit: 100 },
  { state: 'lost', worth: 0, silent: 150, limit: 100 },
  { state: 'active', worth: Number.NaN, silent: 10, limit: 100 },
  { state: 'active', worth: 30, silent: 10, limit: Number.NaN },
];

describe('the map of customers', () => {
  const tally = tallyCustomers(sourcesOf(PEOPLE), 50);

  it('counts who is where, and what is at stake, of all whose worth is known', () => {
    expect(tally.quadrants).toEqual({ customers: [2, 0, 1, 2], stake: [301, 0, 30, 20] });
  });

  it('spans the decades of those who are worth something', () => {
    expect(scaleOf(tally)).toEqual({ lowest: 10, highest: 1000 });
    expect(scaleOf(tallyCustomers(sourcesOf([]), 50))).toEqual({ lowest: 1, highest: 10 });
  });

  it('puts each in the cell of silence and worth, those beyond the map at its edge', () => {
    const bins = binCustomers(tally, { columns: 6, rows: 4, lowest: 10, highest: 1000 });
    const cells = bins.map(({ silence, value, state, customers }) => ({
      silence,
      value: Math.round(value),
      state: STATES[state],
      customers,
    }));
    expect(cells).toEqual([
      { silence: 0.25, value: 178, state: 'active', customers: 2 },
      { silence: 1.75, value: 18, state: 'lost', customers: 1 },
      { silence: 2.75, value: 18, state: 'lost', customers: 1 },
    ]);
  });

  it('loses nobody between a fine and a coarse map', () => {
    const count = (columns: number, rows: number) =>
      binCustomers(tally, { columns, rows, lowest: 10, highest: 1000 }).reduce(
        (sum, { customers }) => sum + customers,
        0,
      );
    expect([count(72, 36), count(36, 24), count(1, 1)]).toEqual([4, 4, 4]);
  });
});
