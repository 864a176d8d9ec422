import { addContainer } from '../add/add.js';
import type { ClientContext } from '../context.js';
import { readInput } from '../io/input.js';
import { collector, writerTo } from '../io/output.js';
import { nameContainer, type PodKey, type PodRef } from '../pod-ref.js';
import type { Scope } from '../scope.js';
import type { ExitState } from '../wait/container-state.js';
import { checkWaitOptions } from '../wait/wait-options.js';
import type { RunOptions } from './run-options.js';
import { runPiped } from './run-piped.js';

/** How a container ended, from its status, and what it wrote. */
export interface RunResult extends Omit<ExitState, 'phase'> {
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
