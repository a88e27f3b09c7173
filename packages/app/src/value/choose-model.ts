import type { Graded } from './backtest.ts';
import type { Finding } from './contract.ts';
import type { Forecaster } from './forecaster.ts';
import { NAIVE_RATE } from './naive-rules.ts';

const RUNG_ORDER = ['full model', 'pooled', 'personal rhythm rule', 'not enough data'] as const;

/**
 * With a back-test: the smallest Poisson deviance on what came after. It is the score that only the true expectation
 * minimises; the mean absolute error is minimised by the median, which for most customers is zero, and so rewards
 * writing people off. Without one: the highest rung, and on it the largest likelihood.
 */
export function chooseModel(offered: readonly Forecaster[], graded: Graded | null): Forecaster | null {
  const deviance = (forecaster: Forecaster) =>
    graded?.models.find(({ model }) => model === forecaster.name)?.deviance ?? Number.POSITIVE_INFINITY;
  const rank = (forecaster: Forecaster) => RUNG_ORDER.indexOf(forecaster.rung);
  const likelihood = (forecaster: Forecaster) => forecaster.logLikelihood ?? Number.NEGATIVE_INFINITY;
  const order = (a: Forecaster, b: Forecaster): number => {
    const [first, second] = [deviance(a), deviance(b)];
    if (first !== second) return first - second;
    return rank(a) - rank(b) || likelihood(b) - likelihood(a) || 0;
  };
  return [...offered].sort(order)[0] ?? null;
}

/** Is the chosen method better than the rule that anybody could work out? */
export function verdictOf(chosen: string, { models, writtenOff }: Graded): Finding {
  const find = (name: string) => models.find(({ model }) => model === name);
  const ours = find(chosen);
  const naive = find(NAIVE_RATE);
  const [mae, naiveMae, rmse, naiveRmse] = [ours?.mae, naive?.mae, ours?.rmse, naive?.rmse];
  if (mae == null || naiveMae == null || rmse == null || naiveRmse == null || chosen === NAIVE_RATE) {
    return { code: 'not_graded', values: { model: chosen } };
  }
  const values = { model: chosen, mae, naiveMae, rmse, naiveRmse };
  if (mae <= naiveMae) return { code: 'model_better', values };
  const { customers, bought } = writtenOff;
  return { code: 'naive_better', values: { ...values, writtenOff: customers, writtenOffBought: bought } };
}
