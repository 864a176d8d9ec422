import { type AnyClientError, kindsByName } from './kinds.js';

export type { AnyClientError } from './kinds.js';

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
  if (!(error instanceof Error) || !('kind' in error)) return false;
  return (
    Object.hasOwn(kindsByName, error.name) && kindsByName[error.name as AnyClientError['name']] === error.kind
  );
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
export const isContainerNotFoundError = /*@__PURE__*/ guard('container-not-found');
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
