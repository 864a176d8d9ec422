import type { Pod } from '../../core/pod.js';
import type { Context } from '../context.js';
import { AbortedError } from '../errors/broken.js';
import { PodTerminatedError } from '../errors/gone.js';
import { type ContainerEvent, StartFailedError } from '../errors/start-failed.js';
import type { Target } from '../pod-ref.js';
import { type CallOptions, childOf, type Scope } from '../scope.js';
import { type ContainerState, describeState, stateOf, targetStateOf } from './container-state.js';
import { type EventLog, followEvents } from './event-log.js';
import { createPatience, type Patience } from './patience.js';
import { concernsPod, findPodFailure, pullSecretProblem } from './pod-failure.js';
import { followPod, type Sighting } from './pod-watch.js';
import { findStartFailure, pullReasons, type StartFailure } from './start-failure.js';

/** How to wait for a container. */
export interface WaitOptions extends CallOptions {
  /**
   * Milliseconds for which pull errors are put up with, since the kubelet tries again (after ten
   * seconds at first); default 2 000. The same for a volume that cannot be mounted, and for a target
   * container that cannot start.
   */
  readonly imagePullTimeout?: number | undefined;
  /** Told of each change of state, for a display of progress. */
  readonly onState?: ((state: ContainerState) => void) | undefined;
  /**
   * Told of each event of the container: `Pulling`, `Failed`, `BackOff`, …, and of what keeps its Pod
   * from starting any: `FailedMount`, … Events are read once it has not started for a while (700 ms),
   * and only if the user may; those from before are told then.
   */
  readonly onEvent?: ((event: ContainerEvent) => void) | undefined;
}

/** The container that is waited for. */
export interface Watched {
  readonly target: Target;
  readonly containerName: string;
  readonly podUid: string | undefined;
  readonly seen: Sighting;
}

/** Milliseconds after which events are read; a container that starts at once needs none. */
const eventsAfter = 700;
/** Milliseconds that status may lag behind an event, and behind the Pod's phase. */
const lag = { event: 300, phase: 2_000 };

/**
 * Waits until `done` takes the container's state, or until it cannot become right: the container
 * cannot start, or its Pod ended, is deleted or was replaced.
 */
export function waitForState<Result>(
  context: Context,
  watched: Watched,
  options: WaitOptions,
  scope: Scope,
  done: (state: ContainerState, pod: Pod) => Result | undefined,
): Promise<Result> {
  const { target, containerName, podUid, seen } = watched;
  const { imagePullTimeout = 2_000, onState, onEvent } = options;
  return new Promise<Result>((resolve, reject) => {
    const child = childOf(scope.signal);
    let events: EventLog | undefined;
    let reported = '';

    const judge = (event?: ContainerEvent) => {
      if (child.signal.aborted || !seen.pod) return;
      const state = stateOf(seen.pod, containerName);
      const refusal = events?.refusal();
      const blind = refusal ? `; its events, which tell more, may not be read: ${refusal}` : '';
      scope.note(describeState(seen.pod, containerName) + blind);
      try {
        if (event) onEvent?.(event);
        const text = JSON.stringify(state);
        if (text !== reported) onState?.(state);
        reported = text;
        // First, since a container that could not be executed is reported as terminated.
        const failure = failureOf(patience, watched, seen.pod, events?.list() ?? [], imagePullTimeout);
        if (failure) return end(() => reject(failure));
        const result = done(state, seen.pod);
        if (result !== undefined) return end(() => resolve(result));
        const ended = endOf(patience, state, seen.pod, target);
        if (ended) end(() => reject(ended));
      } catch (error) {
        end(() => reject(error));
      }
    };
    const patience = createPatience(judge);
    const readEvents = () => {
      if (seen.pod && stateOf(seen.pod, containerName).phase === 'running') return;
      events = followEvents(context, target, { name: containerName, podUid }, child.signal, judge);
    };
    const timer = setTimeout(readEvents, eventsAfter);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      patience.clear();
      child.release();
      child.abort(new AbortedError('the wait is over'));
      settle();
    };
    const follow = async () => {
      for await (const _ of followPod(context, target, podUid, seen, { ...scope, signal: child.signal }))
        judge();
    };

    judge();
    if (child.signal.aborted && !scope.signal.aborted) return;
    follow().catch((error) => end(() => reject(scope.signal.aborted ? scope.signal.reason : error)));
  });
}

function failureOf(
  patience: Patience,
  { containerName, target }: Watched,
  pod: Pod,
  events: readonly ContainerEvent[],
  imagePullTimeout: number,
): StartFailedError | undefined {
  const state = stateOf(pod, containerName);
  const failure = findFailure(pod, containerName, state, events);
  if (failure?.kind !== 'fatal') patience.settle('fatal');
  if (failure?.kind !== 'retried') patience.settle('retried');
  if (!failure) return undefined;
  const wait = failure.kind === 'retried' ? imagePullTimeout : state.phase === 'terminated' ? 0 : lag.event;
  return patience.isOver(failure.kind, wait)
    ? new StartFailedError(containerName, target.name, { ...failure, events })
    : undefined;
}

function findFailure(
  pod: Pod,
  containerName: string,
  state: ContainerState,
  events: readonly ContainerEvent[],
): StartFailure | undefined {
  const own = events.filter((event) => !concernsPod(event));
  const failure = findStartFailure(state, own, targetStateOf(pod, containerName));
  if (failure && pullReasons.has(failure.reason)) {
    return { ...failure, message: failure.message + pullSecretProblem(events) };
  }
  const started = state.phase === 'running' || state.phase === 'terminated';
  return failure ?? (started ? undefined : findPodFailure(pod, events));
}

function endOf(patience: Patience, state: ContainerState, pod: Pod, { name }: Target) {
  const { phase, reason, message } = pod.status ?? {};
  const ended = phase === 'Succeeded' || phase === 'Failed';
  // A container that runs is given its grace period, and its end is still reported.
  if (!ended && (!pod.metadata?.deletionTimestamp || state.phase === 'running')) return undefined;
  if (!patience.isOver('ended', lag.phase)) return undefined;
  const why = [reason, message].filter(Boolean).join(': ');
  return new PodTerminatedError(name, ended ? phase : 'Terminating', { why });
}
