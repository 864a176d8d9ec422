import type { ContainerObject, PodObject } from '../model/objects.js';

/** What a program inside a scripted container can do. */
export interface ContainerIo {
  readonly container: ContainerObject;
  readonly pod: PodObject;
  /** `command`, then `args`, with `$(NAME)` replaced. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Ends as a real container's does: at once without `stdin`, and never without `stdinOnce`. */
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Writes to stdout; resolves once every attached client has taken it. */
  write(data: string | Uint8Array): Promise<void>;
  /** Writes to stderr, which is stdout on a terminal. */
  writeError(data: string | Uint8Array): Promise<void>;
  /** Waits; rejects when the container is killed or the server closes. */
  sleep(ms: number): Promise<void>;
  /** Calls `listener` with each new size of the terminal. */
  onResize(listener: (size: WindowSize) => void): void;
  /** Aborted when the container is killed or the server closes. */
  readonly signal: AbortSignal;
}

export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

/** How a program ends: its exit code, or what the runtime reports of it. */
export interface ProgramExit {
  /** 0 to 255; a program that a signal ends has 128 + the signal. */
  readonly exitCode: number;
  readonly signal?: number;
  /** `Completed` for 0 and `Error` otherwise, unless given (`OOMKilled`, …). */
  readonly reason?: string;
  /** The termination message. */
  readonly message?: string;
}

/** What a container runs: gets its streams, answers its exit code (0 when it answers nothing). */
export type Program = (
  io: ContainerIo,
) => ProgramExit | number | undefined | Promise<ProgramExit | number | undefined>;

/** Why a container does not start, in the kubelet's reasons. */
export interface StartFailure {
  readonly reason:
    | 'ErrImagePull'
    | 'ErrImageNeverPull'
    | 'InvalidImageName'
    | 'CreateContainerConfigError'
    | 'CreateContainerError'
    | 'RunContainerError'
    | (string & {});
  readonly message: string;
  /**
   * Milliseconds until the status names the reason; events do at once. Default 10000, when a real node
   * looks again (0 for `RunContainerError`); `Infinity` for never.
   */
  readonly shownAfter?: number;
  /** Milliseconds until the failure is over and the container starts; without it, never. */
  readonly recoversAfter?: number;
}

/** What happens to the containers that `name`, `image`, `command` and `pod` match; the first match decides. */
export interface ContainerBehaviour {
  readonly name?: string | RegExp;
  readonly image?: string | RegExp;
  /** Its `command`, then its `args`, with spaces between. */
  readonly command?: string | RegExp;
  /** The Pod's name. */
  readonly pod?: string | RegExp;
  /** Milliseconds until the status has an entry for it. Default 0; `Infinity` for a kubelet that is down. */
  readonly seenAfter?: number;
  /** The reason it shows while it waits. Default `ContainerCreating`. */
  readonly waitingReason?: string;
  /** Milliseconds from being seen to running. Default 5. */
  readonly startsAfter?: number;
  /** Milliseconds from the end of the program to the status saying so. Default 5; a real node takes 500 to 1000. */
  readonly exitSeenAfter?: number;
  readonly failure?: StartFailure;
  /** What it runs. Default: its own command, as far as this node knows it. */
  readonly program?: Program;
  /** What runs when a command is executed in it. Default: the command, as far as this node knows it. */
  readonly exec?: Program;
}

export interface KubeletOptions {
  /** Per container; the first that matches decides, and none is the default. */
  readonly containers?: readonly ContainerBehaviour[];
  /** Images on the node. With a list, others have to be pulled, and `Never` fails; without, all are there. */
  readonly images?: readonly string[];
  /** Names of config maps that there are, in any namespace. Default none: what refers to one does not start. */
  readonly configMaps?: readonly string[];
  /** The same for Secrets. */
  readonly secrets?: readonly string[];
  /** Milliseconds between a pull failure and the next try, shown as `ImagePullBackOff`. Default 10000. */
  readonly backOff?: number;
  /** Milliseconds that a deleted Pod's containers get to end. Default 20. */
  readonly terminationGrace?: number;
}

/** The behaviour of one container, or none. */
export function findBehaviour(
  behaviours: readonly ContainerBehaviour[],
  pod: PodObject,
  container: ContainerObject,
): ContainerBehaviour | undefined {
  return behaviours.find(
    (behaviour) =>
      matches(behaviour.name, container.name) &&
      matches(behaviour.image, container.image ?? '') &&
      matches(behaviour.command, [...(container.command ?? []), ...(container.args ?? [])].join(' ')) &&
      matches(behaviour.pod, pod.metadata.name),
  );
}

export function matches(pattern: string | RegExp | undefined, text: string): boolean {
  if (pattern === undefined) return true;
  return typeof pattern === 'string' ? pattern === text : text.search(pattern) >= 0;
}
