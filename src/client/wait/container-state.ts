import type { Pod } from '../../core/pod.js';
import { describePod } from './describe-pod.js';

/** The state of an ephemeral container, which runs at most once. */
export type ContainerState =
  | { readonly phase: 'pending' }
  | { readonly phase: 'waiting'; readonly reason: string; readonly message: string }
  | { readonly phase: 'running'; readonly startedAt: string }
  | ExitState;

export interface ExitState {
  readonly phase: 'terminated';
  readonly exitCode: number;
  /** The signal that ended it; 0 for none. Where the node does not say, an exit code of 128 and a signal does. */
  readonly signal: number;
  /** `Completed`, `Error`, `OOMKilled`, … */
  readonly reason: string;
  readonly message: string;
  readonly startedAt: string;
  readonly finishedAt: string;
}

/** Whether it runs, or ran. */
export function hasStarted({ phase }: ContainerState): boolean {
  return phase === 'running' || phase === 'terminated';
}

interface WireStatus {
  readonly name?: string;
  readonly state?: {
    readonly waiting?: { readonly reason?: string; readonly message?: string };
    readonly running?: { readonly startedAt?: string };
    readonly terminated?: { readonly exitCode?: number; readonly signal?: number } & Partial<
      Record<'reason' | 'message' | 'startedAt' | 'finishedAt', string>
    >;
  };
}

/** What `status.ephemeralContainerStatuses` says of one container; `pending` where it says nothing yet. */
export function stateOf(pod: Pod, containerName: string): ContainerState {
  return stateAmong(pod.status?.ephemeralContainerStatuses, containerName);
}

/** The state of its `targetContainerName`; undefined where it has none. */
export function targetStateOf({ spec, status }: Pod, containerName: string): ContainerState | undefined {
  const containers = (spec?.ephemeralContainers ?? []) as readonly Targeting[];
  const target = containers.find(({ name }) => name === containerName)?.targetContainerName;
  if (!target) return undefined;
  return stateAmong([...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])], target);
}

interface Targeting {
  readonly name: string;
  readonly targetContainerName?: string;
}

function stateAmong(statuses: readonly object[] | undefined, containerName: string): ContainerState {
  const wire = (statuses ?? []) as readonly WireStatus[];
  const state = wire.find(({ name }) => name === containerName)?.state ?? {};
  if (state.terminated) {
    const { exitCode = 0, reason = '', message = '' } = state.terminated;
    const signal = state.terminated.signal || signalOf(exitCode);
    const { startedAt = '', finishedAt = '' } = state.terminated;
    return { phase: 'terminated', exitCode, signal, reason, message, startedAt, finishedAt };
  }
  if (state.running) return { phase: 'running', startedAt: state.running.startedAt ?? '' };
  if (state.waiting) {
    return { phase: 'waiting', reason: state.waiting.reason ?? '', message: state.waiting.message ?? '' };
  }
  return { phase: 'pending' };
}

const mostSignals = 64;

/** containerd reports no signal but the exit code that a shell would give: 128 + signal. */
function signalOf(exitCode: number): number {
  const signal = exitCode - 128;
  return signal > 0 && signal <= mostSignals ? signal : 0;
}

/** The state in a few words, for what a deadline's error adds. */
export function describeState(pod: Pod, containerName: string): string {
  const state = stateOf(pod, containerName);
  const podPhase = describePod(pod);
  switch (state.phase) {
    case 'pending':
      return `no status of the container yet, ${podPhase}`;
    case 'waiting':
      return `last seen waiting: ${[state.reason, state.message].filter(Boolean).join(': ')}, ${podPhase}`;
    default:
      return `last seen ${state.phase}, ${podPhase}`;
  }
}
