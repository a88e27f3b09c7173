import { toLogParameters } from './derivatives.ts';
import { type Maximum, maximise, type Objective } from './maximise.ts';

/** A likelihood in positive parameters, the points to start from and the box to stay in, all on the natural scale. */
export interface PositiveProblem {
  readonly likelihood: Objective;
  readonly starts: readonly (readonly number[])[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** The best maximum over all starts; the search runs, and its point is given, in the logarithms of the parameters. */
export function maximisePositive(problem: PositiveProblem, mostEvaluations?: number): Maximum {
  const objective: Objective = (point, out) => {
    const parameters = point.map(Math.exp);
    problem.likelihood(parameters, out);
    toLogParameters(out, parameters);
  };
  const bounds = { low: logs(problem.low), high: logs(problem.high) };
  return problem.starts
    .map((start) => maximise(objective, logs(start), { bounds, mostEvaluations }))
    .reduce((best, other) => (other.derivatives.value > best.derivatives.value ? other : best));
}

function logs(values: readonly number[]): Float64Array {
  return Float64Array.from(values, Math.log);
}
