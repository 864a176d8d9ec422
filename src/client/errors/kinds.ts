import type {
  AbortedError,
  ConnectionLostError,
  DeadlineError,
  RequestFailedError,
  ServerUnavailableError,
} from './broken.js';
import type {
  ConflictError,
  ContainerNotFoundError,
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
  | ContainerNotFoundError
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

/** The closed set: each error's name, and what it is about. */
export const kindsByName: { readonly [Each in AnyClientError as Each['name']]: Each['kind'] } = {
  InvalidEphemeralContainerError: 'invalid',
  UnauthorizedError: 'unauthorized',
  RbacForbiddenError: 'forbidden-by-rbac',
  PodSecurityError: 'forbidden-by-pod-security',
  AdmissionError: 'forbidden-by-admission',
  MirrorPodError: 'mirror-pod',
  NameTakenError: 'name-taken',
  PodNotFoundError: 'pod-not-found',
  ContainerNotFoundError: 'container-not-found',
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
