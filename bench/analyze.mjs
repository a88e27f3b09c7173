// `node bench/analyze.mjs [lines] [runs]`: the time and memory of `winback analyze` on an order file, as a ratio to the
// time DuckDB alone needs to read the same file and group it by customer; then the same at a tenth of the lines.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeOrders } from './make-orders.mjs';

const [lines = 10_000_000, runs = 5] = process.argv.slice(2).map(Number);
const here = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

function peakMebibytes(pid) {
  try {
    const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return found === null ? 0 : Number(found[1]) / 1024;
  } catch {
    return 0;
  }
}

async function timeAnalyze(file) {
  const out = mkdtempSync(join(tmpdir(), 'winback-bench-'));
  const started = process.hrtime.bigint();
  const child = spawn(
    process.execPath,
    [here('../packages/app/bin/winback.js'), 'analyze', file, '--quiet', '--currency', 'EUR', '--out', out],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, peakMebibytes(child.pid));
  }, 50);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearInterval(timer);
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  rmSync(out, { recursive: true, force: true });
  if (code !== 0) throw new Error(`analyze ended with ${code}`);
  return { seconds, peak };
}

const timeBaseline = (file) =>
  JSON.parse(execFileSync(process.execPath, [here('duckdb-baseline.mjs'), file], { encoding: 'utf8' }));

async function measure(count) {
  const file = here(`data/order-lines-${count}.csv`);
  await makeOrders(file, count);
  const baseline = [];
  const ours = [];
  for (let run = 0; run < runs; run++) {
    baseline.push(timeBaseline(file));
    ours.push(await timeAnalyze(file));
  }
  const alone = median(baseline.map(({ seconds }) => seconds));
  const seconds = median(ours.map((run) => run.seconds));
  console.log(
    `${count.toLocaleString('en')} lines (${(statSync(file).size / 2 ** 20).toFixed(0)} MiB, ${baseline[0].customers.toLocaleString('en')} customers), median of ${runs}:`,
  );
  console.log(`  DuckDB read + group by customer  ${alone.toFixed(2)} s`);
  console.log(`  winback analyze                  ${seconds.toFixed(2)} s   ratio ${(seconds / alone).toFixed(2)}`);
  console.log(`  peak memory of analyze           ${median(ours.map(({ peak }) => peak)).toFixed(0)} MiB`);
  return seconds;
}

const small = await measure(Math.round(lines / 10));
const large = await measure(lines);
console.log(`ten times the lines take ${(large / small).toFixed(2)} times as long`);
