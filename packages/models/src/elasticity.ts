/**
 * y = e^a · (exposure) · z^b, where b says how far y follows z: 0 not at all, 1 in proportion. Both fits below profile
 * a out; what is left is convex in b, so its slope has one zero, found by bisection on [0, 1]. A prior pulls b
 * towards one half where few data speak.
 */
export interface Elasticity {
  readonly intercept: number;
  readonly elasticity: number;
}

const PRIOR_MEAN = 0.5;
/** Variance 1/4: before data, anything between 0 and 1 is likely. */
const PRIOR_PRECISION = 4;
const BISECTIONS = 40;

function zeroOnUnitInterval(slope: (b: number) => number): number {
  if (slope(0) >= 0) return 0;
  if (slope(1) <= 0) return 1;
  let low = 0;
  let high = 1;
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = (low + high) / 2;
    if (slope(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Counts with Poisson mean exposure · e^(a + b·ln z); null where nothing was counted or nobody was exposed. */
export function fitCountElasticity(data: {
  readonly count: Float64Array;
  readonly exposure: Float64Array;
  readonly logZ: Float64Array;
}): Elasticity | null {
  const { count, exposure, logZ } = data;
  let counted = 0;
  let countedLogZ = 0;
  let exposed = 0;
  for (let i = 0; i < count.length; i++) {
    counted += count[i];
    countedLogZ += count[i] * logZ[i];
    exposed += exposure[i];
  }
  if (counted === 0 || exposed === 0) return null;
  const sums = (b: number) => {
    let level = 0;
    let tilt = 0;
    for (let i = 0; i < count.length; i++) {
      const part = exposure[i] * Math.exp(b * logZ[i]);
      level += part;
      tilt += part * logZ[i];
    }
    return { level, tilt };
  };
  const elasticity = zeroOnUnitInterval((b) => {
    const { level, tilt } = sums(b);
    return (counted * tilt) / level - countedLogZ + PRIOR_PRECISION * (b - PRIOR_MEAN);
  });
  return { intercept: Math.log(counted / sums(elasticity).level), elasticity };
}

/**
 * Positive amounts with mean e^(a + b·ln z) and a spread in proportion to the mean (Gamma likelihood), so that a few
 * large customers do not rule the fit; null without data.
 */
export function fitMeanElasticity(data: {
  readonly amount: Float64Array;
  readonly logZ: Float64Array;
  /** How much each amount counts; absent: all the same. */
  readonly weight?: Float64Array;
}): Elasticity | null {
  const { amount, logZ, weight } = data;
  const weightOf = (i: number) => (weight === undefined ? 1 : weight[i]);
  let n = 0;
  let sumLogZ = 0;
  for (let i = 0; i < amount.length; i++) {
    n += weightOf(i);
    sumLogZ += weightOf(i) * logZ[i];
  }
  if (n === 0) return null;
  const sums = (b: number) => {
    let level = 0;
    let tilt = 0;
    for (let i = 0; i < amount.length; i++) {
      const part = weightOf(i) * amount[i] * Math.exp(-b * logZ[i]);
      level += part;
      tilt += part * logZ[i];
    }
    return { level, tilt };
  };
  const elasticity = zeroOnUnitInterval((b) => {
    const { level, tilt } = sums(b);
    return sumLogZ - (n * tilt) / level + PRIOR_PRECISION * (b - PRIOR_MEAN);
  });
  return { intercept: Math.log(sums(elasticity).level / n), elasticity };
}
