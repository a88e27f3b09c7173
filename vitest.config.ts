import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['winback-source', 'node'] },
  ssr: { resolve: { conditions: ['winback-source', 'node'] } },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'packages/*/test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
