import { ConnectionLostError, ServerUnavailableError } from '../errors/broken.js';
import { childOf, type Scope, sleep } from '../scope.js';
import { longestAnswerTime, requestRetry } from '../timing.js';

/** How many times a request is sent at most; with the pauses that takes about ten seconds. */
const attempts = 10;
/** A 500 may be a webhook that always fails: it gets fewer tries. */
const attemptsAt500 = 4;
/** Takes about a minute: a server that answered before may be restarting. */
const attemptsToOneThatAnswered = 40;

/** What is known of the server when a request fails. */
export interface Server {
  /** Milliseconds that an answer's head may take, at the first try. */
  readonly requestTimeout: number;
  /** Whether it ever answered. */
  readonly answered: boolean;
}

/** Errors after which a retry may succeed. */
export type Transient = ConnectionLostError | ServerUnavailableError;

export function isTransient(error: unknown): error is Transient {
  return error instanceof ConnectionLostError || (error instanceof ServerUnavailableError && error.transient);
}

/**
 * Retries `attempt` when its answer was lost or the server is busy. Only for requests that are safe to
 * repeat. Each attempt has its own deadline, longer each time, since a half-open connection never answers.
 */
export async function retrying<Result>(
  scope: Scope,
  server: Server,
  attempt: (signal: AbortSignal, tries: number) => Promise<Result>,
  most = Number.POSITIVE_INFINITY,
): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      const timeLimit = server.requestTimeout * 2 ** (tries - 1);
      return await within(timeLimit, scope.signal, (signal) => attempt(signal, tries));
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

/** How many attempts an error allows; `atAnswers` where the server itself answered with it. */
export function attemptsFor(
  { status }: Transient,
  { answered }: Server,
  atAnswers = status?.code === 500 ? attemptsAt500 : attempts,
): number {
  if (status) return atAnswers;
  return answered ? attemptsToOneThatAnswered : attempts;
}

/** Doubling pauses, half of each at random, and never less than the Retry-After of the server. */
export function pauseAfter(error: Transient, tries: number): number {
  const most = Math.min(requestRetry.longest, requestRetry.first * 2 ** (tries - 1));
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
  const timeLimit = Math.min(Math.round(milliseconds), longestAnswerTime);
  const timer = setTimeout(
    () => child.abort(new ConnectionLostError(`no answer within ${timeLimit} ms`)),
    timeLimit,
  );
  try {
    return await attempt(child.signal);
  } finally {
    clearTimeout(timer);
    child.release();
  }
}
