import { type Scope, sleep } from '../scope.js';
import { streamLag } from '../timing.js';
import type { AttachedOutput } from './attached-output.js';

/**
 * Shows what the log has while the streams bring nothing: a program may be quiet for long. A part of a
 * line that the streams have brought is shown with it.
 */
export async function showSilentLog(
  output: AttachedOutput,
  readLog: (signal: AbortSignal) => Promise<Buffer>,
  { signal }: Pick<Scope, 'signal'>,
): Promise<void> {
  const before = output.mark();
  const log = await readLog(signal);
  await sleep(streamLag.least, signal);
  const { stdout, stderr } = output.mark();
  if (stdout === 0 && stderr === 0) output.showEarlier(log);
  else if (!output.isOpen()) output.openAfter(log, { before, over: false });
}

/**
 * Reads the log and opens the output where the streams go on from it. False where that cannot be told
 * yet: the log lags behind, or lines come that are like others; of these, `guess` takes any for the first.
 */
export async function joinLog(
  output: AttachedOutput,
  readLog: (signal: AbortSignal) => Promise<Buffer>,
  { signal }: Pick<Scope, 'signal'>,
  guess = false,
): Promise<boolean> {
  const before = output.mark();
  const asked = performance.now();
  const log = await readLog(signal);
  if (output.isOpen()) return true;
  // The streams take the same way back as the log, so they get as long as it took.
  const lag = Math.min(Math.max(streamLag.least, 2 * (performance.now() - asked)), streamLag.most);
  await sleep(lag, signal);
  return output.isOpen() || output.openAfter(log, { before, over: false }, guess);
}
