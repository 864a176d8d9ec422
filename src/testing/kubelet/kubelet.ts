import type { ContainerKind } from '../../build/list-containers.js';
import type { PodObject } from '../model/objects.js';
import { followContainer, keyOf, type Node } from './container-life.js';
import { endPod } from './end-pod.js';
import { type Exec, type ExecOptions, prepareExec } from './exec.js';
import { resumeContainer, startContainer } from './lifecycle.js';
import { type ContainerRun, createRun } from './run.js';
import { schedule } from './schedule.js';
import { statusesOf } from './status.js';

/** The node: runs what Pods name, and writes statuses and events. */
export interface Kubelet {
  /** Takes over a new Pod whose containers nothing has started yet. */
  admit(pod: PodObject): void;
  find(pod: PodObject, container: string): ContainerRun | undefined;
  /** Prepares a command inside a running container; it ends with it. */
  exec(pod: PodObject, inside: ContainerRun, command: readonly string[], options: ExecOptions): Exec;
  /** Ends a running container of a Pod with a signal, as `kill` on the node would. */
  kill(pod: PodObject, container: string, signal: number): boolean;
  close(): void;
}

/** The container id in the status that the Pod was created with. */
function givenId(pod: PodObject, kind: ContainerKind, container: string): string | undefined {
  const status = statusesOf(pod, kind).find(({ name }) => name === container);
  return status?.containerID ?? status?.lastState?.terminated?.containerID;
}

const kinds: readonly ContainerKind[] = ['containers', 'ephemeralContainers'];

export function startKubelet(node: Node): Kubelet {
  const { store, timers, options } = node;
  const pods = new Map<string, Map<string, ContainerRun>>();
  const admitted = new Set<string>();

  function runsOf({ metadata: { uid = '' } }: PodObject): Map<string, ContainerRun> {
    const runs = pods.get(uid) ?? new Map<string, ContainerRun>();
    pods.set(uid, runs);
    return runs;
  }

  /** Looks for containers of a Pod that the node does not have yet. */
  function sync({ metadata: { namespace, name, uid } }: PodObject): void {
    const pod = store.get({ resource: 'pods', namespace, name }) as PodObject | undefined;
    if (pod === undefined || pod.metadata.uid !== uid || pod.metadata.deletionTimestamp !== undefined) return;
    if (pod.spec.nodeName === undefined || pod.spec.nodeName === '') {
      // a Pod without a node keeps the status it was created with
      if (admitted.has(uid ?? '')) schedule(node, pod);
      return;
    }
    // a Pod that has ended is no longer synced: what is added to it never gets a status
    if (pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed') return;
    const runs = runsOf(pod);
    for (const kind of kinds) {
      for (const container of pod.spec[kind] ?? []) {
        if (runs.has(container.name)) continue;
        const run = createRun(pod, container, timers, givenId(pod, kind, container.name));
        runs.set(container.name, run);
        place(pod, kind, run);
      }
    }
  }

  /** Starts a container, unless the Pod came with a status that says what has become of it. */
  function place(pod: PodObject, kind: ContainerKind, run: ContainerRun): void {
    const status = statusesOf(pod, kind).find(({ name }) => name === run.container.name);
    const isNew = kind === 'ephemeralContainers' || admitted.has(pod.metadata.uid ?? '');
    if (status?.state?.running !== undefined) {
      void resumeContainer(node, kind, followContainer(node, pod, kind, run));
    } else if (status?.state?.terminated !== undefined || status?.lastState?.terminated !== undefined) {
      // a container that waits for its restart still has the log of its last run
      run.state = 'exited';
      run.log.finish();
    } else if (status?.state?.waiting !== undefined) {
      run.waitingReason = status.state.waiting.reason;
    } else if (status === undefined && isNew) {
      const target = runsOf(pod).get(run.container.targetContainerName ?? '');
      startContainer(node, pod, kind, run, target);
    }
  }

  function killAll(pod: PodObject): void {
    for (const run of runsOf(pod).values()) run.kill(9);
  }

  function terminate(pod: PodObject): void {
    timers.after(options.terminationGrace ?? 20, () => {
      killAll(pod);
      // after the containers' last statuses
      timers.after(10, () => {
        if (store.get(keyOf(pod))?.metadata.uid === pod.metadata.uid) endPod(store, keyOf(pod));
      });
    });
  }

  const unsubscribe = store.subscribe(({ type, resource, object, before }) => {
    if (resource !== 'pods') return;
    const pod = object as PodObject;
    if (type === 'DELETED') {
      killAll(pod);
      pods.delete(pod.metadata.uid ?? '');
      return;
    }
    const isDeleted = pod.metadata.deletionTimestamp !== undefined;
    if (isDeleted && before !== undefined && before.metadata.deletionTimestamp === undefined) terminate(pod);
    // the store is still applying a change, so the node reacts afterwards
    timers.after(0, () => sync(pod));
  });

  return {
    admit(pod) {
      admitted.add(pod.metadata.uid ?? '');
    },
    find: (pod, container) => pods.get(pod.metadata.uid ?? '')?.get(container),
    exec: (pod, inside, command, how) => prepareExec(node, pod, inside, command, how),
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
