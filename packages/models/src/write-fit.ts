import { type Fitted, type Reason, reason } from './fit.ts';
import type { Maximum } from './optimise/maximise.ts';
import { standardErrors } from './optimise/standard-errors.ts';

/** What a result says of the model and the data it was fitted on. */
export interface FitHeading<P extends string> {
  readonly model: string;
  readonly parameterNames: readonly P[];
  readonly customers: number;
  readonly distinct: number;
}

const BOUNDARY = 'boundary';

/**
 * The result of a search: parameters by name, with standard errors unless a finding says that the maximum lies at a
 * boundary or the likelihood is flat there.
 */
export function writeFit<P extends string>(
  { model, parameterNames, customers, distinct }: FitHeading<P>,
  maximum: Maximum,
  found: readonly Reason[],
): Fitted<P> {
  const parameters = maximum.point.map(Math.exp);
  const findings = [...found];
  const atBoundary = findings.some(({ code }) => code.startsWith(BOUNDARY));
  const errors = atBoundary ? null : standardErrors(maximum.derivatives, parameters);
  if (!maximum.converged) findings.push(reason('not_converged', { evaluations: maximum.evaluations }));
  if (!atBoundary && errors === null) findings.push(reason('flat_likelihood'));
  const named = (values: Float64Array): Record<P, number> =>
    Object.fromEntries(parameterNames.map((name, i) => [name, values[i]])) as Record<P, number>;
  return {
    ok: true,
    model,
    parameters: named(parameters),
    standardErrors: errors === null ? null : named(errors),
    logLikelihood: maximum.derivatives.value,
    customers,
    distinct,
    findings,
  };
}

/** Findings for parameters that stand at an end of the box they were sought in. */
export function boxFindings<P extends string>(
  parameters: Record<P, number>,
  box: { parameterNames: readonly P[]; low: readonly number[]; high: readonly number[] },
): Reason[] {
  return box.parameterNames.flatMap((parameter, i) => {
    const value = parameters[parameter];
    const low = value <= box.low[i] * (1 + 1e-6);
    const high = value >= box.high[i] * (1 - 1e-6);
    return low || high ? [reason('boundary', { parameter, side: low ? 'low' : 'high', value })] : [];
  });
}
