import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../programs/run-program.js';
import { takeTurn } from '../programs/take-turn.js';
import { root } from '../root.js';

const folder = join(root, 'test/compat');
const modules = join(folder, 'node_modules');

export interface Compat {
  /** The newer Node, where there is one for this machine; else only the running one is tried. */
  readonly node22: string | undefined;
  readonly tsc6: string;
  readonly tsc7: string;
  /** Folder of client-node 2.x. */
  readonly clientNode2: string;
  /** Folder of each release of client-node 1 that is not the newest, which is the project's own. */
  readonly clientNodes1: Readonly<Record<'1.1' | '1.2' | '1.3', string>>;
}

/** The other releases consumers use, installed from the lock file next to this file if they are not yet. */
export async function installedCompat(): Promise<Compat> {
  if (!isComplete()) {
    await takeTurn(join(folder, '.installing'), async () => {
      if (!isComplete()) await install();
    });
  }
  const node22 = join(modules, 'node-22/bin/node');
  return {
    node22: existsSync(node22) ? node22 : undefined,
    tsc6: join(modules, 'typescript-6/bin/tsc'),
    tsc7: join(modules, 'typescript-7/bin/tsc'),
    clientNode2: join(modules, 'client-node-2'),
    clientNodes1: {
      '1.1': join(modules, 'client-node-1.1'),
      '1.2': join(modules, 'client-node-1.2'),
      '1.3': join(modules, 'client-node-1.3'),
    },
  };
}

/** Whether every release is there, and is the one asked for now. */
function isComplete(): boolean {
  if (!existsSync(join(modules, '.package-lock.json'))) return false;
  const { dependencies } = readManifest(folder);
  return Object.entries(dependencies).every(([name, specifier]) => {
    const installed = join(modules, name);
    return existsSync(installed) && specifier.endsWith(`@${readManifest(installed).version}`);
  });
}

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

function readManifest(of: string): Manifest {
  return JSON.parse(readFileSync(join(of, 'package.json'), 'utf8')) as Manifest;
}

async function install(): Promise<void> {
  try {
    const args = ['ci', '--no-audit', '--no-fund'];
    await runProgram('npm', args, { cwd: folder });
  } catch (error) {
    throw new Error('cannot install what the compatibility tests need: is the npm registry within reach?', {
      cause: error,
    });
  }
}
