import { isDebugFlagsError } from '../../build/debug/flags-error.js';
import { type AnyClientError, isClientError } from '../../client/errors/guards.js';
import { formatCause } from '../../core/cause.js';
import type { Status } from '../../core/status.js';
import { Interruption } from '../interruption.js';
import { exitCode } from '../io.js';
import { CliProblem } from '../problem.js';
import { printable } from '../validate/source-excerpt.js';

/** What went wrong, as lines for people, and the exit code it ends with. */
export interface Explanation {
  readonly code: number;
  readonly lines: readonly string[];
  /** The API server's answer, or one in its form. */
  readonly status: Status;
}

export function explainError(error: unknown): Explanation {
  if (error instanceof CliProblem) return explain(error.exitCode, error.message);
  if (isDebugFlagsError(error)) return explain(exitCode.usage, error.message, error.hint);
  if (isClientError(error)) return explainClientError(error);
  return explain(exitCode.failed, error instanceof Error ? error.message : String(error));
}

function explainClientError(error: AnyClientError): Explanation {
  const { status } = error;
  switch (error.kind) {
    case 'invalid':
      return explainInvalid(error);
    case 'deadline':
      return explain(exitCode.deadline, error.message, undefined, status);
    case 'aborted':
      return explain(codeOfAbort(error.cause), error.message, undefined, status);
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

function codeOfAbort(cause: unknown): number {
  return cause instanceof Interruption ? cause.exitCode : exitCode.interrupted;
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

/** What helps against the failures that the kubelet words for those who know it. */
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

function explain(code: number, message: string, hint?: string, status?: Status): Explanation {
  const [first = '', ...rest] = message.split('\n').map(printable);
  const hints = hint === undefined ? [] : [`  hint: ${hint}`];
  return {
    code,
    lines: [`error: ${first}`, ...rest.map((line) => `  ${line}`), ...hints],
    status: status ?? { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message },
  };
}
