import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { inject } from 'vitest';

/** The command line interface. */
export const cliProgram = join(inject('built'), 'node_modules/ephemeral-containers/dist/cli.js');

/** The program of a file in a folder `programs`, such as `client/programs/run-once`. */
export function findProgram(name: string): string {
  return join(inject('built'), `${name}.js`);
}

export interface Module {
  readonly folder: string;
  readonly file: string;
  remove(): void;
}

/** Writes TypeScript where it can be run, and finds the package by its name. */
export function openModule(code: string): Module {
  const folder = mkdtempSync(join(inject('built'), 'module-'));
  const file = join(folder, 'module.mjs');
  writeFileSync(file, transformSync(code, { loader: 'ts', target: 'node20' }).code);
  return { folder, file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
