import { ClientError, type ErrorContext } from './base.js';

/** An event about the container, as the kubelet recorded it. */
export interface ContainerEvent {
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  /** When it happened last, in RFC 3339; empty where the event does not say. */
  readonly at: string;
}

/** The kubelet could not start the container, and says why. */
export class StartFailedError extends ClientError {
  override readonly name = 'StartFailedError';
  readonly kind = 'start-failed';
  readonly containerName: string;
  /** The kubelet's reason: `ErrImageNeverPull`, `CreateContainerConfigError`, `FailedMount`, … */
  readonly reason: string;
  /** The kubelet's own message, from status or from an event. */
  readonly detail: string;
  /** The last events about the container, oldest first; empty where they may not be read. */
  readonly events: readonly ContainerEvent[];

  constructor(
    containerName: string,
    podName: string,
    failure: {
      readonly reason: string;
      readonly message: string;
      readonly events: readonly ContainerEvent[];
    },
    context: ErrorContext = {},
  ) {
    const why = [failure.reason, failure.message].filter(Boolean).join(': ');
    super(`ephemeral container "${containerName}" in Pod "${podName}" cannot start: ${why}`, context);
    this.containerName = containerName;
    this.reason = failure.reason;
    this.detail = failure.message;
    this.events = failure.events;
  }
}
