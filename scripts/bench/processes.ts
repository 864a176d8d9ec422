import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Runs a program in the project's folder and returns what it prints; fails after `seconds`. */
export async function run(program: string, args: readonly string[], seconds: number): Promise<string> {
  const options = { cwd: root, timeout: seconds * 1000, maxBuffer: 64 * 1024 * 1024 };
  return (await execute(program, args, options)).stdout;
}

export function runNode(args: readonly string[]): Promise<string> {
  return run(process.execPath, args, 120);
}
