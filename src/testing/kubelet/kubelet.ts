import type { Key, Store } from '../api/store.js';
import type { ContainerObject, PodObject } from '../objects.js';
import type { Timers } from '../timers.js';
import { findBehaviour, type KubeletOptions } from './behaviour.js';
import { runCommand } from './command.js';
import { recordEvent } from './events.js';
import { type ContainerRun, createRun } from './run.js';
import { showFailure } from './show-failure.js';
import { findStartFailure } from './start-failure.js';
import { type ContainerKind, containerStatus, putStatus, running, terminated, waiting } from './status.js';

/** The node: runs what Pods name, and writes statuses and events. */
export interface Kubelet {
  find(pod: PodObject, container: string): ContainerRun | undefined;
  /** Ends a running container of a Pod with a signal, as `kill` on the node would. */
  kill(pod: PodObject, container: string, signal: number): boolean;
  close(): void;
}

/** What the parts of the kubelet share about one container. */
export interface Starting {
  readonly pod: PodObject;
  readonly kind: ContainerKind;
  readonly run: ContainerRun;
  readonly setState: (state: ReturnType<typeof waiting>) => void;
  readonly event: (event: Parameters<typeof recordEvent>[4]) => void;
}

export function startKubelet(store: Store, timers: Timers, options: KubeletOptions): Kubelet {
  const pods = new Map<string, Map<string, ContainerRun>>();

  function runsOf(pod: PodObject): Map<string, ContainerRun> {
    const uid = pod.metadata.uid ?? '';
    const runs = pods.get(uid) ?? new Map<string, ContainerRun>();
    pods.set(uid, runs);
    return runs;
  }

  function sync(pod: PodObject): void {
    if (pod.spec.nodeName === undefined || pod.spec.nodeName === '') return;
    const runs = runsOf(pod);
    if (pod.metadata.deletionTimestamp !== undefined) return;
    // a Pod that has ended is no longer synced: what is added to it never gets a status
    if (pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed') return;
    const kinds: readonly ContainerKind[] = ['containers', 'ephemeralContainers'];
    for (const kind of kinds) {
      for (const container of pod.spec[kind] ?? []) {
        if (runs.has(container.name)) continue;
        const run = createRun(pod, container, timers);
        runs.set(container.name, run);
        if (kind === 'containers') adopt(pod, run);
        else begin(pod, kind, run);
      }
    }
  }

  /** A container that its Pod's status describes already: it goes on as it is. */
  function adopt(pod: PodObject, run: ContainerRun): void {
    const status = pod.status.containerStatuses?.find(({ name }) => name === run.container.name);
    if (status?.state?.running === undefined) {
      if (status === undefined && pod.status.phase !== 'Pending')
        void execute(starting(pod, 'containers', run), 0);
      else run.state = status?.state?.terminated === undefined ? 'waiting' : 'exited';
      if (run.state === 'exited') run.log.finish();
      return;
    }
    void execute(starting(pod, 'containers', run), 0);
  }

  function starting(pod: PodObject, kind: ContainerKind, run: ContainerRun): Starting {
    const key = keyOf(pod);
    return {
      pod,
      kind,
      run,
      setState: (state) => {
        updatePod(store, key, pod.metadata.uid, (current) => {
          putStatus(current, kind, containerStatus(run, kind, state));
        });
      },
      event: (event) => recordEvent(store, pod, kind, run.container.name, event),
    };
  }

  function begin(pod: PodObject, kind: ContainerKind, run: ContainerRun): void {
    const behaviour = findBehaviour(options.containers ?? [], pod, run.container) ?? {};
    const seenAfter = behaviour.seenAfter ?? 0;
    if (seenAfter === Number.POSITIVE_INFINITY) return;
    const start = starting(pod, kind, run);
    const failure =
      behaviour.failure ?? (behaviour.program ? undefined : findStartFailure(options, pod, run.container));
    const go = (): void => {
      timers.after(behaviour.startsAfter ?? 5, () => {
        start.event(pulledEvent(run.container));
        start.event({ reason: 'Created', message: `Container created` });
        void execute(start, behaviour.exitSeenAfter ?? 5);
      });
    };
    timers.after(seenAfter, () => {
      run.waitingReason = behaviour.waitingReason ?? 'ContainerCreating';
      start.setState(waiting(run.waitingReason));
      if (failure === undefined) return go();
      timers.after(behaviour.startsAfter ?? 5, () =>
        showFailure(start, failure, timers, options.backOff ?? 10_000),
      );
      if (failure.recoversAfter !== undefined) timers.after(failure.recoversAfter, go);
    });
  }

  async function execute(start: Starting, exitSeenAfter: number): Promise<void> {
    const { pod, run, kind } = start;
    const behaviour = findBehaviour(options.containers ?? [], pod, run.container);
    const program = behaviour?.program ?? (kind === 'containers' ? idle : runCommand);
    const ended = run.execute(program);
    start.setState(running(run));
    if (kind === 'ephemeralContainers') start.event({ reason: 'Started', message: 'Container started' });
    await ended;
    const finishedAt = new Date();
    timers.after(exitSeenAfter, () => start.setState(terminated(run, finishedAt)));
  }

  function terminatePod(pod: PodObject): void {
    timers.after(options.terminationGrace ?? 20, () => {
      for (const run of runsOf(pod).values()) if (run.state === 'running') run.kill(9);
      timers.after(0, () => {
        const current = store.get(keyOf(pod));
        if (current?.metadata.uid === pod.metadata.uid) store.remove(keyOf(pod));
      });
    });
  }

  const unsubscribe = store.subscribe(({ type, resource, object, before }) => {
    if (resource !== 'pods') return;
    const pod = object as PodObject;
    if (type === 'DELETED') {
      for (const run of runsOf(pod).values()) if (run.state === 'running') run.kill(9);
      pods.delete(pod.metadata.uid ?? '');
      return;
    }
    const deleted = pod.metadata.deletionTimestamp !== undefined;
    if (deleted && before?.metadata.deletionTimestamp === undefined && type === 'MODIFIED') terminatePod(pod);
    // the store is in the middle of a change: what the node does comes after it
    timers.after(0, () => sync(pod));
  });

  return {
    find: (pod, container) => pods.get(pod.metadata.uid ?? '')?.get(container),
    kill(pod, container, signal) {
      const run = pods.get(pod.metadata.uid ?? '')?.get(container);
      if (run?.state !== 'running') return false;
      run.kill(signal);
      return true;
    },
    close() {
      unsubscribe();
      for (const runs of pods.values()) for (const run of runs.values()) run.kill(9);
    },
  };
}

/** A Pod's own containers run until they are killed, unless a behaviour says otherwise. */
async function idle(io: { sleep(ms: number): Promise<void> }): Promise<number> {
  for (;;) await io.sleep(2 ** 30);
}

function pulledEvent(container: ContainerObject): { reason: string; message: string } {
  return {
    reason: 'Pulled',
    message: `Container image "${container.image}" already present on machine and can be accessed by the pod`,
  };
}

export function keyOf(pod: PodObject): Key {
  return { resource: 'pods', namespace: pod.metadata.namespace, name: pod.metadata.name };
}

/** Changes a Pod if it is still the same one. */
export function updatePod(
  store: Store,
  key: Key,
  uid: string | undefined,
  change: (pod: PodObject) => void,
): void {
  if (store.get(key)?.metadata.uid !== uid) return;
  store.update(key, (object) => change(object as PodObject));
}
