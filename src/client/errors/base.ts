import type { Status } from '../../core/status.js';

/** What an error of the client is about, to switch on. The set is closed. */
export type ErrorKind =
  | 'invalid'
  | 'unauthorized'
  | 'forbidden-by-rbac'
  | 'forbidden-by-pod-security'
  | 'forbidden-by-admission'
  | 'pod-not-found'
  | 'container-not-found'
  | 'subresource-not-found'
  | 'conflict'
  | 'mirror-pod'
  | 'pod-replaced'
  | 'pod-terminated'
  | 'name-taken'
  | 'start-failed'
  | 'deadline'
  | 'aborted'
  | 'connection-lost'
  | 'server-unavailable'
  | 'request-failed';

export interface ErrorContext {
  /** What the API server answered, where it did. */
  readonly status?: Status | undefined;
  readonly cause?: unknown;
}

/**
 * What the errors of the client have in common. Tell them apart by `kind`, or by a guard; and from any
 * other error by `isClientError`, not by `instanceof`: an `InvalidContainerError` is that of the validator.
 */
export abstract class ClientError extends Error {
  abstract readonly kind: ErrorKind;
  /** The API server's own `Status`; undefined where no answer of a server is behind the error. */
  readonly status: Status | undefined;

  constructor(message: string, context: ErrorContext = {}) {
    super(message, context.cause === undefined ? undefined : { cause: context.cause });
    this.status = context.status;
  }
}
