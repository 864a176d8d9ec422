import { sleep } from '../scope.js';
import { outputPause } from '../timing.js';

/** Resolves when a program has written nothing for a while; `lastOutput` is when it last did. */
export async function whenQuiet(lastOutput: () => number, signal: AbortSignal): Promise<void> {
  const since = performance.now();
  for (;;) {
    const left =
      Math.min(Math.max(lastOutput(), since) + outputPause.length, since + outputPause.longestWait) -
      performance.now();
    if (left <= 0) return;
    await sleep(left, signal);
  }
}
