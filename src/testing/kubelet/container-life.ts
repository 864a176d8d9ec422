import type { ContainerKind } from '../../build/list-containers.js';
import type { ContainerStateObject, PodObject } from '../model/objects.js';
import type { ObjectKey, Store } from '../model/store.js';
import type { Timers } from '../model/timers.js';
import { type ContainerBehaviour, findBehaviour, type KubeletOptions } from './behaviour.js';
import { type EventInput, recordEvent } from './events.js';
import { observeGeneration, updatePhase } from './phase.js';
import type { ContainerRun } from './run.js';
import { containerStatus, putStatus } from './status.js';

/** What the node needs for any container. */
export interface Node {
  readonly store: Store;
  readonly timers: Timers;
  readonly options: KubeletOptions;
  /** Of the kubelet, which is that of the server. */
  readonly minor: number;
}

/** One container of a Pod on its way from being seen to its end. */
export interface Lifecycle {
  readonly run: ContainerRun;
  readonly behaviour: ContainerBehaviour;
  readonly setState: (state: ContainerStateObject, lastState?: ContainerStateObject) => void;
  readonly event: (event: EventInput) => void;
  /** What the node says of an image it has. */
  readonly pulled: string;
}

export function followContainer(
  node: Node,
  pod: PodObject,
  kind: ContainerKind,
  run: ContainerRun,
): Lifecycle {
  const { store, options, minor } = node;
  return {
    run,
    behaviour: findBehaviour(options.containers ?? [], pod, run.container) ?? {},
    setState(state, lastState) {
      const { container, id } = run;
      const shown = { container, id, kind, state, ...(lastState === undefined ? {} : { lastState }) };
      changePod(store, keyOf(pod), pod.metadata.uid, (current) => {
        putStatus(current, kind, containerStatus(shown, minor));
        if (kind === 'containers') updatePhase(current, minor);
        else observeGeneration(current, minor);
      });
    },
    event: (event) => recordEvent(store, pod, kind, run.container.name, event),
    pulled: `Container image "${run.container.image}" already present on machine and can be accessed by the pod`,
  };
}

export function keyOf(pod: PodObject): ObjectKey {
  return { resource: 'pods', namespace: pod.metadata.namespace, name: pod.metadata.name };
}

/** Changes a Pod if it is still the same one. */
export function changePod(
  store: Store,
  key: ObjectKey,
  uid: string | undefined,
  change: (pod: PodObject) => void,
): void {
  if (store.get(key)?.metadata.uid !== uid) return;
  store.update(key, (object) => change(object as PodObject));
}
