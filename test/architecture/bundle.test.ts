import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { hang } from '../limits.js';
import { type BuiltPackage, builtPackage } from './built-package.js';

let built: BuiltPackage;
beforeAll(async () => {
  built = await builtPackage();
});

/** Bundles for a browser, as a web application would; an import of Node's modules fails the build. */
async function bundle(code: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: built.consumer },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'error',
  });
  return outputFiles.map(({ text }) => text).join('');
}

const entries = ['ephemeral-containers', 'ephemeral-containers/v1.25', 'ephemeral-containers/v1.34'];

describe('bundle for the browser', () => {
  // scripts/bench/README.md says what the design hoped for, and where the rest goes
  it('of one minor’s validator is at most 19 KB, compressed', async () => {
    const code = await bundle(`export { validateEphemeralContainer } from 'ephemeral-containers/v1.34';`);
    expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(19 * 1024);
  });

  it('of types alone is empty', async () => {
    const code = await bundle(`import 'ephemeral-containers/v1.34';`);
    expect(code.trim()).toBe('');
  });

  it.each(entries)('of all of %s touches neither Node nor eval', async (entry) => {
    const code = await bundle(`export * from '${entry}';`);
    expect(code).toContain('cannot be set for an Ephemeral Container');
    expect(code).not.toMatch(
      /["'`]node:|\beval\s*\(|\bnew Function\b|\bFunction\s*\(|\brequire\s*\(|\bprocess\./,
    );
  });

  it('of the validator of texts touches neither Node nor eval', async () => {
    const code = await bundle(`export { validateText } from 'ephemeral-containers/text';`);
    expect(code).toContain('JSON has no comments');
    const refused = /["'`]node:|\beval\s*\(|\bnew Function\b|\bFunction\s*\(|\brequire\s*\(|\bBuffer\./;
    expect(refused.exec(code)).toBeNull();
  });

  it.each(entries)('of %s validates where code from strings is refused', async (entry) => {
    const code = await bundle(`
      import { validateEphemeralContainer as validate } from '${entry}';
      const good = validate({ name: 'debugger', image: 'busybox:1.36' });
      const bad = validate({ name: 'debugger', image: 'busybox:1.36', ports: [{ containerPort: 80 }] });
      console.log(JSON.stringify([good.ok, bad.ok, bad.causes.map((cause) => cause.message)]));
    `);
    const folder = join(built.consumer, 'bundles');
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${entry.replace(/\W+/g, '-')}.mjs`);
    writeFileSync(file, code);
    const output = execFileSync(process.execPath, ['--disallow-code-generation-from-strings', file], {
      encoding: 'utf8',
      timeout: hang,
    });
    expect(JSON.parse(output)).toEqual([
      true,
      false,
      ['Forbidden: cannot be set for an Ephemeral Container'],
    ]);
  });
});
