import { FEWEST_CUSTOMERS } from './check-statistics.ts';
import { type Fit, reason } from './fit.ts';
import { maximisePositive, type PositiveProblem } from './optimise/maximise-positive.ts';
import { boxFindings, type FitHeading, writeFit } from './write-fit.ts';

/**
 * Fits a likelihood of positive parameters from several starts. With the likelihood of a sample given, the starts are
 * tried on that, and all rows are searched from its maximum.
 */
export function fitPositive<P extends string>(
  problem: PositiveProblem & FitHeading<P>,
  ofSample?: PositiveProblem['likelihood'],
): Fit<P> {
  const { model, customers } = problem;
  if (!(customers >= FEWEST_CUSTOMERS)) {
    return { ok: false, model, reason: reason('too_few_customers', { customers, needed: FEWEST_CUSTOMERS }) };
  }
  const starts =
    ofSample === undefined
      ? problem.starts
      : [Array.from(maximisePositive({ ...problem, likelihood: ofSample }).point, Math.exp)];
  const fit = writeFit(problem, maximisePositive({ ...problem, starts }), []);
  const findings = boxFindings(fit.parameters, problem);
  if (findings.length === 0) return fit;
  return { ...fit, standardErrors: null, findings: [...findings, ...fit.findings] };
}
