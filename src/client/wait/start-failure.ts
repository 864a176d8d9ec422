import type { ContainerEvent } from '../errors/start-failed.js';
import type { ContainerState } from './container-state.js';

/** Why a container does not start. */
export interface StartProblem {
  readonly reason: string;
  readonly message: string;
  /** Whether the kubelet retries: it does for image pulls and for a target that has not started. */
  readonly kind: 'fatal' | 'retried';
}

/** Reasons of kubernetes v1.37 pkg/kubelet/images/types.go and kuberuntime_container.go. */
const fatalReasons = new Set([
  'InvalidImageName',
  'ErrImageNeverPull',
  'ImageInspectError',
  'SignatureValidationFailed',
  'CreateContainerConfigError',
  'CreateContainerError',
  'PreCreateHookError',
  'PreStartHookError',
  'PostStartHookError',
  'RunContainerError',
]);
export const pullReasons = new Set(['ErrImagePull', 'ImagePullBackOff', 'RegistryUnavailable']);
/** Reasons of a container that ended without having run. */
const neverRan = new Set(['StartError', 'ContainerCannotRun']);

/** The kubelet reports this while its caches fill, and retries. */
const passing =
  /timed out waiting for the condition|failed to sync (configmap|secret) cache|context deadline exceeded/;

/** kubernetes v1.37 pkg/kubelet/kuberuntime/kuberuntime_container.go startSpec.getTargetID */
const notStarted = /^unable to find target container/;

/** Waiting reasons of a target that is still going to start. */
const starting = new Set(['', 'PodInitializing', 'ContainerCreating']);

/**
 * The problem that the status or, where it has none, the events report; undefined while there is none.
 * `target` is the state of the `targetContainerName`: one that is about to start is no problem.
 */
export function findStartFailure(
  state: ContainerState,
  events: readonly ContainerEvent[],
  target?: ContainerState,
): StartProblem | undefined {
  const failure = findFailure(state, events);
  if (!failure || !notStarted.test(failure.message)) return failure;
  if (target?.phase === 'pending') return undefined;
  if (target?.phase !== 'waiting') return failure;
  if (starting.has(target.reason)) return undefined;
  const why = [target.reason, target.message].filter(Boolean).join(': ');
  return { ...failure, message: `${failure.message}, which waits: ${why}` };
}

function findFailure(state: ContainerState, events: readonly ContainerEvent[]): StartProblem | undefined {
  if (state.phase === 'terminated') {
    return neverRan.has(state.reason)
      ? { reason: state.reason, message: state.message, kind: 'fatal' }
      : undefined;
  }
  if (state.phase === 'running') return undefined;
  if (state.phase === 'waiting') {
    const kind = kindOf(state.reason, state.message);
    if (kind) return { reason: state.reason, message: state.message || lastDetail(events), kind };
  }
  return failureOfEvents(events);
}

function kindOf(reason: string, message: string): StartProblem['kind'] | undefined {
  if (pullReasons.has(reason) || notStarted.test(message)) return 'retried';
  return fatalReasons.has(reason) && !passing.test(message) ? 'fatal' : undefined;
}

/**
 * The kubelet records each failure as `Failed: Error: …`, followed by the name of an image reason or by
 * the text of the error (kubernetes v1.37 pkg/kubelet/kuberuntime/kuberuntime_container.go startContainer).
 */
function failureOfEvents(events: readonly ContainerEvent[]): StartProblem | undefined {
  const failed = events.filter(({ type, reason }) => type === 'Warning' && reason === 'Failed');
  for (const { message } of failed.reverse()) {
    const text = /^Error: ([\s\S]*)$/.exec(message)?.[1];
    if (text === undefined || passing.test(text)) continue;
    const named = kindOf(text, '');
    if (named) return { reason: text, message: lastDetail(events), kind: named };
    return {
      reason: reasonOfText(text, events),
      message: text,
      kind: notStarted.test(text) ? 'retried' : 'fatal',
    };
  }
  return undefined;
}

/** The last event that says more than a reason's name. */
function lastDetail(events: readonly ContainerEvent[]): string {
  const details = events.filter(({ type, message }) => type === 'Warning' && !/^Error: \w+$/.test(message));
  return details.at(-1)?.message ?? '';
}

function reasonOfText(text: string, events: readonly ContainerEvent[]): string {
  if (events.some(({ reason }) => reason === 'Created')) return 'RunContainerError';
  return /^failed to (generate|create|reserve|get sandbox)|^rpc error/.test(text)
    ? 'CreateContainerError'
    : 'CreateContainerConfigError';
}
