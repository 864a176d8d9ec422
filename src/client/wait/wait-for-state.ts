import type { Pod } from '../../core/pod.js';
import type { ClientContext } from '../context.js';
import { AbortedError, DeadlineError } from '../errors/broken.js';
import { type ContainerEvent, StartFailedError } from '../errors/start-failed.js';
import { nameContainer, type PodKey } from '../pod-ref.js';
import { childOf, type Scope } from '../scope.js';
import { defaultImagePullTimeout, eventLag, eventsDelay, longestTimer } from '../timing.js';
import type { CachedPod } from './cached-pod.js';
import { type ContainerState, describeState, hasStarted, stateOf, targetStateOf } from './container-state.js';
import { type EventLog, followEvents } from './event-log.js';
import { createGracePeriods } from './grace-periods.js';
import { endOf } from './pod-end.js';
import { concernsPod, findPodFailure, pullSecretProblem } from './pod-failure.js';
import { followPod } from './pod-watch.js';
import { findStartFailure, pullReasons, type StartProblem } from './start-failure.js';
import { checkWaitOptions, type WaitOptions } from './wait-options.js';

export type { WaitOptions } from './wait-options.js';

/** The container that is waited for. */
export interface Watched {
  readonly podKey: PodKey;
  readonly containerName: string;
  readonly podUid: string | undefined;
  /** Updated by the watch; a Pod in it is checked before any request. */
  readonly cache: CachedPod;
}

/**
 * Waits until `done` accepts the container's state. Rejects once it never can: the container cannot
 * start, or its Pod ended, is deleted or was replaced.
 */
export function waitForState<Result>(
  context: ClientContext,
  watched: Watched,
  options: WaitOptions,
  scope: Scope,
  done: (state: ContainerState, pod: Pod) => Result | undefined,
): Promise<Result> {
  const { podKey, containerName, podUid, cache } = watched;
  const { imagePullTimeout = defaultImagePullTimeout, startTimeout, onState, onEvent } = options;
  return new Promise<Result>((resolve, reject) => {
    checkWaitOptions(options);
    const child = childOf(scope.signal);
    let events: EventLog | undefined;
    let reported = '';
    let lastSeen = '';

    const check = (event?: ContainerEvent) => {
      const { pod } = cache;
      if (child.signal.aborted || !pod) return;
      const state = stateOf(pod, containerName);
      if (hasStarted(state)) clearTimeout(startTimer);
      const refusal = events?.refusal();
      const blind = refusal ? `; its events, which tell more, may not be read: ${refusal}` : '';
      lastSeen = describeState(pod, containerName) + blind;
      scope.note(lastSeen);
      try {
        if (event) tell(onEvent, event);
        const text = JSON.stringify(state);
        if (text !== reported) tell(onState, state);
        reported = text;
        const failure = findFailure(pod, containerName, state, events?.list() ?? []);
        if (isCertain(failure)) {
          const known = { ...failure, events: events?.list() ?? [] };
          return fail(new StartFailedError(containerName, podKey.name, known));
        }
        // A container whose command cannot be executed is reported as terminated.
        const result = failure ? undefined : done(state, pod);
        if (result !== undefined) return end(() => resolve(result));
        const ended = endOf(grace, state, pod, podKey);
        if (ended) fail(ended);
      } catch (error) {
        fail(error);
      }
    };
    const grace = createGracePeriods(check);
    const isCertain = (failure: StartProblem | undefined): failure is StartProblem => {
      if (failure?.kind !== 'fatal') grace.clear('fatal');
      if (failure?.kind !== 'retried') grace.clear('retried');
      if (!failure) return false;
      // The status has only a reason; the events have the details.
      readEvents();
      return grace.isOver(
        failure.kind,
        failure.kind === 'retried' ? Math.max(imagePullTimeout, eventLag) : eventLag,
      );
    };
    const readEvents = () => {
      events ??= followEvents(context, podKey, { name: containerName, podUid }, child.signal, check);
    };
    const timer = setTimeout(() => {
      if (!cache.pod || stateOf(cache.pod, containerName).phase !== 'running') readEvents();
    }, eventsDelay);
    const giveUp = (milliseconds: number) => {
      const what = `the start of ${nameContainer(podKey, containerName)}`;
      fail(new DeadlineError(what, milliseconds, lastSeen));
    };
    const startTimer =
      startTimeout === undefined || startTimeout > longestTimer
        ? undefined
        : setTimeout(giveUp, startTimeout, startTimeout);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      clearTimeout(startTimer);
      grace.clearAll();
      child.release();
      child.abort(new AbortedError('the wait is over'));
      settle();
    };
    const fail = (error: unknown) => end(() => reject(error));
    const tell = <Item>(listener: ((item: Item) => unknown) | undefined, item: Item) => {
      Promise.resolve(listener?.(item)).catch(fail);
    };
    const follow = async () => {
      for await (const _ of followPod(context, podKey, podUid, cache, { ...scope, signal: child.signal }))
        check();
    };

    check();
    if (child.signal.aborted && !scope.signal.aborted) return;
    follow().catch((error) => fail(scope.signal.aborted ? scope.signal.reason : error));
  });
}

function findFailure(
  pod: Pod,
  containerName: string,
  state: ContainerState,
  events: readonly ContainerEvent[],
): StartProblem | undefined {
  const own = events.filter((event) => !concernsPod(event));
  const failure = findStartFailure(state, own, targetStateOf(pod, containerName));
  if (failure && pullReasons.has(failure.reason)) {
    return { ...failure, message: failure.message + pullSecretProblem(events) };
  }
  return failure ?? (hasStarted(state) ? undefined : findPodFailure(pod, events));
}
