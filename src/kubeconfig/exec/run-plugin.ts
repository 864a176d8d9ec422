import { spawn } from 'node:child_process';
import { KubeConfigError } from '../error.js';
import type { Environment } from '../find-files.js';

export interface PluginRun {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Environment;
  /** Whether it gets the standard input of this process. */
  readonly interactive: boolean;
  /** Where it says what it waits for. */
  readonly stderr: NodeJS.WritableStream;
}

/** Milliseconds that its output may come after the plugin has ended, and that it may take to end when told to. */
const grace = 1_000;

/** Runs a login plugin to its end, which `signal` may bring about, and answers with what it printed. */
export function runPlugin(run: PluginRun, signal: AbortSignal): Promise<string> {
  const { program, args, env, interactive, stderr } = run;
  // A terminal is handed on as such, so that the plugin may ask for passwords.
  const own = stderr === process.stderr ? 'inherit' : 'pipe';
  const child = spawn(program, args, {
    env: { ...env },
    stdio: [interactive ? 'inherit' : 'ignore', 'pipe', own],
    signal,
  });
  child.stderr?.pipe(stderr, { end: false });
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  // One that does not heed the signal is not to keep this process.
  const endForGood = () => {
    child.stdout?.destroy();
    child.stderr?.destroy();
    child.unref();
    setTimeout(() => child.kill('SIGKILL'), grace).unref();
  };
  return new Promise((resolve, reject) => {
    child.on('error', (error: NodeJS.ErrnoException) => {
      const why = error.code ?? error.name;
      if (signal.aborted) endForGood();
      reject(
        signal.aborted
          ? signal.reason
          : new KubeConfigError(`exec: executable ${program} cannot be run (${why})`),
      );
    });
    const settle = (code: number | null, killedBy: NodeJS.Signals | null) => {
      if (code === 0) return resolve(Buffer.concat(chunks).toString('utf8'));
      const how = code === null ? `was ended by ${killedBy}` : `failed with exit code ${code}`;
      reject(new KubeConfigError(`exec: executable ${program} ${how}`));
    };
    child.on('close', settle);
    child.on('exit', (code, killedBy) => {
      // A program that it left behind, such as an agent, may hold its output open.
      const late = setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
        settle(code, killedBy);
      }, grace);
      child.on('close', () => clearTimeout(late));
    });
  });
}
