import { ConnectionLostError, ServerUnavailableError } from '../errors/broken.js';
import { childOf, type Scope, sleep } from '../scope.js';

/** How often a request is sent in all, at most; with the pauses between, some ten seconds. */
const attempts = 10;
/** A 500 may be a webhook that always fails: it gets fewer tries. */
const attemptsAt500 = 4;
/** About a minute: a server that was there before may be on its way up again. */
const attemptsToOneThatAnswered = 40;
const longestAnswer = 60_000;

/** What is known of the server when a request fails. */
export interface Server {
  /** Milliseconds that an answer's head may take, at the first try. */
  readonly requestTimeout: number;
  /** Whether it ever answered. */
  readonly answered: boolean;
}

/** Status codes after which a retry may succeed. */
export type Transient = ConnectionLostError | ServerUnavailableError;

export function isTransient(error: unknown): error is Transient {
  return error instanceof ConnectionLostError || (error instanceof ServerUnavailableError && error.transient);
}

/**
 * Retries `attempt` when its answer was lost or the server is busy. Only for requests that are safe to
 * repeat. Each attempt has its own deadline, longer each time,
 * since a half-open connection never answers.
 */
export async function retrying<Result>(
  scope: Scope,
  server: Server,
  attempt: (signal: AbortSignal, tries: number) => Promise<Result>,
  most = Number.POSITIVE_INFINITY,
): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      const patience = server.requestTimeout * 2 ** (tries - 1);
      return await within(patience, scope.signal, (signal) => attempt(signal, tries));
    } catch (error) {
      if (scope.signal.aborted) throw scope.signal.reason;
      if (tries >= most || !isTransient(error) || tries >= attemptsFor(error, server)) throw error;
      // The server asks to wait past the deadline: its own error says more than a deadline error.
      if (retryAfterOf(error) > scope.remaining()) throw error;
      scope.note(`last error: ${error.message}`, error);
      await sleep(pauseAfter(error, tries), scope.signal);
    }
  }
}

/** How often what failed with the error is done in all; `atAnswers` where the server said so itself. */
export function attemptsFor(
  { status }: Transient,
  { answered }: Server,
  atAnswers = status?.code === 500 ? attemptsAt500 : attempts,
): number {
  if (status) return atAnswers;
  return answered ? attemptsToOneThatAnswered : attempts;
}

/** Doubling from 100 ms to 2 s, half of it at random; never before the server asked to be asked again. */
export function pauseAfter(error: Transient, tries: number): number {
  const most = Math.min(2000, 100 * 2 ** (tries - 1));
  const pause = most / 2 + Math.random() * (most / 2);
  return Math.max(pause, retryAfterOf(error));
}

function retryAfterOf(error: Transient): number {
  return (error instanceof ServerUnavailableError && error.retryAfter) || 0;
}

/** Runs `attempt` with a signal that is aborted with the scope, or when no answer came in time. */
export async function within<Result>(
  milliseconds: number,
  signal: AbortSignal,
  attempt: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted();
  const child = childOf(signal);
  const patience = Math.min(Math.round(milliseconds), longestAnswer);
  const timer = setTimeout(
    () => child.abort(new ConnectionLostError(`no answer within ${patience} ms`)),
    patience,
  );
  try {
    return await attempt(child.signal);
  } finally {
    clearTimeout(timer);
    child.release();
  }
}
