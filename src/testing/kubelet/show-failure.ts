import type { Timers } from '../timers.js';
import type { StartFailure } from './behaviour.js';
import type { Lifecycle } from './container-life.js';
import { startError, waiting } from './status.js';

/** Milliseconds until the kubelet looks again at a container that the runtime could not run. */
const nextLook = 2000;
/** Milliseconds between the first tries to mount a volume, and between the later ones. */
const firstRemount = 500;
const lastRemount = 122_000;

/**
 * Says in events, and later or never in the status, why a container does not start.
 *
 * Source: kubernetes v1.37 pkg/kubelet/images/image_manager.go, kuberuntime/kuberuntime_container.go startContainer
 */
export function showFailure(life: Lifecycle, failure: StartFailure, timers: Timers, backOff: number): void {
  const { reason, message, shownAfter } = failure;
  life.run.waitingReason = reason;
  if (shownAfter !== undefined) {
    timers.after(shownAfter, () => {
      if (isWaiting(life)) life.setState(waiting(life.run.waitingReason, message));
    });
  }
  switch (reason) {
    case 'FailedMount':
      showMountFailure(life, failure, timers, firstRemount);
      return;
    case 'ErrImagePull':
      showPullFailure(life, failure, timers, backOff);
      return;
    case 'InvalidImageName':
      life.event({ type: 'Warning', reason: 'InspectFailed', message });
      life.event({ type: 'Warning', reason: 'Failed', message: `Error: ${reason}` });
      return;
    case 'ErrImageNeverPull':
      life.event({ type: 'Warning', reason, message });
      life.event({ type: 'Warning', reason: 'Failed', message: `Error: ${reason}` });
      return;
    default:
      life.event({ reason: 'Pulled', message: life.pulled });
      if (reason === 'RunContainerError') showStartError(life, failure, timers);
      life.event({ type: 'Warning', reason: 'Failed', message: `Error: ${message}` });
  }
}

/** Source: kubernetes v1.37 pkg/util/goroutinemap/exponentialbackoff/exponential_backoff.go */
function showMountFailure(life: Lifecycle, failure: StartFailure, timers: Timers, pause: number): void {
  const { reason, message } = failure;
  life.event({ type: 'Warning', reason, message, ofPod: true });
  timers.after(pause, () => {
    if (isWaiting(life)) showMountFailure(life, failure, timers, Math.min(2 * pause, lastRemount));
  });
}

function showPullFailure(life: Lifecycle, failure: StartFailure, timers: Timers, backOff: number): void {
  const image = life.run.container.image ?? '';
  const cause = `Failed to pull image "${image}": ${failure.message}`;
  life.event({ reason: 'Pulling', message: `Pulling image "${image}"` });
  life.event({ type: 'Warning', reason: 'Failed', message: cause });
  life.event({ type: 'Warning', reason: 'Failed', message: 'Error: ErrImagePull' });
  timers.after(backOff / 10, () => {
    if (!isWaiting(life)) return;
    life.run.waitingReason = 'ImagePullBackOff';
    const text = `Back-off pulling image "${image}"`;
    life.event({ reason: 'BackOff', message: text });
    life.event({ type: 'Warning', reason: 'Failed', message: 'Error: ImagePullBackOff' });
    if (failure.shownAfter === undefined) return;
    life.setState(waiting('ImagePullBackOff', `${text}: ErrImagePull: ${failure.message}`));
  });
  timers.after(backOff, () => {
    if (isWaiting(life)) showFailure(life, failure, timers, backOff * 2);
  });
}

/** What the runtime created but could not run has ended, as the kubelet sees when it looks again. */
function showStartError(life: Lifecycle, { message, recoversAfter }: StartFailure, timers: Timers): void {
  life.event({ reason: 'Created', message: 'Container created' });
  if (recoversAfter !== undefined) return;
  timers.after(nextLook, () => {
    life.run.state = 'exited';
    life.run.log.finish();
    life.setState(startError(life.run, message));
  });
}

function isWaiting({ run }: Lifecycle): boolean {
  return run.state === 'waiting' && !run.isKilled();
}
