import { spawn } from 'node:child_process';
import { hang } from '../limits.js';
import { root } from '../root.js';

export interface RunOptions {
  readonly cwd?: string;
  /** Give back the output whatever the exit code. */
  readonly anyExit?: boolean;
}

/** Runs a program to its end and returns what it printed; an error carries its output. */
export function runProgram(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const { cwd = root, anyExit = false } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), hang);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      const what = `${command} ${args.join(' ')}`;
      if (signal !== null)
        reject(new Error(`${what}: ended by ${signal}, after ${hang} ms at most\n${output}${errors}`));
      else if (code === 0 || anyExit) resolve(output);
      else reject(new Error(`${what}: exit code ${code}\n${output}${errors}`));
    });
  });
}
