import { FEWEST_CUSTOMERS } from './check-statistics.ts';
import { type Fit, type Reason, reason } from './fit.ts';
import { fitByStarts, type PositiveProblem } from './optimise/fit-by-starts.ts';
import { standardErrors } from './optimise/standard-errors.ts';

/** A likelihood in positive parameters with what its result must say of the data. */
export interface NamedProblem<P extends string> extends PositiveProblem {
  readonly model: string;
  readonly parameterNames: readonly P[];
  readonly customers: number;
  readonly distinct: number;
}

/** Fits a likelihood of positive parameters and words the result: findings for bounds, null errors where flat. */
export function fitPositive<P extends string>(problem: NamedProblem<P>): Fit<P> {
  const { model, parameterNames, customers, distinct } = problem;
  if (!(customers >= FEWEST_CUSTOMERS)) {
    return { ok: false, model, reason: reason('too_few_customers', { customers, needed: FEWEST_CUSTOMERS }) };
  }
  const best = fitByStarts(problem);
  const parameters = best.point.map(Math.exp);
  const findings = boundaryFindings(problem, parameters);
  if (!best.converged) findings.push(reason('not_converged', { evaluations: best.evaluations }));
  const errors = findings.length === 0 ? standardErrors(best.derivatives, parameters) : null;
  if (errors === null && findings.length === 0) findings.push(reason('flat_likelihood'));
  const named = (values: Float64Array): Record<P, number> =>
    Object.fromEntries(parameterNames.map((name, i) => [name, values[i]])) as Record<P, number>;
  return {
    ok: true,
    model,
    parameters: named(parameters),
    standardErrors: errors === null ? null : named(errors),
    logLikelihood: best.derivatives.value,
    customers,
    distinct,
    findings,
  };
}

function boundaryFindings<P extends string>(problem: NamedProblem<P>, parameters: Float64Array): Reason[] {
  const findings: Reason[] = [];
  problem.parameterNames.forEach((parameter, i) => {
    const value = parameters[i];
    const low = value <= problem.low[i] * (1 + 1e-9);
    const high = value >= problem.high[i] * (1 - 1e-9);
    if (low || high) findings.push(reason('boundary', { parameter, side: low ? 'low' : 'high', value }));
  });
  return findings;
}
