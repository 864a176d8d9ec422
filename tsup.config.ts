import { existsSync } from 'node:fs';
import { defineConfig } from 'tsup';

const minors = Array.from({ length: 13 }, (_, index) => `v1.${25 + index}`);

const library = Object.fromEntries(
  Object.entries({
    index: 'src/index.ts',
    ...Object.fromEntries(minors.map((minor) => [minor, `generated/${minor}/index.ts`])),
    client: 'src/client/index.ts',
    testing: 'src/testing/index.ts',
  }).filter(([, file]) => existsSync(file)),
);

const programs = Object.fromEntries(
  Object.entries({ cli: 'src/cli/main.ts', codegen: 'codegen/main.ts' }).filter(([, file]) =>
    existsSync(file),
  ),
);

export default defineConfig([
  {
    entry: library,
    format: ['esm', 'cjs'],
    target: 'node20',
    platform: 'neutral',
    // node: of the client; the other entries are held to import nothing by test/house
    external: [/^node:/, 'ws', 'yaml', 'commander'],
    splitting: true,
    treeshake: false,
    dts: true,
  },
  {
    entry: programs,
    format: 'esm',
    target: 'node20',
    platform: 'node',
    // the generator's own tools are optional: the command says which to install
    external: ['ts-morph', 'openapi-typescript'],
    splitting: true,
  },
]);
