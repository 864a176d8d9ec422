import { AbortedError, ConnectionLostError, DeadlineError, ServerUnavailableError } from './broken.js';

/** A container that a call has asked the server to store. */
export interface MaybeAdded {
  readonly containerName: string;
  /** Whether the server has answered that it did. */
  readonly stored: boolean;
}

/**
 * Names the container on an error that does not say whether it was stored, so that the caller can go
 * on with it. In place: the error is one's own, and its stack is to stay.
 */
export function tellMaybeAdded(error: unknown, added: MaybeAdded | undefined): unknown {
  if (!added || !leavesOpen(error)) return error;
  const { containerName, stored } = added;
  if (error.containerName !== undefined) return error;
  Object.assign(error, { containerName, isStored: stored });
  // A Status is an answer; without one it is open what became of the request.
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
    // Not one for an address or a certificate that never let a request through.
    (error instanceof ServerUnavailableError && error.transient)
  );
}
