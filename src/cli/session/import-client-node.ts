import { readFileSync } from 'node:fs';
import { CliError } from '../cli-error.js';
import { findPackageFile } from '../installed.js';

// not a literal: the package is the user's to install, and its types are not those of every release
const name: string = '@kubernetes/client-node';
/** Release 1 runs on every Node.js that this does. */
const install = 'run: npm install @kubernetes/client-node@1';
/** What undici 8 needs, which release 2 is built on; the package itself does not say. */
const nodeOfRelease2 = [22, 19] as const;

/** Loads client-node, of which the caller knows the shape. */
export async function importClientNode<Module>(): Promise<Module> {
  const file = findPackageFile(name);
  if (file !== undefined) refuseRelease(JSON.parse(readFileSync(file, 'utf8')), process.versions.node);
  try {
    return await import(name);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')
      throw new CliError(`reaching a cluster needs ${name}; ${install}`);
    const why = error instanceof Error ? error.message : String(error);
    throw new CliError(`${name} does not load on Node.js ${process.versions.node} (${why}); ${install}`);
  }
}

/** Refuses what does not load, before it is tried: half loaded, it throws once more later, uncaught. */
export function refuseRelease({ version = '' }: { readonly version?: string }, node: string): void {
  const [major = 0, minor = 0] = node.split('.').map(Number);
  const [needed, neededMinor] = nodeOfRelease2;
  if (Number.parseInt(version, 10) < 2 || major > needed) return;
  if (major === needed && minor >= neededMinor) return;
  throw new CliError(
    `${name} ${version} needs Node.js ${nodeOfRelease2.join('.')}, and this is ${node}; ${install}`,
  );
}
