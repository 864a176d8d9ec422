import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The cluster's own kubectl, or undefined for another cluster. */
export function findKubectl(clusterRun: string): string | undefined {
  if (!clusterRun) return undefined;
  const release = readFileSync(join(clusterRun, 'release'), 'utf8').trim();
  const path = join(dirname(clusterRun), `bin-${release}`, 'kubectl');
  return existsSync(path) ? path : undefined;
}

export interface KubectlResult {
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
  readonly milliseconds: number;
  /** Whether it was stopped because it took too long. */
  readonly stopped: boolean;
  /** When its stderr first had the text that was looked for. */
  readonly sawAfter: number | undefined;
}

/** Runs kubectl to its end, or for so many milliseconds. */
export function runKubectl(
  path: string,
  args: readonly string[],
  {
    stdin,
    timeout = 60_000,
    look,
    stopAtLook = false,
  }: {
    readonly stdin?: Buffer;
    readonly timeout?: number;
    readonly look?: RegExp;
    /** Whether it is stopped once it has said what was looked for. */
    readonly stopAtLook?: boolean;
  } = {},
): Promise<KubectlResult> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(path, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    let stopped = false;
    const timer = setTimeout(() => {
      stopped = child.kill();
    }, timeout);
    const stdout: Buffer[] = [];
    let stderr = '';
    let sawAfter: number | undefined;
    child.stdout.on('data', (bytes: Buffer) => stdout.push(bytes));
    child.stderr.on('data', (bytes: Buffer) => {
      stderr += bytes.toString();
      if (sawAfter !== undefined || !look?.test(stderr)) return;
      sawAfter = performance.now() - began;
      if (stopAtLook) child.kill();
    });
    child.stdin.on('error', () => {});
    child.stdin.end(stdin ?? '');
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      const milliseconds = performance.now() - began;
      resolve({ code, stdout: Buffer.concat(stdout), stderr, milliseconds, stopped, sawAfter });
    });
  });
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
