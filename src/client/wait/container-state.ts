import type { Pod } from '../../core/pod.js';

/** Where an ephemeral container is in its one life. */
export type ContainerState =
  | { readonly phase: 'pending' }
  | { readonly phase: 'waiting'; readonly reason: string; readonly message: string }
  | { readonly phase: 'running'; readonly startedAt: string }
  | ExitState;

export interface ExitState {
  readonly phase: 'terminated';
  readonly exitCode: number;
  readonly signal: number;
  readonly reason: string;
  readonly message: string;
  readonly startedAt: string;
  readonly finishedAt: string;
}

interface Wire {
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
  const statuses = (pod.status?.ephemeralContainerStatuses ?? []) as readonly Wire[];
  const state = statuses.find(({ name }) => name === containerName)?.state ?? {};
  if (state.terminated) {
    const { exitCode = 0, signal = 0, reason = '', message = '' } = state.terminated;
    const { startedAt = '', finishedAt = '' } = state.terminated;
    return { phase: 'terminated', exitCode, signal, reason, message, startedAt, finishedAt };
  }
  if (state.running) return { phase: 'running', startedAt: state.running.startedAt ?? '' };
  if (state.waiting) {
    return { phase: 'waiting', reason: state.waiting.reason ?? '', message: state.waiting.message ?? '' };
  }
  return { phase: 'pending' };
}

/** The state in a few words, for what a deadline's error adds. */
export function describeState(pod: Pod, containerName: string): string {
  const state = stateOf(pod, containerName);
  const podPhase = `Pod ${pod.status?.phase ?? 'without a phase'}`;
  switch (state.phase) {
    case 'pending':
      return `no status of the container yet, ${podPhase}`;
    case 'waiting':
      return `last seen waiting: ${[state.reason, state.message].filter(Boolean).join(': ')}, ${podPhase}`;
    default:
      return `last seen ${state.phase}, ${podPhase}`;
  }
}
