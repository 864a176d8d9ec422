import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type {} from 'vitest';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of an administrator's kubeconfig: `inject('kubeconfig')`. */
    kubeconfig: string;
    /** Folder of the other kubeconfigs, logs and static Pods of our own cluster; empty for another one. */
    clusterRun: string;
  }
}

const folder = fileURLToPath(new URL('../cluster/', import.meta.url));
const run = join(process.env['CLUSTER_DIR'] ?? join(homedir(), '.cache/one-node-cluster'), 'run');
// Kubernetes is built from source the first time
const upMinutes = 45;

/** Uses the cluster of `KUBECONFIG`, or starts one; what it started it stops. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env['KUBECONFIG'];
  if (given) {
    if (!existsSync(given)) throw new Error(`KUBECONFIG names ${given}, and there is no such file`);
    project.provide('kubeconfig', given);
    project.provide('clusterRun', '');
    return undefined;
  }
  const mine = !isRunning();
  const kubeconfig = (await runScript('up', upMinutes * 60_000)).trim();
  project.provide('kubeconfig', kubeconfig);
  project.provide('clusterRun', run);
  if (!mine) return undefined;
  return async () => {
    await runScript('down', 120_000);
  };
}

function isRunning(): boolean {
  try {
    process.kill(Number(readFileSync(join(run, 'kube-apiserver.pid'), 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}

/** What the script prints; its progress goes to our stderr. */
export function runScript(
  name: 'up' | 'down',
  deadline: number,
  args: readonly string[] = [],
): Promise<string> {
  return new Promise((resolve, reject) => {
    // a group of its own, so that the compilers it starts can be stopped with it
    const child = spawn(join(folder, name), args, { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    const timer = setTimeout(() => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
      reject(new Error(`test/cluster/${name} was not done after ${deadline / 60_000} minutes`));
    }, deadline);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve(output);
      else
        reject(
          new Error(
            `test/cluster/${name} ended with ${signal ?? `exit code ${code}`}: see its messages above`,
          ),
        );
    });
  });
}
