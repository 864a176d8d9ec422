import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Runs Node on `args` in the project's folder and returns what it prints; fails after `seconds`. */
export async function runNode(args: readonly string[], seconds = 120): Promise<string> {
  const { stdout } = await execute(process.execPath, args, {
    cwd: root,
    timeout: seconds * 1000,
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}
