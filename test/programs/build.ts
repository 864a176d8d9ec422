import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { TestProject } from 'vitest/node';
import { root } from '../root.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder that `built.ts` finds its programs in. */
    readonly built: string;
  }
}

/**
 * Builds what tests start as processes of their own, once for all of them: the package, as `dist` has
 * it, and every file of a folder `programs` of a folder of tests.
 */
export async function setup(project: TestProject): Promise<() => void> {
  const cache = join(root, '.cache');
  mkdirSync(cache, { recursive: true });
  // in the project, so that packages resolve; of this run alone, so that another changes nothing under it
  const folder = mkdtempSync(join(cache, 'built-'));
  // a package of another name, in which the name of the project is not the project itself
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  const own = join(folder, 'node_modules/ephemeral-containers');
  mkdirSync(own, { recursive: true });
  for (const name of ['codegen', 'generated']) symlinkSync(join(root, name), join(own, name));
  cpSync(join(root, 'package.json'), join(own, 'package.json'));
  const run = () => Promise.all([bundle(join(own, 'dist'), listEntries()), bundle(folder, listPrograms())]);
  await run();
  project.onTestsRerun(async () => void (await run()));
  project.provide('built', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}

async function bundle(outdir: string, entryPoints: Readonly<Record<string, string>>): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints,
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: 'linked',
    logLevel: 'warning',
  });
}

function listEntries(): Record<string, string> {
  const minors = readdirSync(join(root, 'generated')).filter((name) => /^v1\.\d+$/.test(name));
  return {
    index: 'src/index.ts',
    client: 'src/client/index.ts',
    text: 'src/text/index.ts',
    testing: 'src/testing/index.ts',
    cli: 'src/cli/main.ts',
    codegen: 'codegen/main.ts',
    ...Object.fromEntries(minors.map((minor) => [minor, `generated/${minor}/index.ts`])),
  };
}

function listPrograms(): Record<string, string> {
  const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' });
  const programs = files.filter((file) => /^(?!.*node_modules).*\/programs\/[\w-]+\.ts$/.test(file));
  return Object.fromEntries(programs.map((file) => [file.replace(/\.ts$/, ''), `test/${file}`]));
}
