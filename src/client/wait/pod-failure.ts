import type { Pod } from '../../core/pod.js';
import type { ContainerEvent } from '../errors/start-failed.js';
import type { StartProblem } from './start-failure.js';

/** Reasons of kubernetes v1.37 pkg/kubelet/events/event.go for which no container of a Pod is started. */
const podReasons = new Set([
  'FailedMount',
  'FailedMapVolume',
  'FailedAttachVolume',
  'FailedCreatePodSandBox',
]);

const pullSecret = 'FailedToRetrieveImagePullSecret';

/** Whether an event is about something that all containers of the Pod need: volumes, the sandbox. */
export function concernsPod({ type, reason }: ContainerEvent): boolean {
  return type === 'Warning' && (podReasons.has(reason) || reason === pullSecret);
}

/** A likely cause of a failed image pull, to add to its message. */
export function pullSecretProblem(events: readonly ContainerEvent[]): string {
  const last = events.findLast(({ reason }) => reason === pullSecret);
  return last ? `; ${last.message}` : '';
}

/** What the kubelet waits for without recording a failure. */
const passing = /timed out waiting for the condition|failed to sync|not registered|context deadline exceeded/;

/** The failure that keeps the kubelet from starting any container of the Pod; it retries. */
export function findPodFailure(pod: Pod, events: readonly ContainerEvent[]): StartProblem | undefined {
  const started = newest(startsIn(pod));
  const worked = newest(events.filter((event) => !concernsPod(event)).map(({ at }) => at));
  const last = events.findLast(({ reason, at, message }) => {
    // Times have whole seconds. A failure is over once a container was started, or an event about a container is newer.
    const time = Date.parse(at);
    return podReasons.has(reason) && time >= started && time > worked && !passing.test(message);
  });
  return last && { reason: last.reason, message: last.message, kind: 'retried' };
}

function newest(times: readonly string[]): number {
  return Math.max(0, ...times.map((time) => Date.parse(time)).filter((time) => time > 0));
}

/** When each container started, by the kubelet's clock, as its events have it. */
function startsIn({ status }: Pod): string[] {
  const statuses = [
    status?.initContainerStatuses,
    status?.containerStatuses,
    status?.ephemeralContainerStatuses,
  ].flatMap((list) => (list ?? []) as readonly WireStates[]);
  return statuses
    .flatMap(({ state, lastState }) => [state, lastState])
    .map((state) => (state?.running ?? state?.terminated)?.startedAt ?? '');
}

interface WireStates {
  readonly state?: WireState;
  readonly lastState?: WireState;
}

type WireState = Readonly<Partial<Record<'running' | 'terminated', { readonly startedAt?: string }>>>;
