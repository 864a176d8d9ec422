import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { root } from './processes.js';
import { table } from './table.js';

const programs: Readonly<Record<string, string>> = {
  'ours, validator of v1.34': `export { validateEphemeralContainer } from './dist/v1.34.js';`,
  'ours, builder of v1.34': `export { ephemeralContainer } from './dist/v1.34.js';`,
  'ours, types alone': `import type { EphemeralContainer } from './generated/v1.34/index.js'; export const c: EphemeralContainer = { name: 'a', image: 'b' };`,
  'ours, all of v1.34': `export * from './dist/v1.34.js';`,
  ajv: `export { candidate } from './scripts/bench/candidates/ajv.js';`,
  typebox: `export { candidate } from './scripts/bench/candidates/typebox.js';`,
  zod: `export { candidate } from './scripts/bench/candidates/zod.js';`,
  'kubernetes-models': `export { candidate } from './scripts/bench/candidates/kubernetes-models.js';`,
};

/** What a browser downloads to validate an ephemeral container: bundled, minified, compressed. */
export async function benchBundleSize(): Promise<void> {
  const rows: string[][] = [];
  for (const [name, contents] of Object.entries(programs)) {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: root, loader: 'ts' },
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      legalComments: 'none',
      logLevel: 'error',
    });
    const code = outputFiles[0]?.text ?? '';
    const generates = /\bnew Function\b|\bFunction\(/.test(code) ? 'yes' : 'no';
    rows.push([name, bytes(code.length), bytes(gzipSync(code, { level: 9 }).length), generates]);
  }
  table(['bundle for a browser', 'minified', 'gzip', 'code from strings'], rows);
}

function bytes(count: number): string {
  return count < 1024 ? `${count} B` : `${(count / 1024).toFixed(1)} KB`;
}
