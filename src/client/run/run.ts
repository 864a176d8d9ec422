import { type AddOptions, addContainer } from '../add/add.js';
import type { ClientContext } from '../context.js';
import { type Input, readInput } from '../io/input.js';
import { collector, type Output, writerTo } from '../io/output.js';
import { nameContainer, type PodKey, type PodRef } from '../pod-ref.js';
import type { Scope } from '../scope.js';
import type { WaitOptions } from '../wait/wait-for-state.js';
import { checkWaitOptions } from '../wait/wait-options.js';
import { runPiped } from './run-piped.js';

/** How a container is run to its end. */
export interface RunOptions extends Omit<AddOptions, 'dryRun'>, WaitOptions {
  /** Read to its end and piped into the container, which is added with `stdin` and `stdinOnce`, and has no `tty`. */
  readonly stdin?: Input | undefined;
  /** Where output goes, as it comes; without, the result has it. */
  readonly stdout?: Output | undefined;
  /**
   * Where the lines go that the container wrote to stderr. Without, they are with stdout, in the
   * order written. Lines from before the attach (the first fraction of a second) cannot be told
   * apart, and are with stdout too.
   */
  readonly stderr?: Output | undefined;
  /** Called once the server has stored the container. */
  readonly onAdded?:
    | ((added: { readonly containerName: string; readonly warnings: readonly string[] }) => void)
    | undefined;
}

/** How a container ended, from its status. */
export interface RunResult {
  readonly exitCode: number;
  /** The signal that ended it, as a number; 0 for none. */
  readonly signal: number;
  /** `Completed`, `Error`, `OOMKilled`, … */
  readonly reason: string;
  readonly message: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly podKey: PodKey;
  readonly containerName: string;
  readonly warnings: readonly string[];
  /** What it wrote, where no `stdout` was given. */
  readonly output: Buffer;
}

export async function runContainer(
  context: ClientContext,
  ref: PodRef,
  container: object,
  options: RunOptions,
  scope: Scope,
): Promise<RunResult> {
  checkWaitOptions(options);
  const { stdin, stdout, stderr, onAdded } = options;
  const hasTerminal = 'tty' in container && container.tty === true;
  if (hasTerminal && stdin !== undefined)
    throw new TypeError('stdin: a terminal has no end of input; leave out `tty`, or use `add` and `attach`');
  const collected = collector();
  const write = stdout === undefined ? collected.write : writerTo(stdout);
  const io = {
    stdin: stdin === undefined ? undefined : readInput(stdin),
    stdout: write,
    stderr: stderr === undefined ? write : writerTo(stderr),
    // A terminal has one output.
    apart: stderr !== undefined && stderr !== stdout && !hasTerminal,
  };
  try {
    // Without stdinOnce the end of input never reaches the program.
    const wanted = stdin === undefined ? container : { ...container, stdin: true, stdinOnce: true };
    const added = await addContainer(context, ref, wanted, options, scope);
    const { podKey, containerName, pod } = added;
    scope.waitingFor(`the end of ${nameContainer(podKey, containerName)}`);
    onAdded?.({ containerName, warnings: added.warnings });
    const watched = {
      podKey,
      containerName,
      podUid: pod.metadata?.uid,
      cache: { pod, resourceVersion: pod.metadata?.resourceVersion, seenAt: Date.now() },
    };
    const { exit, warnings } = await runPiped(context, watched, io, options, scope);
    const { phase: _, ...ended } = exit;
    return {
      ...ended,
      podKey,
      containerName,
      warnings: [...added.warnings, ...warnings],
      output: collected.bytes(),
    };
  } finally {
    io.stdin?.release();
  }
}
