import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../house/run-program.js';
import { root } from '../house/sources.js';
import { takeTurn } from '../house/take-turn.js';

const folder = join(root, 'test/compat');
const modules = join(folder, 'node_modules');
const installMinutes = 5;

export interface Compat {
  /** The newer Node, where there is one for this machine; else only the running one is tried. */
  readonly node22: string | undefined;
  readonly tsc6: string;
  readonly tsc7: string;
  /** Folder of client-node 2.x. */
  readonly clientNode2: string;
}

/** The other releases consumers use, installed from the lock file next to this file if they are not yet. */
export async function installedCompat(): Promise<Compat> {
  const complete = join(modules, '.package-lock.json');
  if (!existsSync(complete)) {
    await takeTurn(join(folder, '.installing'), installMinutes * 60 + 30, async () => {
      if (!existsSync(complete)) await install();
    });
  }
  const node22 = join(modules, 'node-22/bin/node');
  return {
    node22: existsSync(node22) ? node22 : undefined,
    tsc6: join(modules, 'typescript-6/bin/tsc'),
    tsc7: join(modules, 'typescript-7/bin/tsc'),
    clientNode2: join(modules, 'client-node-2'),
  };
}

async function install(): Promise<void> {
  try {
    const args = ['ci', '--no-audit', '--no-fund'];
    await runProgram('npm', args, { cwd: folder, seconds: installMinutes * 60 });
  } catch (error) {
    throw new Error('cannot install what the compatibility tests need: is the npm registry within reach?', {
      cause: error,
    });
  }
}
