import { formatCause, type StatusCause } from './cause.js';
import { invalidPodStatus, type Status } from './status.js';

/** Thrown by `assertEphemeralContainer`: all causes, never the first only. */
export class InvalidEphemeralContainerError extends Error {
  override readonly name = 'InvalidEphemeralContainerError';
  readonly causes: readonly [StatusCause, ...StatusCause[]];
  /** The Pod's name, or `""` where none was given. */
  readonly podName: string;

  constructor(causes: readonly [StatusCause, ...StatusCause[]], podName = '') {
    super(`invalid ephemeral container: ${causes.map(formatCause).join('; ')}`);
    this.causes = causes;
    this.podName = podName;
  }

  /** The `Status` an API server would have answered with. */
  toStatus(): Status {
    return invalidPodStatus(this.podName, this.causes);
  }
}

/** Tells by name, so it also holds for errors of another copy of this package. */
export function isInvalidEphemeralContainerError(error: unknown): error is InvalidEphemeralContainerError {
  return error instanceof Error && error.name === 'InvalidEphemeralContainerError' && 'causes' in error;
}
