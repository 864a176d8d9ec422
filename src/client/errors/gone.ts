import { ClientError, type ErrorContext } from './base.js';

/** There is no such Pod (or no such namespace: the API server does not tell). */
export class PodNotFoundError extends ClientError {
  override readonly name = 'PodNotFoundError';
  readonly kind = 'pod-not-found';
}

/** The Pod has no ephemeral container of that name. */
export class ContainerNotFoundError extends ClientError {
  override readonly name = 'ContainerNotFoundError';
  readonly kind = 'container-not-found';
  readonly containerName: string;
  /** The names of those that it has. */
  readonly existing: readonly string[];

  constructor(containerName: string, podName: string, existing: readonly string[]) {
    const list = existing.length > 0 ? `: ${existing.join(', ')}` : ' none';
    super(`Pod "${podName}" has no ephemeral container "${containerName}"; it has${list}`);
    this.containerName = containerName;
    this.existing = existing;
  }
}

/** The server has no `pods/ephemeralcontainers`: it is too old, or the feature is turned off. */
export class SubresourceNotFoundError extends ClientError {
  override readonly name = 'SubresourceNotFoundError';
  readonly kind = 'subresource-not-found';
}

/**
 * 409: the object was changed meanwhile. The patch that adds a container has no resourceVersion, so both
 * the API server and the client retry; this error means that the retries failed too.
 */
export class ConflictError extends ClientError {
  override readonly name = 'ConflictError';
  readonly kind = 'conflict';
}

/** The Pod of that name is another one now: its `uid` differs. */
export class PodReplacedError extends ClientError {
  override readonly name = 'PodReplacedError';
  readonly kind = 'pod-replaced';
}

/** How a Pod ended. */
export type PodEnd = 'Succeeded' | 'Failed' | 'Terminating' | 'Deleted';

/** The Pod ended, is being deleted or is gone, so that the container can never run (any more). */
export class PodTerminatedError extends ClientError {
  override readonly name = 'PodTerminatedError';
  readonly kind = 'pod-terminated';
  readonly state: PodEnd;

  constructor(podName: string, state: PodEnd, context: ErrorContext & { readonly why?: string } = {}) {
    const how = state === 'Terminating' ? 'is being deleted' : `has ended (${state})`;
    const why = context.why ? `: ${context.why}` : '';
    super(`Pod "${podName}" ${how}; an ephemeral container cannot run in it${why}`, context);
    this.state = state;
  }
}
