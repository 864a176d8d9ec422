import type {
  AbortedError,
  ConnectionLostError,
  DeadlineError,
  RequestFailedError,
  ServerUnavailableError,
} from './broken.js';
import type {
  ConflictError,
  PodNotFoundError,
  PodReplacedError,
  PodTerminatedError,
  SubresourceNotFoundError,
} from './gone.js';
import type {
  AdmissionError,
  InvalidContainerError,
  MirrorPodError,
  NameTakenError,
  PodSecurityError,
  RbacForbiddenError,
  UnauthorizedError,
} from './refused.js';
import type { StartFailedError } from './start-failed.js';

/** Every error that a call of the client rejects with. */
export type AnyClientError =
  | InvalidContainerError
  | UnauthorizedError
  | RbacForbiddenError
  | PodSecurityError
  | AdmissionError
  | MirrorPodError
  | NameTakenError
  | PodNotFoundError
  | SubresourceNotFoundError
  | ConflictError
  | PodReplacedError
  | PodTerminatedError
  | StartFailedError
  | DeadlineError
  | AbortedError
  | ConnectionLostError
  | ServerUnavailableError
  | RequestFailedError;

const kindsByName: { readonly [name: string]: AnyClientError['kind'] } = {
  InvalidEphemeralContainerError: 'invalid',
  UnauthorizedError: 'unauthorized',
  RbacForbiddenError: 'forbidden-by-rbac',
  PodSecurityError: 'forbidden-by-pod-security',
  AdmissionError: 'forbidden-by-admission',
  MirrorPodError: 'mirror-pod',
  NameTakenError: 'name-taken',
  PodNotFoundError: 'pod-not-found',
  SubresourceNotFoundError: 'subresource-not-found',
  ConflictError: 'conflict',
  PodReplacedError: 'pod-replaced',
  PodTerminatedError: 'pod-terminated',
  StartFailedError: 'start-failed',
  DeadlineError: 'deadline',
  AbortedError: 'aborted',
  ConnectionLostError: 'connection-lost',
  ServerUnavailableError: 'server-unavailable',
  RequestFailedError: 'request-failed',
};

/**
 * Tells any error of this client, to `switch (error.kind)` on. All guards tell by name and kind, so
 * they hold for errors of another copy of this package too.
 *
 * @example
 * ```ts
 * import { isClientError } from 'ephemeral-containers/client';
 *
 * export const exitCodeOf = (error: unknown) => (isClientError(error) && error.kind === 'deadline' ? 124 : 1);
 * ```
 */
export function isClientError(error: unknown): error is AnyClientError {
  return error instanceof Error && 'kind' in error && kindsByName[error.name] === error.kind;
}

const guard =
  <Kind extends AnyClientError['kind']>(kind: Kind) =>
  (error: unknown): error is Extract<AnyClientError, { kind: Kind }> =>
    isClientError(error) && error.kind === kind;

export const isInvalidContainerError = /*@__PURE__*/ guard('invalid');
export const isUnauthorizedError = /*@__PURE__*/ guard('unauthorized');
export const isRbacForbiddenError = /*@__PURE__*/ guard('forbidden-by-rbac');
export const isPodSecurityError = /*@__PURE__*/ guard('forbidden-by-pod-security');
export const isAdmissionError = /*@__PURE__*/ guard('forbidden-by-admission');
export const isMirrorPodError = /*@__PURE__*/ guard('mirror-pod');
export const isNameTakenError = /*@__PURE__*/ guard('name-taken');
export const isPodNotFoundError = /*@__PURE__*/ guard('pod-not-found');
export const isSubresourceNotFoundError = /*@__PURE__*/ guard('subresource-not-found');
export const isConflictError = /*@__PURE__*/ guard('conflict');
export const isPodReplacedError = /*@__PURE__*/ guard('pod-replaced');
export const isPodTerminatedError = /*@__PURE__*/ guard('pod-terminated');
export const isStartFailedError = /*@__PURE__*/ guard('start-failed');
export const isDeadlineError = /*@__PURE__*/ guard('deadline');
export const isAbortedError = /*@__PURE__*/ guard('aborted');
export const isConnectionLostError = /*@__PURE__*/ guard('connection-lost');
export const isServerUnavailableError = /*@__PURE__*/ guard('server-unavailable');
export const isRequestFailedError = /*@__PURE__*/ guard('request-failed');
