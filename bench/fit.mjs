// BG/NBD on a million simulated customers: ours against a straightforward NumPy/SciPy maximum likelihood.
// Run after `npm run build`: node bench/fit.mjs [runs]
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bgNbd, distinctStatistics } from '@winback/models';
import { dataFile, readData } from './fit-data.mjs';

const RUNS = Math.max(5, Number(process.argv[2] ?? 7));
const PYTHON = process.env.PYTHON ?? '/usr/bin/python3';
const HORIZON = 39;

const WARM_UP_RUNS = 3;

/** Milliseconds on the clock and of the processor (all threads) that a call takes, and its result. */
function timed(call) {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const result = call();
  const milliseconds = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { result, milliseconds, cpu: (user + system) / 1000 };
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Scores of the distinct histories, handed out to every customer. */
function scoreAll(parameters, { statistics, index }) {
  const scores = bgNbd.score(parameters, HORIZON, statistics);
  const pAlive = new Float64Array(index.length);
  const expected = new Float64Array(index.length);
  for (let i = 0; i < index.length; i += 1) {
    pAlive[i] = scores.pAlive[index[i]];
    expected[i] = scores.expectedPurchases[index[i]];
  }
  return { pAlive, expected };
}

function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}

/** Ours, in weeks like theirs; the first runs, which also compile, are not counted, the very first is reported apart. */
function measureOurs(customers) {
  const runs = Array.from({ length: RUNS + WARM_UP_RUNS }, () => {
    const distinct = timed(() => distinctStatistics(customers));
    const fit = timed(() => bgNbd.fit(distinct.result.statistics));
    const score = timed(() => scoreAll(fit.result.parameters, distinct.result));
    return { distinct, fit, score };
  });
  const [cold] = runs;
  const warm = runs.slice(WARM_UP_RUNS);
  const of = (part) => median(warm.map((run) => run[part].milliseconds));
  const fitAndDistinct = median(warm.map((run) => run.distinct.milliseconds + run.fit.milliseconds));
  return {
    fit: cold.fit.result,
    scores: cold.score.result,
    first: cold.distinct.milliseconds + cold.fit.milliseconds,
    distinct: of('distinct'),
    search: of('fit'),
    fitAndDistinct,
    cpu: median(warm.map((run) => run.distinct.cpu + run.fit.cpu)),
    score: of('score'),
    scoreCpu: median(warm.map((run) => run.score.cpu)),
  };
}

function measureTheirs() {
  const script = fileURLToPath(new URL('fit_numpy.py', import.meta.url));
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
  return JSON.parse(execFileSync(PYTHON, [script, fileURLToPath(dataFile()), String(RUNS)], { env, encoding: 'utf8' }));
}

function print(name, value) {
  console.log(`${name.padEnd(46)} ${value}`);
}

const { x, tx, T } = readData();
const weeks = (days) => days.map((value) => value / 7);
const ours = measureOurs({ x, tx: weeks(tx), T: weeks(T) });
const ourMegabytes = process.resourceUsage().maxRSS / 1024;
const theirs = measureTheirs();
const theirFit = median(theirs.fitSeconds) * 1000;
const theirScore = median(theirs.scoreSeconds) * 1000;
const theirCpu = median(theirs.fitCpuSeconds) * 1000;
const theirScoreCpu = median(theirs.scoreCpuSeconds) * 1000;
const named = (parameters) =>
  Object.entries(parameters)
    .map(([name, value]) => `${name} ${value.toFixed(5)}`)
    .join(', ');

print('customers, distinct rows, runs (medians)', `${x.length}, ${ours.fit.distinct}, ${RUNS}`);
print(
  'ours: distinct rows + fit, ms',
  `${ours.distinct.toFixed(1)} + ${ours.search.toFixed(1)} = ${ours.fitAndDistinct.toFixed(1)}`,
);
print('ours: the first run in a process, ms', ours.first.toFixed(1));
print('NumPy/SciPy fit, ms', `${theirFit.toFixed(0)} (${theirs.evaluations} evaluations)`);
print('ratio, fit', (theirFit / ours.fitAndDistinct).toFixed(1));
print(
  'processor time of fits, ms, and its ratio',
  `${ours.cpu.toFixed(1)}, ${theirCpu.toFixed(0)}: ${(theirCpu / ours.cpu).toFixed(1)}`,
);
print('ours: log-likelihood', ours.fit.logLikelihood.toFixed(4));
print('NumPy/SciPy log-likelihood', theirs.logLikelihood.toFixed(4));
print('ours: parameters', named(ours.fit.parameters));
print('NumPy/SciPy parameters', named(theirs.parameters));
print('ours: score all customers, ms', ours.score.toFixed(1));
print('NumPy/SciPy score, ms', theirScore.toFixed(0));
print('ratio, score', (theirScore / ours.score).toFixed(1));
print(
  'processor time of scores, ms, and its ratio',
  `${ours.scoreCpu.toFixed(1)}, ${theirScoreCpu.toFixed(0)}: ${(theirScoreCpu / ours.scoreCpu).toFixed(1)}`,
);
print('sum of P(alive), ours and theirs', `${sum(ours.scores.pAlive).toFixed(3)}, ${theirs.sumAlive.toFixed(3)}`);
print(
  'sum of expectations, ours and theirs',
  `${sum(ours.scores.expected).toFixed(3)}, ${theirs.sumExpected.toFixed(3)}`,
);
print('peak memory, MiB, ours and theirs', `${ourMegabytes.toFixed(0)}, ${theirs.peakMegabytes.toFixed(0)}`);
