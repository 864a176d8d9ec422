import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CliError } from './cli-error.js';

/** The folder of this package: the checkout it runs from, or where it is installed. */
export function findPackageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const file = join(folder, 'package.json');
    if (existsSync(file) && readPackage(file).name === 'ephemeral-containers') return folder;
    const parent = dirname(folder);
    if (parent === folder)
      throw new CliError('this installation is incomplete; install ephemeral-containers again');
    folder = parent;
  }
}

/** Whether this is the source itself, run without a build. */
export function runsFromSource(): boolean {
  return import.meta.url.endsWith('.ts');
}

/** The version of this package. */
export function readVersion(): string {
  return readPackage(join(findPackageRoot(), 'package.json')).version ?? 'unknown';
}

function readPackage(file: string): { readonly name?: string; readonly version?: string } {
  return JSON.parse(readFileSync(file, 'utf8'));
}
