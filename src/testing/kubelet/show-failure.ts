import type { Timers } from '../timers.js';
import type { StartFailure } from './behaviour.js';
import type { Lifecycle } from './lifecycle.js';
import { waiting } from './status.js';

/**
 * Says in events, and later or never in the status, why a container does not start.
 *
 * Source: kubernetes v1.37 pkg/kubelet/images/image_manager.go, kuberuntime/kuberuntime_container.go startContainer
 */
export function showFailure(start: Lifecycle, failure: StartFailure, timers: Timers, backOff: number): void {
  const image = start.run.container.image ?? '';
  const { reason, message, shownAfter } = failure;
  start.run.waitingReason = reason;
  if (shownAfter !== undefined) {
    timers.after(shownAfter, () => {
      if (start.run.state === 'waiting') start.setState(waiting(start.run.waitingReason, message));
    });
  }
  if (reason === 'ErrImagePull') {
    start.event({ reason: 'Pulling', message: `Pulling image "${image}"` });
    start.event({
      type: 'Warning',
      reason: 'Failed',
      message: `Failed to pull image "${image}": ${message}`,
    });
    start.event({ type: 'Warning', reason: 'Failed', message: 'Error: ErrImagePull' });
    timers.after(backOff / 10, () => showBackOff(start, image, shownAfter !== undefined));
    timers.after(backOff, () => {
      if (start.run.state === 'waiting') showFailure(start, failure, timers, backOff * 2);
    });
    return;
  }
  if (reason === 'InvalidImageName') start.event({ type: 'Warning', reason: 'InspectFailed', message });
  if (reason === 'ErrImageNeverPull') start.event({ type: 'Warning', reason: 'ErrImageNeverPull', message });
  const bare = reason === 'InvalidImageName' || reason === 'ErrImageNeverPull';
  start.event({ type: 'Warning', reason: 'Failed', message: `Error: ${bare ? reason : message}` });
}

function showBackOff(start: Lifecycle, image: string, inStatus: boolean): void {
  if (start.run.state !== 'waiting') return;
  start.run.waitingReason = 'ImagePullBackOff';
  start.event({ reason: 'BackOff', message: `Back-off pulling image "${image}"` });
  start.event({ type: 'Warning', reason: 'Failed', message: 'Error: ImagePullBackOff' });
  if (inStatus) start.setState(waiting('ImagePullBackOff', `Back-off pulling image "${image}"`));
}
