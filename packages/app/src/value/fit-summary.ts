import type { Fit } from '@winback/models';
import type { FitSummary } from './contract.ts';

/** A fit as the summary shows it; one that could not be made keeps its place with the reason. */
export function summariseFit(fit: Fit<string>, customers: number): FitSummary {
  if (!fit.ok) {
    return {
      model: fit.model,
      parameters: null,
      standardErrors: null,
      logLikelihood: null,
      customers,
      distinct: 0,
      findings: [{ code: fit.reason.code, values: { ...fit.reason.values } }],
    };
  }
  return {
    model: fit.model,
    parameters: { ...fit.parameters },
    standardErrors: fit.standardErrors === null ? null : finiteOrNull(fit.standardErrors),
    logLikelihood: fit.logLikelihood,
    customers: fit.customers,
    distinct: fit.distinct,
    findings: fit.findings.map(({ code, values }) => ({ code, values: { ...values } })),
  };
}

function finiteOrNull(values: Readonly<Record<string, number>>): Record<string, number | null> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Number.isFinite(value) ? value : null]),
  );
}
