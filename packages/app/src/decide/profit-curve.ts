import type { Dual } from './optimise-dual.ts';

interface CurvePoint {
  readonly budget: number;
  readonly customers: number;
  readonly gain: number;
}

export interface ProfitCurve {
  readonly points: CurvePoint[];
  /** Beyond this, money adds nothing. */
  readonly bestBudget: number;
}

const POINTS = 25;
/** A little beyond the best, to show that it gets no better. */
const BEYOND_BEST = 1.25;
const TOLERANCE = 1e-3;
/** Prices are searched for where the curve is steep, then for every so many points: between them it can be read off. */
const STEEP_POINTS = 3;
const SEARCHED_EVERY = 3;
/** A bound this loose is met by what was tried already. */
const AS_TRIED = 1;

/**
 * The best gain at each budget with the hours held: the lower envelope of the bounds of all prices tried. An envelope of
 * lines is concave and never falls, as the true curve is.
 */
export function profitCurve(dual: Dual, hours: number): ProfitCurve {
  const best = dual.solve({ money: Number.POSITIVE_INFINITY, hours }, TOLERANCE);
  const bestBudget = best.mix.money;
  if (bestBudget === 0) return { points: [{ budget: 0, ...sizeAndGain(best) }], bestBudget };
  const budgets = Array.from({ length: POINTS }, (_, index) => (bestBudget * BEYOND_BEST * index) / (POINTS - 1));
  budgets.forEach((money, index) => {
    if (index < STEEP_POINTS || index % SEARCHED_EVERY === 1) dual.solve({ money, hours }, TOLERANCE);
  });
  const solved = budgets.map((money) => dual.solve({ money, hours }, AS_TRIED));
  return {
    points: budgets.map((budget, index) => ({
      budget,
      customers: Math.round(solved[index]?.mix.customers ?? 0),
      gain: dual.bound({ money: budget, hours }),
    })),
    bestBudget,
  };
}

function sizeAndGain(solution: ReturnType<Dual['solve']>): Pick<CurvePoint, 'customers' | 'gain'> {
  return { customers: Math.round(solution.mix.customers), gain: solution.bound };
}
