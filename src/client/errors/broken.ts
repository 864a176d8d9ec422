import { ClientError, type ErrorContext } from './base.js';

/** Errors that end a call and leave open whether its container was stored. */
abstract class OpenEndedError extends ClientError {
  /**
   * The container that the call is about: one that `add` or `run` had asked the server to store by then, or
   * that of a session. It may be there: adding the same by this name goes on with it, and adds no second one.
   */
  readonly containerName: string | undefined = undefined;
  /** Whether the container is known to be stored; it then stays in the Pod although the call failed. */
  readonly isStored: boolean = false;
}

/** The call's deadline passed; `waitedFor` says what for. `cause` is the last error met, if any. */
export class DeadlineError extends OpenEndedError {
  override readonly name = 'DeadlineError';
  readonly kind = 'deadline';
  readonly waitedFor: string;
  /** Milliseconds. */
  readonly timeout: number;

  constructor(waitedFor: string, timeout: number, note: string, context: ErrorContext = {}) {
    const { cause, status = cause instanceof ClientError ? cause.status : undefined } = context;
    super(`deadline of ${formatTime(timeout)} passed while waiting for ${waitedFor}${note && ` (${note})`}`, {
      cause,
      status,
    });
    this.waitedFor = waitedFor;
    this.timeout = timeout;
  }
}

function formatTime(milliseconds: number): string {
  return milliseconds < 1_000 ? `${milliseconds} ms` : `${milliseconds / 1_000} s`;
}

/**
 * The caller's signal was aborted, the input could not be read or the output not be written (`cause` says
 * why), or the client was closed.
 */
export class AbortedError extends OpenEndedError {
  override readonly name = 'AbortedError';
  readonly kind = 'aborted';
}

/** The connection broke, or no answer came over it, and retrying did not help. */
export class ConnectionLostError extends OpenEndedError {
  override readonly name = 'ConnectionLostError';
  readonly kind = 'connection-lost';
}

/** The server cannot be reached, or answers 408, 429 or 5xx, and retrying did not help. */
export class ServerUnavailableError extends OpenEndedError {
  override readonly name = 'ServerUnavailableError';
  readonly kind = 'server-unavailable';
  /** Milliseconds after which the server asked to be asked again, where it did. */
  readonly retryAfter: number | undefined;
  /** Whether asking again may help; not so for a wrong address or certificate. */
  readonly transient: boolean;

  constructor(
    message: string,
    context: ErrorContext & { readonly retryAfter?: number | undefined; readonly transient?: boolean } = {},
  ) {
    super(message, context);
    this.retryAfter = context.retryAfter;
    this.transient = context.transient ?? true;
  }
}

/** The server refused the request in another way: 400, 405, 413, 501, an answer that is not JSON or not what was asked for, … */
export class RequestFailedError extends ClientError {
  override readonly name = 'RequestFailedError';
  readonly kind = 'request-failed';
}
