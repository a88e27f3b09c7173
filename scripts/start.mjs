// `npm start`: sets up, analyses the sample and says where the report is. Arguments go to `winback analyze`.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import './setup.mjs';

const path = (relative) => fileURLToPath(new URL(`../${relative}`, import.meta.url));
const given = process.argv.slice(2);
const sample = [path('examples/online-retail.csv.gz'), '--currency', 'GBP', '--out', path('winback-out')];
const { status } = spawnSync(
  process.execPath,
  [path('packages/app/bin/winback.js'), 'analyze', ...(given.length > 0 ? given : sample)],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);
