import { type AnyClientError, isClientError } from '../../client/index.js';
import { formatCause, isDebugFlagsError, type Status } from '../../index.js';
import { BrokenOutput } from '../broken-output.js';
import { CliError } from '../cli-error.js';
import { Interruption } from '../interruption.js';
import { exitCode } from '../io.js';
import { type Explanation, explain, explainCliError } from './explanation.js';
import { type Failure, failureStatus, failures } from './failure-status.js';
import { printable } from './print.js';

export function explainError(error: unknown): Explanation {
  if (error instanceof CliError) return explainCliError(error);
  // main.ts tells of it
  if (error instanceof BrokenOutput) return { ...explain(error.exitCode, error.message), lines: [] };
  if (isDebugFlagsError(error)) return explain(exitCode.usage, error.message, error.hint);
  if (isClientError(error)) return explainClientError(error);
  return explain(exitCode.failed, error instanceof Error ? error.message : String(error));
}

function explainClientError(error: AnyClientError): Explanation {
  const { status = statusOf(error) } = error;
  switch (error.kind) {
    case 'invalid':
      return explainInvalid(error);
    case 'deadline':
      // its Status, if any, is that of the last try, not the reason the call ended
      return explain(exitCode.deadline, error.message, undefined, statusOf(error));
    case 'aborted':
      if (error.cause instanceof BrokenOutput) return explainError(error.cause);
      return explain(codeOfAbort(error), error.message, undefined, status);
    case 'forbidden-by-rbac':
      return explain(exitCode.failed, error.message, rbacHint(error.verb, error.resource), status);
    case 'start-failed':
      return explain(exitCode.failed, error.message, startHint(error.reason, error.detail), status);
    case 'subresource-not-found':
      return explain(exitCode.failed, error.message, 'ephemeral containers need Kubernetes 1.25', status);
    case 'mirror-pod':
      return explain(
        exitCode.failed,
        error.message,
        'debug the node instead: kubectl debug node/NAME',
        status,
      );
    default:
      return explain(exitCode.failed, error.message, undefined, status);
  }
}

function codeOfAbort({ message, cause }: AnyClientError): number {
  // the client aborts a call itself where input cannot be read, or output not be written
  return /^the (?:in|out)put could not be /.test(message) ? exitCode.failed : codeOfReason(cause);
}

/** The exit code of a command that a signal's reason ended. */
export function codeOfReason(reason: unknown): number {
  const known = reason instanceof Interruption || reason instanceof BrokenOutput;
  return known ? reason.exitCode : exitCode.interrupted;
}

/** A Status for failures that no answer of the API server is behind. */
function statusOf(error: AnyClientError): Status {
  const containerName = 'containerName' in error ? error.containerName : undefined;
  return failureStatus(error.message, failureOf(error), containerName);
}

function failureOf(error: AnyClientError): Failure | undefined {
  switch (error.kind) {
    case 'deadline':
      return failures.timeout;
    case 'connection-lost':
    case 'server-unavailable':
      return failures.unavailable;
    case 'start-failed':
      // the kubelet's reason, which no answer of the API server has
      return { reason: error.reason || 'StartFailed', code: 500 };
    default:
      return undefined;
  }
}

function explainInvalid(error: Extract<AnyClientError, { kind: 'invalid' }>): Explanation {
  const lines = error.causes.flatMap((cause) => [
    `  ${printable(formatCause(cause).split('\n')[0] ?? '')}`,
    ...(cause.hint === undefined ? [] : [`    hint: ${cause.hint}`]),
  ]);
  const where = error.podName === '' ? '' : ` for Pod ${JSON.stringify(error.podName)}`;
  return {
    code: exitCode.failed,
    lines: [`error: the ephemeral container is invalid${where}:`, ...lines],
    status: error.status ?? error.toStatus(),
  };
}

function rbacHint(verb: string, resource: string): string | undefined {
  if (verb === '' || resource === '') return undefined;
  return `ask for a role that allows ${verb} on ${resource}; the built-in admin and edit do not allow adding ephemeral containers`;
}

/** A hint for those failures whose kubelet message is hard to understand. */
function startHint(reason: string, detail: string): string | undefined {
  if (/runAsNonRoot|non-root/.test(detail)) {
    return 'give it a user that is not root: --custom with securityContext.runAsUser, or a --target that has one';
  }
  if (reason === 'ErrImageNeverPull')
    return 'the image is not on the node; leave --image-pull-policy Never out';
  if (reason === 'InvalidImageName') return 'check --image';
  if (reason === 'ErrImagePull' || reason === 'ImagePullBackOff') {
    return "check --image; a private one needs a pull secret in the Pod's spec.imagePullSecrets, which cannot be added later";
  }
  return undefined;
}
