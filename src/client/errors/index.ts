export { ClientError, type ErrorContext, type ErrorKind } from './base.js';
export {
  AbortedError,
  ConnectionLostError,
  DeadlineError,
  RequestFailedError,
  ServerUnavailableError,
} from './broken.js';
export {
  ConflictError,
  ContainerNotFoundError,
  type PodEnd,
  PodNotFoundError,
  PodReplacedError,
  PodTerminatedError,
  SubresourceNotFoundError,
} from './gone.js';
export * from './guards.js';
export {
  AdmissionError,
  InvalidContainerError,
  MirrorPodError,
  NameTakenError,
  PodSecurityError,
  RbacForbiddenError,
  UnauthorizedError,
} from './refused.js';
export { type ContainerEvent, StartFailedError } from './start-failed.js';
