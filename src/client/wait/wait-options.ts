import type { OptionNames } from '../../core/known-options.js';
import type { ContainerEvent } from '../errors/start-failed.js';
import { type CallOptions, ofCall } from '../scope.js';
import type { ContainerState } from './container-state.js';

/** How to wait for a container. An error from a callback, thrown or rejected, ends the wait. */
export interface WaitOptions extends CallOptions {
  /**
   * Milliseconds for which pull errors are tolerated, since the kubelet retries (after ten
   * seconds at first); default 2 000. The same for a volume that cannot be mounted, and for a target
   * container that cannot start. `Infinity` tolerates them until the deadline.
   */
  readonly imagePullTimeout?: number | undefined;
  /**
   * Milliseconds that the container may take to start, of a call that goes on for longer; the call then
   * rejects with a `DeadlineError`. Default: for as long as the call may take.
   */
  readonly startTimeout?: number | undefined;
  /** Told of each change of state, for a display of progress. */
  readonly onState?: ((state: ContainerState) => void) | undefined;
  /**
   * Told of each event of the container: `Pulling`, `Failed`, `BackOff`, …, and of what keeps its Pod
   * from starting any: `FailedMount`, … Events are read once it has not started for a while (700 ms) or
   * cannot start, and only if the user may; those from before are told then.
   */
  readonly onEvent?: ((event: ContainerEvent) => void) | undefined;
}

export const ofWait: OptionNames<WaitOptions> = {
  ...ofCall,
  imagePullTimeout: true,
  startTimeout: true,
  onState: true,
  onEvent: true,
};

export function checkWaitOptions({ imagePullTimeout = 0, startTimeout = 1 }: WaitOptions): void {
  if (typeof imagePullTimeout !== 'number' || !(imagePullTimeout >= 0)) {
    throw new TypeError(
      `imagePullTimeout: must be a number of milliseconds, 0 at least, got ${String(imagePullTimeout)}`,
    );
  }
  if (typeof startTimeout !== 'number' || !(startTimeout > 0)) {
    throw new TypeError(
      `startTimeout: must be a number of milliseconds above 0, got ${String(startTimeout)}`,
    );
  }
}
