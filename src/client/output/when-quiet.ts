import { sleep } from '../scope.js';

/**
 * Milliseconds without output between the last of the input and its end, and the longest wait for them:
 * many programs end with their input, and what they wrote that the node has not read by then is lost,
 * to the log too (containerd before 1.6.22 and 1.7.3, task.go task.Delete).
 */
const quiet = 250;
const longestQuiet = 5_000;

/** Resolves when a program has written nothing for a while; `lastOutput` is when it last did. */
export async function whenQuiet(lastOutput: () => number, signal: AbortSignal): Promise<void> {
  const since = performance.now();
  for (;;) {
    const left = Math.min(Math.max(lastOutput(), since) + quiet, since + longestQuiet) - performance.now();
    if (left <= 0) return;
    await sleep(left, signal);
  }
}
