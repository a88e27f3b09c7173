import type { Random } from './random.ts';

function purchaseTimes(rate: number, until: number, random: Random): number[] {
  const times: number[] = [];
  for (let time = random.exponential(rate); time <= until; time += random.exponential(rate)) times.push(time);
  return times;
}

/**
 * Repeat-purchase times in (0, T] of one BG/NBD customer whose first purchase is at 0: rate λ ~ Gamma(r, α), and after
 * each repeat purchase the customer leaves with probability p ~ Beta(a, b). Times are in the unit of 1/α.
 *
 * Source: Fader, Hardie & Lee (2005), Marketing Science 24(2), 275–284, section 2.
 *
 * @example simulateBgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, 39, createRandom(1))
 */
export function simulateBgNbd(
  parameters: { readonly r: number; readonly alpha: number; readonly a: number; readonly b: number },
  T: number,
  random: Random,
): number[] {
  const rate = random.gamma(parameters.r, parameters.alpha);
  const leaving = random.beta(parameters.a, parameters.b);
  const times: number[] = [];
  for (let time = random.exponential(rate); time <= T; time += random.exponential(rate)) {
    times.push(time);
    if (random.uniform() < leaving) break;
  }
  return times;
}

/**
 * Repeat-purchase times in (0, T] of one Pareto/NBD customer whose first purchase is at 0: rate λ ~ Gamma(r, α),
 * lifetime exponential with rate μ ~ Gamma(s, β).
 *
 * Source: Schmittlein, Morrison & Colombo (1987), Management Science 33(1), 1–24.
 *
 * @example simulateParetoNbd({ r: 0.553, alpha: 10.58, s: 0.606, beta: 11.66 }, 39, createRandom(1))
 */
export function simulateParetoNbd(
  parameters: { readonly r: number; readonly alpha: number; readonly s: number; readonly beta: number },
  T: number,
  random: Random,
): number[] {
  const rate = random.gamma(parameters.r, parameters.alpha);
  const lifetime = random.exponential(random.gamma(parameters.s, parameters.beta));
  return purchaseTimes(rate, Math.min(T, lifetime), random);
}
