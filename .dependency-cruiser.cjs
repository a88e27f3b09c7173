// Who may import whom. ARCHITECTURE.md has the same as a table; packages/app/test/boundaries.test.ts plants one
// violation per rule to show that each is caught.
const STAGES = ['platform', 'ingest', 'value', 'risk', 'reason', 'decide', 'learn'];
const APP = 'packages/app/src';
const TESTS = '\\.test\\.ts$|/test/';

const stageOrder = STAGES.map((stage, index) => ({
  name: `order-${stage}`,
  comment: `${stage} may import only what stands before it in the pipeline. Move the code left, or pass the value in from the right.`,
  severity: 'error',
  from: { path: `^${APP}/${stage}/`, pathNot: TESTS },
  to: { path: `^${APP}/(${[...STAGES.slice(index + 1), 'cli', 'cli\\.ts', 'pipeline\\.ts'].join('|')})` },
}));

const door = STAGES.slice(1).map((stage) => ({
  name: `door-${stage}`,
  comment: `Enter ${stage} by its index.ts or contract.ts. Export the name there, or ask whether you need it.`,
  severity: 'error',
  from: { path: `^${APP}/`, pathNot: `^${APP}/${stage}/|^${APP}/cli/|${TESTS}` },
  to: { path: `^${APP}/${stage}/`, pathNot: `^${APP}/${stage}/(index|contract)\\.ts$` },
}));

/** Files of a stage that touch the world; everything else is heart. */
const SHELL = [
  '/index\\.ts$',
  '/run[a-z-]*\\.ts$',
  '/store[^/]*\\.ts$',
  '-sql\\.ts$',
  'commands\\.ts$',
  '/(read|write|rewrite|detect|describe|open|sample|scan)[^/]*\\.ts$',
  '/(fit|report)/',
];

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one idea, or hide a third. Types count.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'Nobody imports this file. Delete it or connect it.',
      severity: 'error',
      from: { orphan: true, pathNot: `${TESTS}|\\.d\\.ts$|(^|/)(vitest\\.config)\\.ts$` },
      to: {},
    },
    {
      name: 'no-unresolvable',
      comment: 'This import leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-undeclared',
      comment: 'Declare the package in the package.json of the workspace that imports it.',
      severity: 'error',
      from: { pathNot: TESTS },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev', 'undetermined'], pathNot: '^packages/models/' },
    },
    {
      name: 'models-pure',
      comment: 'The model library is arithmetic: no packages, no Node, nothing of the app.',
      severity: 'error',
      from: { path: '^packages/models/src/', pathNot: TESTS },
      to: { pathNot: '^packages/models/src/' },
    },
    {
      name: 'models-by-name',
      comment: "Import the model library as '@winback/models', not by path.",
      severity: 'error',
      from: { path: '^packages/app/' },
      to: { path: '^packages/models/src/', pathNot: '^packages/models/src/index\\.ts$' },
    },
    ...stageOrder,
    ...door,
    {
      name: 'heart-pure',
      comment: 'Rules are pure: pass in what a store or the platform would give (errors, time and money are allowed).',
      severity: 'error',
      from: { path: `^${APP}/(${STAGES.slice(1).join('|')})/`, pathNot: [...SHELL, '/contract\\.ts$', TESTS] },
      to: { path: `^${APP}/platform/(?!errors|time|money)|/store[^/]*\\.ts$|/run\\.ts$|^fs$|^node:fs` },
    },
    {
      name: 'engine-behind-platform',
      comment: 'Only the platform speaks to the facts engine; stages use its Facts.',
      severity: 'error',
      from: { path: '^packages/app/src/', pathNot: `^${APP}/platform/` },
      to: { path: '@duckdb/' },
    },
    {
      name: 'contract-thin',
      comment: 'A contract imports Zod, other contracts, and the time and money types.',
      severity: 'error',
      from: { path: '/contract\\.ts$' },
      to: { pathNot: ['/contract\\.ts$', `^${APP}/platform/(time|money)\\.ts$`, 'node_modules/zod/'] },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/dist/' },
    enhancedResolveOptions: {
      conditionNames: ['winback-source', 'import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
};
