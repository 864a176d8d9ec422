import { ConnectionLostError, ServerUnavailableError } from '../errors/broken.js';
import { childOf, type Scope, sleep } from '../scope.js';

/** How often a request is sent in all, at most; with the pauses between, some ten seconds. */
const attempts = 10;
/** A 500 may be a webhook that always fails: it gets fewer tries. */
const attemptsAt500 = 4;

/**
 * Does `attempt` again when its answer was lost or the server is busy. Only for requests of which a
 * second one does nothing more than the first. Each attempt has its own deadline, longer each time,
 * since a half-open connection never answers.
 */
export async function retrying<Result>(
  scope: Scope,
  requestTimeout: number,
  attempt: (signal: AbortSignal) => Promise<Result>,
  most: number = attempts,
): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await within(requestTimeout * 2 ** (tries - 1), scope.signal, attempt);
    } catch (error) {
      if (scope.signal.aborted) throw scope.signal.reason;
      if (tries >= most || !mayRetry(error, tries)) throw error;
      scope.note(`last error: ${error.message}`, error);
      await sleep(pauseAfter(error, tries), scope.signal);
    }
  }
}

function mayRetry(error: unknown, tries: number): error is ServerUnavailableError | ConnectionLostError {
  if (error instanceof ConnectionLostError) return tries < attempts;
  if (!(error instanceof ServerUnavailableError) || !error.transient) return false;
  return tries < (error.status?.code === 500 ? attemptsAt500 : attempts);
}

/** Doubling from 100 ms to 2 s, half of it at random; never before the server asked to be asked again. */
function pauseAfter(error: ServerUnavailableError | ConnectionLostError, tries: number): number {
  const most = Math.min(2000, 100 * 2 ** (tries - 1));
  const pause = most / 2 + Math.random() * (most / 2);
  return error instanceof ServerUnavailableError ? Math.max(pause, error.retryAfter ?? 0) : pause;
}

/** Runs `attempt` with a signal that is aborted with the scope, or when no answer came in time. */
export async function within<Result>(
  milliseconds: number,
  signal: AbortSignal,
  attempt: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted();
  const child = childOf(signal);
  const timer = setTimeout(
    () => child.abort(new ConnectionLostError(`no answer within ${Math.round(milliseconds)} ms`)),
    Math.min(milliseconds, 60_000),
  );
  try {
    return await attempt(child.signal);
  } finally {
    clearTimeout(timer);
    child.release();
  }
}
