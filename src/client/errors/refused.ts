import type { CauseReason, StatusCause } from '../../core/cause.js';
import { InvalidEphemeralContainerError } from '../../core/invalid-error.js';
import type { Path } from '../../core/path.js';
import type { Status } from '../../core/status.js';
import { ClientError, type ErrorContext } from './base.js';

/**
 * The container is invalid: found here before anything was sent, or a 422 of the API server.
 * Same name as the error of `assertEphemeralContainer`, so one guard tells both.
 */
export class InvalidContainerError extends InvalidEphemeralContainerError {
  readonly kind = 'invalid';
  readonly status: Status;

  constructor(causes: readonly [StatusCause, ...StatusCause[]], podName: string, status?: Status) {
    super(causes, podName);
    this.status = status ?? this.toStatus();
    if (status?.message) this.message = status.message;
  }
}

/** The causes of a server's 422 in this library's terms; `rule` is `server`. */
export function causesOfStatus(status: Status): readonly [StatusCause, ...StatusCause[]] {
  const causes = (status.details?.causes ?? []).map((cause) => ({
    reason: (cause.reason ?? 'FieldValueInvalid') as CauseReason,
    field: cause.field ?? '',
    message: cause.message ?? '',
    rule: 'server' as const,
    path: pathOf(cause.field ?? ''),
  }));
  const [first, ...rest] = causes;
  if (first) return [first, ...rest];
  return [
    {
      reason: 'FieldValueInvalid',
      field: '',
      message: status.message ?? 'invalid',
      rule: 'server',
      path: [],
    },
  ];
}

function pathOf(field: string): Path {
  const inside = field.replace(/^spec\.ephemeralContainers\[\d+\]\.?/, '');
  return (inside.match(/[^.[\]]+/g) ?? []).map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}

/** 401: no credentials, or credentials that the server does not know (any more). */
export class UnauthorizedError extends ClientError {
  override readonly name = 'UnauthorizedError';
  readonly kind = 'unauthorized';
}

/** A permission that a user lacks. */
export interface LackedPermission {
  /** Empty where the server does not say. */
  readonly user: string;
  readonly verb: string;
  /** As a Role has it, `pods/ephemeralcontainers`; or a path. */
  readonly resource: string;
  /** Undefined where it is of no namespace. */
  readonly namespace: string | undefined;
}

/** 403 of the authorizer: the user lacks a permission; what a Role is to grant is in its fields. */
export class RbacForbiddenError extends ClientError implements LackedPermission {
  override readonly name = 'RbacForbiddenError';
  readonly kind = 'forbidden-by-rbac';
  readonly user: string;
  readonly verb: string;
  readonly resource: string;
  readonly namespace: string | undefined;

  constructor(message: string, lacks: LackedPermission, context: ErrorContext) {
    super(message, context);
    this.user = lacks.user;
    this.verb = lacks.verb;
    this.resource = lacks.resource;
    this.namespace = lacks.namespace;
  }
}

/** 403 of Pod Security admission, which evaluates the whole Pod. */
export class PodSecurityError extends ClientError {
  override readonly name = 'PodSecurityError';
  readonly kind = 'forbidden-by-pod-security';
  /** `baseline` or `restricted`. */
  readonly level: string;
  /** `latest` or `v1.30`. */
  readonly version: string;
  /** What is violated, as admission words it. */
  readonly detail: string;

  constructor(
    message: string,
    policy: { readonly level: string; readonly version: string; readonly detail: string },
    context: ErrorContext,
  ) {
    super(message, context);
    this.level = policy.level;
    this.version = policy.version;
    this.detail = policy.detail;
  }
}

/** Refused by another admission: a webhook, a ValidatingAdmissionPolicy, a quota. */
export class AdmissionError extends ClientError {
  override readonly name = 'AdmissionError';
  readonly kind = 'forbidden-by-admission';
}

/** The Pod mirrors a static Pod; those do not support ephemeral containers. */
export class MirrorPodError extends ClientError {
  override readonly name = 'MirrorPodError';
  readonly kind = 'mirror-pod';
}

/** The Pod has an ephemeral container of this name with other content. */
export class NameTakenError extends ClientError {
  override readonly name = 'NameTakenError';
  readonly kind = 'name-taken';
  readonly containerName: string;

  constructor(containerName: string, podName: string, context: ErrorContext) {
    super(
      `Pod "${podName}" already has an ephemeral container "${containerName}" with different content, which cannot be changed; choose another name`,
      context,
    );
    this.containerName = containerName;
  }
}
