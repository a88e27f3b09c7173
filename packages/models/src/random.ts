/** A seeded stream of random numbers; the same seed gives the same numbers on every machine. */
export interface Random {
  /** Uniform on (0, 1), never 0 or 1. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Exponential with the given rate (mean 1 / rate). */
  exponential(rate: number): number;
  /** Gamma with the given shape and rate (mean shape / rate). */
  gamma(shape: number, rate: number): number;
  /** Beta(a, b). */
  beta(a: number, b: number): number;
  /** Whole number in 0 … n − 1. */
  integer(n: number): number;
}

/** xoshiro128** of Blackman & Vigna (2021), ACM TOMS 47(4), seeded by splitmix32. */
function xoshiro(seed: number): () => number {
  let mixed = seed | 0;
  const next = (): number => {
    mixed = (mixed + 0x9e3779b9) | 0;
    let z = mixed ^ (mixed >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let [a, b, c, d] = [next(), next(), next(), next()];
  return () => {
    const scrambled = Math.imul(b, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9);
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result >>> 0;
  };
}

/** Gamma with shape ≥ 1 and rate 1: Marsaglia & Tsang (2000), ACM TOMS 26(3), 363–372. */
function gammaAboveOne(shape: number, random: Pick<Random, 'uniform' | 'normal'>): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = random.normal();
    const v = (1 + c * z) ** 3;
    if (v > 0 && Math.log(random.uniform()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v;
  }
}

/**
 * Starts a seeded stream. The seed is any whole number (its low 32 bits count).
 *
 * @example createRandom(7).uniform() // always the same number
 */
export function createRandom(seed: number): Random {
  const bits = xoshiro(seed);
  const uniform = (): number => ((bits() >>> 6) * 67108864 + (bits() >>> 6) + 0.5) / 4503599627370496;
  const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  /** ln of a Gamma(shape, 1): a shape below 1 is lifted by one (Marsaglia & Tsang, section 6) without underflow. */
  const lnGammaVariate = (shape: number): number =>
    shape >= 1
      ? Math.log(gammaAboveOne(shape, { uniform, normal }))
      : Math.log(gammaAboveOne(shape + 1, { uniform, normal })) + Math.log(uniform()) / shape;
  return {
    uniform,
    normal,
    exponential: (rate) => -Math.log(uniform()) / rate,
    gamma: (shape, rate) => Math.exp(lnGammaVariate(shape)) / rate,
    beta: (a, b) => {
      const difference = lnGammaVariate(b) - lnGammaVariate(a);
      return 1 / (1 + Math.exp(difference));
    },
    integer: (n) => Math.floor(uniform() * n),
  };
}
