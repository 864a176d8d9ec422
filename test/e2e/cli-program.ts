import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtPackage } from '../architecture/built-package.js';
import { openTerminal, type PseudoTerminal } from '../cli/pseudo-terminal.js';

const timeout = 120_000;

export interface CliEnd {
  readonly code: number | null;
  readonly out: Buffer;
  readonly err: string;
  readonly milliseconds: number;
}

export interface CliRun {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<CliEnd>;
  out(): string;
}

/** The program as npm would install it, on the PATH also as a plugin of kubectl. */
export interface CliProgram {
  /** Runs it, or another program that finds it on the PATH; within two minutes, or it is killed. */
  start(
    args: readonly string[],
    options?: { readonly stdin?: Buffer | string; readonly by?: string },
  ): CliRun;
  run(args: readonly string[], stdin?: Buffer | string): Promise<CliEnd>;
  open(args: readonly string[]): Promise<PseudoTerminal>;
  close(): Promise<void>;
}

export async function installCli(kubeconfig: string): Promise<CliProgram> {
  const { consumer } = await builtPackage();
  const main = join(consumer, 'node_modules/ephemeral-containers/dist/cli.js');
  const folder = await mkdtemp(join(tmpdir(), 'bin-'));
  await symlink(main, join(folder, 'kubectl-ephemeral'));
  const env = { ...process.env, KUBECONFIG: kubeconfig, PATH: `${folder}:${process.env['PATH']}` };
  const start: CliProgram['start'] = (args, { stdin = '', by } = {}) => {
    const began = performance.now();
    const [program, words] = by === undefined ? [process.execPath, [main, ...args]] : [by, args];
    const child = spawn(program, words, { env, timeout });
    const out: Buffer[] = [];
    let err = '';
    child.stdout.on('data', (bytes: Buffer) => out.push(bytes));
    child.stderr.on('data', (bytes: Buffer) => {
      err += bytes.toString();
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(stdin);
    const ended = new Promise<CliEnd>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) =>
        resolve({ code, out: Buffer.concat(out), err, milliseconds: performance.now() - began }),
      );
    });
    return { child, ended, out: () => Buffer.concat(out).toString() };
  };
  return {
    start,
    run: (args, stdin = '') => start(args, { stdin }).ended,
    open: (args) => openTerminal([process.execPath, main, ...args], { env, timeout }),
    close: () => rm(folder, { recursive: true }),
  };
}
