import type { ContainerEvent, ContainerState } from '../../client/index.js';

/** For a call that waits for a container to start. */
export interface StartDisplay {
  readonly onState: (state: ContainerState) => void;
  readonly onEvent: (event: ContainerEvent) => void;
  readonly hasStarted: () => boolean;
}

/** Milliseconds that a container gets to start where --timeout says nothing: images can be large. */
export const defaultStartTimeout = 300_000;

export const notTakenUp = 'waiting for the kubelet';

/** Shows what a container waits for until it has started; then its output follows. */
export function displayStart(show: (text: string) => void, onStarted: () => void): StartDisplay {
  let started = false;
  return {
    hasStarted: () => started,
    onState(state) {
      const text = describeState(state);
      started = text === undefined;
      if (text === undefined) onStarted();
      else show(text);
    },
    onEvent(event) {
      if (!started) show(describeEvent(event));
    },
  };
}

/** Undefined for a container that has started. */
function describeState(state: ContainerState): string | undefined {
  if (state.phase === 'pending') return notTakenUp;
  if (state.phase !== 'waiting') return undefined;
  // the status is the same for both; events tell them apart a little later
  if (state.reason === 'ContainerCreating') return 'pulling the image and creating the container';
  return [state.reason, state.message].filter((part) => part !== '').join(': ');
}

/** `Pulling image "busybox"`, `BackOff: Back-off pulling image "busybox" (3 times)`. */
function describeEvent({ type, reason, message, count }: ContainerEvent): string {
  const times = count > 1 ? ` (${count} times)` : '';
  return `${type === 'Normal' ? '' : `${reason}: `}${message}${times}`;
}
