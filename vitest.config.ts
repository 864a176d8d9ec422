import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** What `npm test` leaves to `npm run test:all`. */
const rest = [
  // other releases of Node, TypeScript and client-node, from the network on first use
  'test/compat/**/*.test.ts',
  // what the tests on a node ask again
  'test/contract/**/*.test.ts',
  // generates everything three times
  'test/codegen/add-minor.test.ts',
  // every program and session of the documents
  'test/docs/pages/**/*.test.ts',
];
const elsewhere = ['**/node_modules/**', 'test/e2e/**'];

/** `extends` would have the setup run for the configuration itself as well. */
const globalSetup = ['test/programs/build.ts'];

export default defineConfig({
  test: {
    // one more than there are processors: much of the time is spent waiting
    maxWorkers: availableParallelism() + 1,
    // a file sees what another of its worker has loaded, which it would take longest to load again
    isolate: false,
    // these end what hangs, and measure nothing: a machine may be as slow as it likes
    testTimeout: 300_000,
    hookTimeout: 900_000,
    expect: { poll: { timeout: 240_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'quick',
          include: ['test/**/*.test.ts'],
          exclude: [...elsewhere, ...rest],
          globalSetup,
        },
      },
      { extends: true, test: { name: 'rest', include: rest, exclude: elsewhere, globalSetup } },
    ],
  },
});
