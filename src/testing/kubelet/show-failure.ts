import type { Timers } from '../model/timers.js';
import type { StartFailure } from './behaviour.js';
import type { Lifecycle } from './container-life.js';
import { startError, waiting } from './status.js';

/** Milliseconds until the kubelet looks again at a Pod with a container that did not start. */
const nextLook = 10_000;
/** Milliseconds between the first tries to mount a volume, and between the later ones. */
const firstRemount = 500;
const lastRemount = 122_000;

/**
 * Says in events, and later in the status, why a container does not start.
 *
 * Source: kubernetes v1.37 pkg/kubelet/images/image_manager.go, kuberuntime/kuberuntime_container.go startContainer
 */
export function showFailure(life: Lifecycle, failure: StartFailure, timers: Timers, backOff: number): void {
  const { reason, message } = failure;
  life.run.waitingReason = reason;
  const tell = openStatus(life, failure, timers);
  tell(message);
  switch (reason) {
    case 'FailedMount':
      showMountFailure(life, failure, timers, firstRemount);
      return;
    case 'ErrImagePull':
      showPullFailure(life, failure, timers, backOff, tell);
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
      if (reason === 'RunContainerError') endUnstarted(life, failure);
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

type Tell = (message: string) => void;

/** A created container is synced at once; one that waits for a volume has no status to sync. */
const usualDelays = new Map([
  ['RunContainerError', 0],
  ['FailedMount', Number.POSITIVE_INFINITY],
]);

/** Writes the waiting reason to the status, from the kubelet's next sync of the Pod on. */
function openStatus(life: Lifecycle, { reason, shownAfter }: StartFailure, timers: Timers): Tell {
  let isShown = false;
  let message = '';
  const show = (): void => {
    if (life.run.isKilled() || life.run.startedAt !== undefined) return;
    const last = reason === 'RunContainerError' ? startError(life.run, message) : undefined;
    life.setState(waiting(life.run.waitingReason, message), last);
  };
  timers.after(shownAfter ?? usualDelays.get(reason) ?? nextLook, () => {
    isShown = true;
    show();
  });
  return (next) => {
    message = next;
    if (isShown) show();
  };
}

function showPullFailure(
  life: Lifecycle,
  failure: StartFailure,
  timers: Timers,
  backOff: number,
  tell: Tell,
): void {
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
    tell(`${text}: ErrImagePull: ${failure.message}`);
  });
  timers.after(backOff, () => {
    if (!isWaiting(life)) return;
    life.run.waitingReason = 'ErrImagePull';
    tell(failure.message);
    showPullFailure(life, failure, timers, backOff * 2, tell);
  });
}

/** A container that was created but could not run is terminated without a start. */
function endUnstarted({ run, event }: Lifecycle, { recoversAfter }: StartFailure): void {
  event({ reason: 'Created', message: 'Container created' });
  if (recoversAfter !== undefined) return;
  run.state = 'exited';
  run.log.finish();
}

function isWaiting({ run }: Lifecycle): boolean {
  return run.state === 'waiting' && !run.isKilled();
}
