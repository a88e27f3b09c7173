import { toLogParameters } from './derivatives.ts';
import { type Maximum, maximise, type Objective } from './maximise.ts';

/** A likelihood in positive parameters, the points to start from and the box to stay in, all on the natural scale. */
export interface PositiveProblem {
  readonly likelihood: Objective;
  readonly starts: readonly (readonly number[])[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** After so many evaluations only the start that came highest goes on. */
const TRIAL_EVALUATIONS = 6;

/** The best maximum over all starts; the search runs, and its point is given, in the logarithms of the parameters. */
export function maximisePositive(problem: PositiveProblem, mostEvaluations?: number): Maximum {
  const objective: Objective = (point, out) => {
    const parameters = point.map(Math.exp);
    problem.likelihood(parameters, out);
    toLogParameters(out, parameters);
  };
  const bounds = { low: logs(problem.low), high: logs(problem.high) };
  const [only, ...others] = problem.starts;
  if (others.length === 0) return maximise(objective, logs(only), { bounds, mostEvaluations });
  const best = problem.starts
    .map((start) => maximise(objective, logs(start), { bounds, mostEvaluations: TRIAL_EVALUATIONS }))
    .reduce((best, other) => (other.derivatives.value > best.derivatives.value ? other : best));
  return best.converged ? best : maximise(objective, best.point, { bounds, mostEvaluations });
}

function logs(values: readonly number[]): Float64Array {
  return Float64Array.from(values, Math.log);
}
