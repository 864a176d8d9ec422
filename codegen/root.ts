import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that has codegen/openapi: the repository, or the package where it is installed. */
export function findRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'codegen', 'openapi'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('codegen/openapi is missing: install ephemeral-containers again');
    folder = parent;
  }
  return folder;
}

/** Whether this is the source itself, and not what a build made of it. */
export function isSource(): boolean {
  return import.meta.url.endsWith('.ts');
}
