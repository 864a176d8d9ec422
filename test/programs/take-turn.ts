import { mkdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { hang } from '../limits.js';

const leftOver = 2 * hang;

/**
 * Runs `work` while no other process does under the same lock: making a folder succeeds in one
 * only. A lock that is older than work may take is left over, and taken away.
 */
export async function takeTurn<Result>(lock: string, work: () => Promise<Result>): Promise<Result> {
  const deadline = Date.now() + 2 * leftOver;
  while (!tryLock(lock)) {
    if (Date.now() > deadline) throw new Error(`another test takes too long: is ${lock} left over?`);
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > leftOver) rmSync(lock, { recursive: true, force: true });
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    rmdirSync(lock);
  }
}

function tryLock(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
