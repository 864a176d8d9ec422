import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runScript } from './cluster.js';

/** Milliseconds that it is given to end by itself, as the kubelet gives it thirty seconds. */
const grace = 3_000;
const longestStop = 30_000;
const longestStart = 120_000;

/** Sends our own cluster's API server the signal at once, and resolves when it is gone. */
export async function stopApiServer(clusterRun: string, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  const pid = Number(readFileSync(join(clusterRun, 'kube-apiserver.pid'), 'utf8'));
  process.kill(pid, signal);
  if (await isGoneWithin(grace, pid)) return;
  process.kill(pid, 'SIGKILL');
  if (!(await isGoneWithin(longestStop, pid))) throw new Error(`kube-apiserver ${pid} does not stop`);
}

/** Starts it where it is not alive; resolves when it is ready. */
export async function startApiServer(clusterRun: string): Promise<void> {
  const release = readFileSync(join(clusterRun, 'release'), 'utf8').trim();
  await runScript('up', longestStart, [release]);
}

async function isGoneWithin(milliseconds: number, pid: number): Promise<boolean> {
  for (const end = Date.now() + milliseconds; Date.now() < end; await sleep(20))
    if (!isAlive(pid)) return true;
  return false;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
