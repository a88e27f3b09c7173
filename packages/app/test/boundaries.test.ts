import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const config = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs'));
const SOURCES = ['packages/models/src', 'packages/app/src'];

async function cruiseTree(baseDir: string): Promise<ICruiseResult> {
  const { output } = await cruise(
    SOURCES,
    { ...config.options, baseDir, ruleSet: { forbidden: config.forbidden }, validate: true, outputType: 'json' },
    config.options.enhancedResolveOptions,
  );
  return JSON.parse(String(output)) as ICruiseResult;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
}

type Tree = Readonly<Record<string, string>>;

/** A small clean product: planted files are added to it, so that a violation is the plant's own. */
const CLEAN: Tree = {
  'package.json': '{ "name": "planted", "type": "module" }',
  'packages/app/package.json': '{ "name": "winback", "type": "module", "dependencies": { "zod": "*" } }',
  'packages/models/package.json': '{ "name": "@winback/models", "type": "module" }',
  'packages/models/src/index.ts': "export { one } from './one.ts';",
  'packages/models/src/one.ts': 'export const one = 1;',
  'packages/app/src/platform/errors.ts': 'export const failure = 1;',
  'packages/app/src/platform/facts.ts': "import { failure } from './errors.ts'; export const facts = failure;",
  'packages/app/src/ingest/index.ts': "export { orders } from './orders.ts';",
  'packages/app/src/ingest/orders.ts':
    "import { failure } from '../platform/errors.ts'; export const orders = failure;",
  'packages/app/src/value/index.ts': "export { valued } from './run.ts';",
  'packages/app/src/value/run.ts':
    "import { orders } from '../ingest/index.ts'; import { facts } from '../platform/facts.ts'; export const valued = [orders, facts];",
  'packages/app/src/cli.ts': "import { valued } from './value/index.ts'; export const shown = valued;",
};

const PLANTS: Readonly<Record<string, Tree>> = {
  'no-cycles': {
    'packages/app/src/value/a.ts': "import type { B } from './b.ts'; export type A = B;",
    'packages/app/src/value/b.ts': "import type { A } from './a.ts'; export type B = A;",
  },
  'no-orphans': { 'packages/app/src/value/alone.ts': 'export const alone = 1;' },
  'no-unresolvable': { 'packages/app/src/cli.ts': "import { gone } from './gone.ts'; export const shown = gone;" },
  'no-undeclared': { 'packages/app/src/cli.ts': "import fc from 'fast-check'; export const shown = fc;" },
  'models-pure': { 'packages/models/src/one.ts': "import { cpus } from 'node:os'; export const one = cpus;" },
  'models-by-name': {
    'packages/app/src/cli.ts': "import { one } from '../../models/src/one.ts'; export const shown = one;",
  },
  'order-platform': {
    'packages/app/src/platform/errors.ts': "export { orders as failure } from '../ingest/index.ts';",
  },
  'order-ingest': { 'packages/app/src/ingest/orders.ts': "export { valued as orders } from '../value/index.ts';" },
  'order-value': { 'packages/app/src/value/run.ts': "export { shown as valued } from '../cli.ts';" },
  'door-ingest': { 'packages/app/src/value/run.ts': "export { orders as valued } from '../ingest/orders.ts';" },
  'door-value': { 'packages/app/src/cli.ts': "export { valued as shown } from './value/run.ts';" },
  'heart-pure': {
    'packages/app/src/ingest/orders.ts': "import { facts } from '../platform/facts.ts'; export const orders = facts;",
  },
  'engine-behind-platform': {
    'packages/app/src/value/run.ts': "import { INTEGER } from '@duckdb/node-api'; export const valued = INTEGER;",
  },
  'contract-thin': {
    'packages/app/src/value/contract.ts': "import { facts } from '../platform/facts.ts'; export const schema = facts;",
    'packages/app/src/value/run.ts': "export { schema as valued } from './contract.ts';",
  },
};

async function violatedRules(tree: Tree): Promise<Set<string>> {
  const folder = mkdtempSync(join(tmpdir(), 'winback-boundaries-'));
  try {
    for (const [path, text] of Object.entries(tree)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const { summary } = await cruiseTree(folder);
    return new Set(summary.violations.map((violation) => violation.rule.name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('import rules', () => {
  test('hold in the whole tree, and every source file was read', async () => {
    const { summary, modules } = await cruiseTree(root);
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
    const cruised = new Set(modules.map((module) => module.source));
    const missed = SOURCES.flatMap((folder) => sourceFiles(folder).map((name) => `${folder}/${name}`)).filter(
      (file) => !cruised.has(file),
    );
    expect(missed).toEqual([]);
  });

  test('find nothing in a clean tree', async () => {
    expect([...(await violatedRules(CLEAN))]).toEqual([]);
  });

  test.each(Object.keys(PLANTS))('catch a planted violation of %s', async (rule) => {
    expect(await violatedRules({ ...CLEAN, ...PLANTS[rule] })).toContain(rule);
  });

  test('every rule has a plant, or is one of a family that has', () => {
    const family = (name: string) => name.replace(/^(order|door)-.*/, '$1');
    const planted = new Set(Object.keys(PLANTS).map(family));
    expect(
      config.forbidden.map((rule: { name: string }) => family(rule.name)).filter((f: string) => !planted.has(f)),
    ).toEqual([]);
  });
});
