import { type Scope, sleep } from '../scope.js';
import type { AttachedOutput } from './attached-output.js';

/** Milliseconds in which what the log has already comes over the streams too. */
const streamLag = 100;

/** Shows what the log has, if nothing comes over the streams: a program may have nothing to say for long. */
export async function showSilentLog(
  output: AttachedOutput,
  readLog: (signal: AbortSignal) => Promise<Buffer>,
  { signal }: Pick<Scope, 'signal'>,
): Promise<void> {
  const log = await readLog(signal);
  await sleep(streamLag, signal);
  const { stdout, stderr } = output.mark();
  if (stdout === 0 && stderr === 0) output.showEarlier(log);
}

/**
 * Reads the log and opens the output where the streams go on from it. False where that cannot be told
 * yet: the log lags behind, or lines come that are like others.
 */
export async function joinLog(
  output: AttachedOutput,
  readLog: (signal: AbortSignal) => Promise<Buffer>,
  { signal }: Pick<Scope, 'signal'>,
): Promise<boolean> {
  const mark = output.mark();
  const log = await readLog(signal);
  if (output.isOpen() || (await output.openAfter(log, mark, { level: false, over: false }))) return true;
  await sleep(streamLag, signal);
  const now = output.mark();
  if (now.stdout !== mark.stdout || now.stderr !== mark.stderr) return output.isOpen();
  return output.isOpen() || output.openAfter(log, now, { level: true, over: false });
}
