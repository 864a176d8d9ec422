import { type AttachSocket, errorOfAttachStatus } from '../attach/attach-socket.js';
import { keepOpening } from '../attach/keep-opening.js';
import { AbortedError, ConnectionLostError } from '../errors/broken.js';
import { RbacForbiddenError } from '../errors/refused.js';
import type { InputReader } from '../io/input.js';
import { readLogOnce } from '../logs/read-log.js';
import type { AttachedOutput } from '../output/attached-output.js';
import { joinLog, showSilentLog } from '../output/join-log.js';
import { type Scope, sleep } from '../scope.js';
import { exitStatusLag, logJoinPause, logJoinTime, silentLogDelay } from '../timing.js';
import { isTransient, within } from '../transport/retry.js';
import { copyLog, openWithoutLog } from './copy-log.js';
import { feedInput } from './feed-input.js';
import type { Run } from './run-parts.js';

/**
 * Feeds the input and takes the output. Resolves with whether the streams were seen to their end;
 * otherwise the log has the rest. Rejects where input may not have arrived.
 */
export async function attachStreams(run: Run, stdin: InputReader | undefined): Promise<boolean> {
  let socket: AttachSocket | undefined;
  try {
    socket = await open(run, stdin !== undefined);
    const through = seeThrough(run, socket, stdin);
    const joined = findInLog(run, through);
    joined.catch(() => {});
    const whole = await through;
    const copied = await joined;
    return whole && (copied || !run.output.isDiscarded());
  } catch (error) {
    if (run.scope.signal.aborted) throw run.scope.signal.reason;
    if (stdin === undefined) return false;
    // The caller's own input, which nothing of the container's end makes up for.
    if (error instanceof AbortedError || error instanceof TypeError) throw error;
    if (error instanceof RbacForbiddenError || !(await endsSoon(run))) throw error;
    if (error instanceof ConnectionLostError) throw await withEnd(run, error);
    return false;
  } finally {
    socket?.abandon();
  }
}

function open({ context, watched, output, scope, exit }: Run, stdin: boolean): Promise<AttachSocket> {
  const { podKey, containerName } = watched;
  const sink = {
    stdout: (bytes: Buffer) => output.take('stdout', bytes),
    stderr: (bytes: Buffer) => output.take('stderr', bytes),
  };
  return keepOpening(context, { podKey, containerName, stdin, tty: false }, sink, scope, exit);
}

async function seeThrough(run: Run, socket: AttachSocket, stdin: InputReader | undefined): Promise<boolean> {
  const sent =
    stdin === undefined || (await feedInput(socket, stdin, run.output.lastTaken, run.scope.signal));
  // A socket that outlives the container would be waited for in vain.
  const exited = run.exit.then(() => sleep(exitStatusLag, run.scope.signal));
  exited.catch(() => {});
  try {
    const status = await Promise.race([socket.ended, exited]);
    if (sent || (await endsSoon(run))) return status?.status === 'Success';
    throw (
      errorOfAttachStatus(await socket.ended) ??
      new ConnectionLostError('the server ended the attached session before it took all input')
    );
  } catch (error) {
    if (sent && error instanceof ConnectionLostError) return false;
    throw error;
  }
}

/**
 * Looks for the first lines of the streams in the log, which may lag behind them a little. Where that
 * cannot be told in time, or takes too much memory, the log is passed on in their place: resolves with
 * whether it was.
 */
async function findInLog(run: Run, through: Promise<unknown>): Promise<boolean> {
  const { context, watched, output, scope } = run;
  let over = false;
  const end = through
    .catch(() => {})
    .then(() => {
      over = true;
    });
  // One that grows as fast as it is read has no end.
  const readLog = (signal: AbortSignal) =>
    within(logJoinTime, signal, (reading) => readLogOnce(context, watched, { signal: reading }));
  await waitForLine(output, readLog, scope, end);
  const until = performance.now() + logJoinTime;
  for (let tries = 0; !over && !output.isOpen() && performance.now() < until; tries++) {
    try {
      if (await joinLog(output, readLog, scope)) break;
    } catch (error) {
      if (error instanceof RbacForbiddenError) return openWithoutLog(run, error).then(() => false);
      if (scope.signal.aborted || !isTransient(error)) return false;
    }
    await Promise.race([
      end,
      sleep(Math.min(logJoinPause.first * 2 ** tries, logJoinPause.longest), scope.signal),
    ]);
  }
  if (over || (output.isOpen() && !output.isDiscarded())) return false;
  return copyLog(run, { whole: false }).then(
    () => true,
    // met again when the rest of the log is passed on
    () => false,
  );
}

/** Meanwhile shows what the log has, and the beginning of a line, which may ask for the input. */
async function waitForLine(
  output: AttachedOutput,
  readLog: (signal: AbortSignal) => Promise<Buffer>,
  scope: Scope,
  end: Promise<void>,
): Promise<void> {
  const begun = Promise.race([output.hasLine, end]);
  while (!output.isOpen()) {
    const isSilent = await Promise.race([begun, sleep(silentLogDelay, scope.signal).then(() => true)]);
    if (!isSilent) return;
    // an error that lasts is met again by the caller
    const shown = await showSilentLog(output, readLog, scope).then(
      () => true,
      () => false,
    );
    await (shown ? Promise.race([begun, output.hasBytes]) : begun);
  }
}

/**
 * A connection that broke may have ended the input early: what the program made of it is shown, but it is
 * no result.
 */
async function withEnd(run: Run, cause: ConnectionLostError): Promise<ConnectionLostError> {
  const { exitCode } = await run.exit;
  await copyLog(run, { whole: false }).catch(() => {});
  await run.output.flush();
  const text = `${cause.message}; the container ended with exit code ${exitCode}, perhaps without all of its input`;
  return new ConnectionLostError(text, { cause });
}

function endsSoon(run: Run): Promise<boolean> {
  return Promise.race([run.exit.then(() => true), sleep(exitStatusLag, run.scope.signal).then(() => false)]);
}
