import { FEWEST_CUSTOMERS } from './check-statistics.ts';
import { type Fit, reason } from './fit.ts';
import { maximisePositive, type PositiveProblem } from './optimise/maximise-positive.ts';
import { boxFindings, type FitHeading, writeFit } from './write-fit.ts';

/** Fits a likelihood of positive parameters from several starts. */
export function fitPositive<P extends string>(problem: PositiveProblem & FitHeading<P>): Fit<P> {
  const { model, customers } = problem;
  if (!(customers >= FEWEST_CUSTOMERS)) {
    return { ok: false, model, reason: reason('too_few_customers', { customers, needed: FEWEST_CUSTOMERS }) };
  }
  const fit = writeFit(problem, maximisePositive(problem), []);
  const findings = boxFindings(fit.parameters, problem);
  if (findings.length === 0) return fit;
  return { ...fit, standardErrors: null, findings: [...findings, ...fit.findings] };
}
