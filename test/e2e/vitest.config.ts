import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // faults on the testing server are counted beside those on the way to a node
    include: ['test/e2e/**/*.test.ts', 'test/client/faults.test.ts'],
    globalSetup: ['test/programs/build.ts', 'test/e2e/cluster.ts'],
    // one small node: files take turns
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
