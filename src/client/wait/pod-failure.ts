import type { Pod } from '../../core/pod.js';
import type { ContainerEvent } from '../errors/start-failed.js';
import type { StartFailure } from './start-failure.js';

/** Reasons of kubernetes v1.37 pkg/kubelet/events/event.go for which no container of a Pod is started. */
const podReasons = new Set([
  'FailedMount',
  'FailedMapVolume',
  'FailedAttachVolume',
  'FailedCreatePodSandBox',
]);

export function concernsPod({ type, reason }: ContainerEvent): boolean {
  return type === 'Warning' && podReasons.has(reason);
}

/** What the kubelet waits for by itself. */
const passing = /timed out waiting for the condition|failed to sync|not registered|context deadline exceeded/;

/** What keeps the kubelet from starting any container of the Pod, and is tried again by it. */
export function findPodFailure(pod: Pod, events: readonly ContainerEvent[]): StartFailure | undefined {
  const since = lastProgress(pod, events);
  const last = events.findLast(
    (event) => concernsPod(event) && Date.parse(event.at) > since && !passing.test(event.message),
  );
  return last && { reason: last.reason, message: last.message, kind: 'retried' };
}

/** When the kubelet last got as far as a container, by its own clock: nothing from before keeps it from that. */
function lastProgress({ status }: Pod, events: readonly ContainerEvent[]): number {
  const statuses = [
    status?.initContainerStatuses,
    status?.containerStatuses,
    status?.ephemeralContainerStatuses,
  ].flatMap((list) => (list ?? []) as readonly Wire[]);
  const started = statuses
    .flatMap(({ state, lastState }) => [state, lastState])
    .map((state) => (state?.running ?? state?.terminated)?.startedAt ?? '');
  const worked = events.filter((event) => !concernsPod(event)).map(({ at }) => at);
  return Math.max(0, ...[...started, ...worked].map((time) => Date.parse(time)).filter((time) => time > 0));
}

interface Wire {
  readonly state?: WireState;
  readonly lastState?: WireState;
}

type WireState = Readonly<Partial<Record<'running' | 'terminated', { readonly startedAt?: string }>>>;
