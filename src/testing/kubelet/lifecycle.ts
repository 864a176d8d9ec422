import type { Key, Store } from '../api/store.js';
import type { ContainerState, PodObject } from '../objects.js';
import type { Timers } from '../timers.js';
import {
  type ContainerBehaviour,
  findBehaviour,
  type KubeletOptions,
  type StartFailure,
} from './behaviour.js';
import { runCommand } from './command.js';
import { type EventInput, recordEvent } from './events.js';
import { updatePhase } from './phase.js';
import type { ContainerRun } from './run.js';
import { showFailure } from './show-failure.js';
import { findStartFailure } from './start-failure.js';
import { type ContainerKind, containerStatus, putStatus, running, terminated, waiting } from './status.js';

/** What the node needs for any container. */
export interface Node {
  readonly store: Store;
  readonly timers: Timers;
  readonly options: KubeletOptions;
}

/** One container of a Pod on its way from being seen to its end. */
export interface Lifecycle {
  readonly run: ContainerRun;
  readonly behaviour: ContainerBehaviour;
  readonly setState: (state: ContainerState) => void;
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
  const { store, options } = node;
  return {
    run,
    behaviour: findBehaviour(options.containers ?? [], pod, run.container) ?? {},
    setState(state) {
      changePod(store, keyOf(pod), pod.metadata.uid, (current) => {
        putStatus(current, kind, containerStatus(run, kind, state));
        if (kind === 'containers') updatePhase(current);
      });
    },
    event: (event) => recordEvent(store, pod, kind, run.container.name, event),
    pulled: `Container image "${run.container.image}" already present on machine and can be accessed by the pod`,
  };
}

/** Takes a container from being stored to running, or to where it fails. */
export function startContainer(
  node: Node,
  pod: PodObject,
  kind: ContainerKind,
  run: ContainerRun,
  target: ContainerRun | undefined,
): void {
  const { timers, options } = node;
  const life = followContainer(node, pod, kind, run);
  const { behaviour } = life;
  const { seenAfter = 0, startsAfter = 5 } = behaviour;
  // a kubelet that is away
  if (seenAfter === Number.POSITIVE_INFINITY) return;
  const findOwnFailure = (): StartFailure | undefined =>
    behaviour.program === undefined ? findStartFailure({ options, pod, run, target }) : undefined;
  const start = (): void => {
    if (run.state !== 'waiting' || run.isKilled()) return;
    life.event({ reason: 'Pulled', message: life.pulled });
    life.event({ reason: 'Created', message: 'Container created' });
    void runContainer(node, kind, life);
  };
  timers.after(seenAfter, () => {
    run.waitingReason = behaviour.waitingReason ?? 'ContainerCreating';
    life.setState(waiting(run.waitingReason));
    timers.after(startsAfter, () => {
      const failure = behaviour.failure ?? findOwnFailure();
      if (failure === undefined) start();
      else showFailure(life, failure, timers, options.backOff ?? 10_000);
      if (failure?.recoversAfter !== undefined) timers.after(failure.recoversAfter, start);
    });
  });
}

/** Runs a container's program and tells of its start and its end. */
async function runContainer(node: Node, kind: ContainerKind, life: Lifecycle): Promise<void> {
  const ended = resumeContainer(node, kind, life);
  life.setState(running(life.run));
  life.event({ reason: 'Started', message: 'Container started' });
  await ended;
}

/** Runs the program of a container whose status says already that it runs. */
export async function resumeContainer({ timers }: Node, kind: ContainerKind, life: Lifecycle): Promise<void> {
  const { run, behaviour } = life;
  const isServer = kind === 'containers' && (run.container.command ?? run.container.args ?? []).length === 0;
  await run.execute(behaviour.program ?? (isServer ? waitForEnd : runCommand));
  const finishedAt = new Date();
  timers.after(behaviour.exitSeenAfter ?? 5, () => life.setState(terminated(run, finishedAt)));
}

/** What an image runs by itself goes on until it is killed. */
async function waitForEnd(io: { sleep(ms: number): Promise<void> }): Promise<number> {
  for (;;) await io.sleep(2 ** 30);
}

export function keyOf(pod: PodObject): Key {
  return { resource: 'pods', namespace: pod.metadata.namespace, name: pod.metadata.name };
}

/** Changes a Pod if it is still the same one. */
export function changePod(
  store: Store,
  key: Key,
  uid: string | undefined,
  change: (pod: PodObject) => void,
): void {
  if (store.get(key)?.metadata.uid !== uid) return;
  store.update(key, (object) => change(object as PodObject));
}
