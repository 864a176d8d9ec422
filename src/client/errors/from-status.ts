import type { Status } from '../../core/status.js';
import type { ClientError } from './base.js';
import { RequestFailedError, ServerUnavailableError } from './broken.js';
import { ConflictError, PodNotFoundError, PodReplacedError, SubresourceNotFoundError } from './gone.js';
import {
  AdmissionError,
  causesOfStatus,
  InvalidContainerError,
  MirrorPodError,
  NameTakenError,
  PodSecurityError,
  RbacForbiddenError,
  UnauthorizedError,
} from './refused.js';

/** The API server's words for a mirror Pod (kubernetes v1.37 validation.go ValidatePodEphemeralContainersUpdate). */
export const mirrorPodMessage = 'static pods do not support ephemeral containers';

/** What a request was about, as far as it helps to tell errors apart. */
export interface Subject {
  readonly podName: string;
  readonly containerName?: string | undefined;
}

/** The error of the closed set that an answer other than 2xx stands for. */
export function errorOfStatus(
  code: number,
  status: Status,
  subject: Subject,
): ClientError | InvalidContainerError {
  const message = status.message || `the server answered ${code}`;
  const context = { status };
  if (
    /^admission webhook ".*" denied the request|ValidatingAdmissionPolicy '.*' with binding '.*' denied/.test(
      message,
    )
  ) {
    return new AdmissionError(message, context);
  }
  switch (code) {
    case 401:
      return new UnauthorizedError(message, context);
    case 403:
      return errorOfForbidden(message, status);
    case 404:
      return status.details?.name || status.details?.kind === 'pods'
        ? new PodNotFoundError(message, context)
        : new SubresourceNotFoundError(`the server has no such resource: ${message}`, context);
    case 409:
      return new ConflictError(message, context);
    case 422:
      return errorOfInvalid(message, status, subject);
    case 429:
    case 500:
    case 502:
    case 503:
    case 504:
      return new ServerUnavailableError(message, { status, retryAfter: retryAfterOf(status) });
    default:
      return new RequestFailedError(message, context);
  }
}

function errorOfForbidden(message: string, status: Status): ClientError {
  const policy = /violates PodSecurity "([^":]+):([^"]+)": ([\s\S]*)$/.exec(message);
  if (policy) {
    const [, level = '', version = '', detail = ''] = policy;
    return new PodSecurityError(message, { level, version, detail }, { status });
  }
  const lacks = /User "([^"]*)" cannot (\S+) (?:resource|path) "([^"]*)"/.exec(message);
  if (lacks) {
    const [, user = '', verb = '', resource = ''] = lacks;
    return new RbacForbiddenError(message, { user, verb, resource }, { status });
  }
  return new AdmissionError(message, { status });
}

function errorOfInvalid(message: string, status: Status, { podName, containerName }: Subject) {
  const causes = status.details?.causes ?? [];
  if (causes.some(({ field }) => field === 'metadata.uid')) {
    return new PodReplacedError(`Pod "${podName}" was replaced by another of that name: ${message}`, {
      status,
    });
  }
  if (message.includes(mirrorPodMessage)) return new MirrorPodError(message, { status });
  // The rest of this message is a Go diff whose text varies.
  if (
    containerName !== undefined &&
    message.includes(`existing ephemeral containers "${containerName}" may not be changed`)
  ) {
    return new NameTakenError(containerName, podName, { status });
  }
  return new InvalidContainerError(causesOfStatus(status), podName, status);
}

function retryAfterOf(status: Status): number | undefined {
  const seconds = status.details?.retryAfterSeconds;
  return seconds === undefined ? undefined : seconds * 1000;
}
