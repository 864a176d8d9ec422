import { defineConfig } from 'tsup';
import { supportedMinors } from './codegen/minors.js';

const minors = supportedMinors.map(({ minor }) => `v${minor}`);

export default defineConfig([
  {
    entry: {
      index: 'src/index.ts',
      ...Object.fromEntries(minors.map((minor) => [minor, `generated/${minor}/index.ts`])),
      client: 'src/client/index.ts',
      testing: 'src/testing/index.ts',
    },
    format: ['esm', 'cjs'],
    target: 'node20',
    platform: 'neutral',
    // of the client; test/house holds that the other entries import nothing
    external: [/^node:/, 'ws', 'yaml', 'commander'],
    splitting: true,
    dts: true,
  },
  {
    entry: { cli: 'src/cli/main.ts', codegen: 'codegen/main.ts' },
    format: 'esm',
    target: 'node20',
    platform: 'node',
    // optional: the command says which of them to install
    external: ['ts-morph', 'openapi-typescript'],
    splitting: true,
  },
]);
