import type { ContainerKind } from '../../build/list-containers.js';
import type { PodObject } from '../model/objects.js';
import type { StartFailure } from './behaviour.js';
import { runCommand } from './command.js';
import { followContainer, type Lifecycle, type Node } from './container-life.js';
import type { ContainerRun } from './run.js';
import { showFailure } from './show-failure.js';
import { findStartFailure } from './start-failure.js';
import { running, terminated, waiting } from './status.js';

/** Brings a stored container to running, or to its failure. */
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

/** The image's own command runs until it is killed. */
async function waitForEnd(io: { sleep(ms: number): Promise<void> }): Promise<number> {
  for (;;) await io.sleep(2 ** 30);
}
