import { AbortedError, ConnectionLostError, DeadlineError, ServerUnavailableError } from './broken.js';

/** A container that a call has asked the server to store. */
export interface MaybeAdded {
  readonly containerName: string;
  /** Whether the server has answered that it did. */
  readonly stored: boolean;
}

/**
 * Names the container on an error that does not say whether it was stored, so that the caller can
 * continue with it. Changes the error itself, to keep its stack.
 */
export function tellMaybeAdded(error: unknown, added: MaybeAdded | undefined): unknown {
  if (!added || !leavesOpen(error)) return error;
  const { containerName, stored } = added;
  if (error.containerName !== undefined) return error;
  Object.assign(error, { containerName, isStored: stored });
  // With a Status the server has answered; without one the request may or may not have been carried out.
  if (stored || (error instanceof ServerUnavailableError && error.status)) return error;
  error.message += `; ephemeral container "${containerName}" may have been stored, and adding it again by that name is safe`;
  return error;
}

function leavesOpen(
  error: unknown,
): error is DeadlineError | AbortedError | ConnectionLostError | ServerUnavailableError {
  return (
    error instanceof DeadlineError ||
    error instanceof AbortedError ||
    error instanceof ConnectionLostError ||
    // Not for a wrong address or certificate, with which no request reached the server.
    (error instanceof ServerUnavailableError && error.transient)
  );
}
