import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'tsup';
import { supportedMinors } from './codegen/minors.js';

const minors = supportedMinors.map(({ minor }) => `v${minor}`);

/** Packages that the command line has in it; their licenses go with it. */
const bundled = ['commander', 'yaml'];
const inPackage = (file: string) => fileURLToPath(new URL(`node_modules/${file}`, import.meta.url));

/** The entries of the library, in a folder of sources or of their declarations. */
function listEntries(folder: string, extension: string): Record<string, string> {
  const entries = [
    ['index', 'src/index'],
    ...minors.map((minor) => [minor, `generated/${minor}/index`]),
    ['text', 'src/text/index'],
    ['client', 'src/client/index'],
    ['testing', 'src/testing/index'],
  ];
  return Object.fromEntries(entries.map(([name, file]) => [name, `${folder}/${file}${extension}`]));
}

export default defineConfig([
  {
    entry: listEntries('.', '.ts'),
    format: ['esm', 'cjs'],
    target: 'node20',
    platform: 'neutral',
    // of the client; test/architecture holds that the other entries import nothing
    external: [/^node:/, 'ws', 'yaml', 'commander', 'https-proxy-agent', 'socks'],
    splitting: true,
  },
  {
    entry: listEntries('.cache/declarations', '.d.ts'),
    format: ['esm', 'cjs'],
    dts: { only: true },
  },
  {
    entry: { cli: 'src/cli/main.ts', codegen: 'codegen/main.ts' },
    format: 'esm',
    target: 'node20',
    platform: 'node',
    // optional: the command says which of them to install
    external: ['ts-morph', 'openapi-typescript'],
    // of many small files, which take longer to find than to run
    noExternal: bundled,
    // what is bundled of CommonJS requires Node's modules
    banner: {
      js: "import { createRequire as createBundledRequire } from 'node:module'; const require = createBundledRequire(import.meta.url);",
    },
    esbuildOptions(options) {
      // what is short starts sooner
      options.minifyWhitespace = options.minifySyntax = true;
      // the build of the same sources that is not CommonJS
      options.alias = { yaml: inPackage('yaml/browser/index.js') };
    },
    splitting: true,
    async onSuccess() {
      const texts = bundled.map((name) => `${name}\n\n${readFileSync(inPackage(`${name}/LICENSE`), 'utf8')}`);
      writeFileSync('dist/licenses.txt', texts.join('\n'));
    },
  },
]);
