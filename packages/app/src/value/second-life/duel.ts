import type { Finding, SecondLifeGrade } from '../contract.ts';
import type { SecondLifeMethod } from './forecast.ts';
import { LEAST_RETURNERS } from './ladder.ts';
import type { Accuracy } from './measures.ts';

type Measured = Accuracy & { readonly method: SecondLifeMethod };

/** Differences up to these are called equal, since a hundred returners cannot tell them from chance. */
const EQUAL_ERROR = 0.05;
const EQUAL_BIAS = 0.1;
const EQUAL_RANK = 0.02;
const LEAST_RETURNERS_TO_TELL = 20;

function sign(difference: number, equal: number): number {
  return Math.abs(difference) <= equal ? 0 : Math.sign(difference);
}

/** In how many of three respects (error, bias, order) `one` is better than `other`, less those in which it is worse. */
export function advantage(one: Accuracy, other: Accuracy): number {
  if (one.mae === null) return other.mae === null ? 0 : -1;
  if (other.mae === null) return 1;
  const error = other.mae === 0 ? -sign(one.mae, 0) : sign(1 - one.mae / other.mae, EQUAL_ERROR);
  const bias = sign(Math.abs(other.bias ?? 0) - Math.abs(one.bias ?? 0), EQUAL_BIAS);
  const rank = sign((one.rankCorrelation ?? 0) - (other.rankCorrelation ?? 0), EQUAL_RANK);
  return error + bias + rank;
}

function find(measured: readonly Measured[], method: SecondLifeMethod): Accuracy {
  return measured.find((one) => one.method === method) ?? { mae: null, bias: null, rankCorrelation: null };
}

interface Standing {
  /** Of the second life over the simpler methods, and of the first life continued over the average. */
  readonly overContinued: number;
  readonly overAverage: number;
  readonly continuedOverAverage: number;
}

function standingOf(measured: readonly Measured[]): Standing {
  const ours = find(measured, 'second life');
  const continued = find(measured, 'first life continued');
  const average = find(measured, 'average of all returners');
  return {
    overContinued: advantage(ours, continued),
    overAverage: advantage(ours, average),
    continuedOverAverage: advantage(continued, average),
  };
}

/** The second life has to earn its place: where it is no better than a simpler method, the simpler one is used. */
function choose(standing: Standing): SecondLifeMethod {
  if (standing.overContinued > 0 && standing.overAverage > 0) return 'second life';
  if (standing.overContinued > 0) return 'average of all returners';
  if (standing.overAverage > 0) return 'first life continued';
  return standing.continuedOverAverage >= 0 ? 'first life continued' : 'average of all returners';
}

const VERDICTS: Readonly<Record<SecondLifeMethod, string>> = {
  'second life': 'second_life_better',
  'first life continued': 'first_life_as_good',
  'average of all returners': 'average_as_good',
};

/** `seen`: second lives there were to learn from at the cut; `returned`: those who came back after it. */
export function judge(
  measured: readonly Measured[],
  { seen, returned }: { readonly seen: number; readonly returned: number },
): { chosen: SecondLifeMethod; verdict: Finding } {
  if (seen < LEAST_RETURNERS) {
    const verdict = { code: 'too_few_second_lives', values: { secondLives: seen, least: LEAST_RETURNERS } };
    return { chosen: 'second life', verdict };
  }
  if (returned < LEAST_RETURNERS_TO_TELL) {
    const verdict = { code: 'too_few_returners', values: { returners: returned, least: LEAST_RETURNERS_TO_TELL } };
    return { chosen: 'second life', verdict };
  }
  const chosen = choose(standingOf(measured));
  const values: Record<string, number> = { returners: returned };
  for (const [name, method] of [
    ['ours', 'second life'],
    ['continued', 'first life continued'],
    ['average', 'average of all returners'],
  ] as const) {
    const { mae, bias } = find(measured, method);
    if (mae !== null) values[`${name}Error`] = mae;
    if (bias !== null) values[`${name}Bias`] = bias;
  }
  return { chosen, verdict: { code: VERDICTS[chosen], values } };
}

/** One method for all customers, from all cuts that could tell; null where none could. */
export function chooseOverCuts(grades: readonly SecondLifeGrade[]): SecondLifeMethod | null {
  const telling = grades.filter(({ verdict }) => !verdict.code.startsWith('too_few_'));
  if (telling.length === 0) return null;
  const sum = { overContinued: 0, overAverage: 0, continuedOverAverage: 0 };
  for (const grade of telling) {
    const standing = standingOf(grade.value);
    sum.overContinued += standing.overContinued;
    sum.overAverage += standing.overAverage;
    sum.continuedOverAverage += standing.continuedOverAverage;
  }
  return choose(sum);
}
