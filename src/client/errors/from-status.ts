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

/** The node's message where the container to attach to does not run. */
const notOnNode = /^(unable to upgrade connection: )?container \S+ not found in pod \S+$/;

/** What a request was about, as far as it helps to tell errors apart. */
export interface ErrorSubject {
  readonly podName: string;
  readonly namespace?: string | undefined;
  /** Of a request to `pods/ephemeralcontainers`. */
  readonly containerName?: string | undefined;
}

/** The error of the closed set that an answer other than 2xx stands for. */
export function errorOfStatus(
  code: number,
  status: Status,
  subject: ErrorSubject,
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
      return new UnauthorizedError(
        `the server takes no such credentials: ${message}; log in again, or check the user of the kubeconfig`,
        context,
      );
    case 403:
      return errorOfForbidden(message, status, subject);
    case 404:
      return errorOfNotFound(message, status, subject);
    case 409:
      return new ConflictError(message, context);
    case 422:
      return errorOfInvalid(message, status, subject);
  }
  if (!mayPass(code)) return new RequestFailedError(message, context);
  return notOnNode.test(message)
    ? new RequestFailedError(`${message}: it does not run; see its log`, context)
    : new ServerUnavailableError(message, { status, retryAfter: retryAfterOf(status) });
}

/** 501 and 505 are permanent: the server cannot do it. Other 5xx are temporary. */
function mayPass(code: number): boolean {
  return code === 408 || code === 429 || (code >= 500 && code !== 501 && code !== 505);
}

/** kubernetes v1.37 apiserver pkg/endpoints/handlers/responsewriters/errors.go forbiddenMessage */
const lacking =
  /User ("(?:[^"\\]|\\.)*") cannot (\S+) (?:resource|path) "([^"]*)"(?: in API group "[^"]*")?(?: in the namespace "([^"]*)")?/;

/** The answer from 1.35 on to an attach where only `get` is granted: it names no verb and no resource. */
const withoutReason = /^pods "[^"]*" is forbidden: (RBAC: .*)?$/;

function errorOfForbidden(message: string, status: Status, { namespace }: ErrorSubject): ClientError {
  const policy = /violates PodSecurity "([^":]+):([^"]+)": ([\s\S]*)$/.exec(message);
  if (policy) {
    const [, level = '', version = '', detail = ''] = policy;
    return new PodSecurityError(message, { level, version, detail }, { status });
  }
  const lacks = lacking.exec(message);
  if (lacks) {
    const [, quoted = '""', verb = '', resource = '', namespace] = lacks;
    const user = unquote(quoted);
    const fix =
      user === 'system:anonymous' ? '; the request had no credentials, check the user of the kubeconfig' : '';
    return new RbacForbiddenError(message + fix, { user, verb, resource, namespace }, { status });
  }
  if (withoutReason.test(message)) {
    const create = { user: '', verb: 'create', resource: 'pods/attach', namespace };
    const where = namespace === undefined ? '' : ` in the namespace "${namespace}"`;
    return new RbacForbiddenError(
      `${message.trim()} attaching takes verb "create" of resource "pods/attach"${where} too`,
      create,
      { status },
    );
  }
  return status.reason === undefined
    ? errorOfOtherServer(message, status)
    : new AdmissionError(message, { status });
}

function errorOfNotFound(
  message: string,
  status: Status,
  { namespace, containerName }: ErrorSubject,
): ClientError {
  const { details } = status;
  if (details?.name || details?.kind === 'pods') {
    const where = namespace === undefined ? '' : ` in namespace "${namespace}"`;
    return new PodNotFoundError(message + where, { status });
  }
  // The API server answers with empty details where it has the Pods but not their subresource.
  if (details === undefined || containerName === undefined) return errorOfOtherServer(message, status);
  return new SubresourceNotFoundError(
    `the server has no pods/ephemeralcontainers, which Kubernetes has from 1.25 on: ${message}`,
    { status },
  );
}

/** The error for a code that no API server sends for these paths: another server has answered. */
function errorOfOtherServer(message: string, status: Status): RequestFailedError {
  return new RequestFailedError(
    `the server answered ${status.code} as no Kubernetes API server does, check the address of the cluster: ${message}`,
    { status },
  );
}

function unquote(quoted: string): string {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return quoted.slice(1, -1);
  }
}

function errorOfInvalid(message: string, status: Status, { podName, containerName }: ErrorSubject) {
  const causes = status.details?.causes ?? [];
  if (causes.some(({ field }) => field === 'metadata.uid')) {
    return new PodReplacedError(
      `Pod "${podName}" was replaced by another of that name, so read it again: ${message}`,
      { status },
    );
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
