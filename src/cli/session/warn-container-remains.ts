import { isClientError, type PodKey } from '../../client/index.js';
import type { PodFlags } from '../flags/pod-flags.js';
import type { WaitFlags } from '../flags/wait-flags.js';
import type { CliIo } from '../io.js';
import { print } from '../output/print.js';
import { commandLine } from './command-line.js';

/** How a container is attached to. */
export interface AttachFlags {
  readonly stdin?: boolean | undefined;
  readonly tty?: boolean | undefined;
  /** Whether it was seen running; if not, the kubelet may still start it. */
  readonly hasStarted?: (() => boolean) | undefined;
}

/** Runs `work`; if that fails while its container remains, says so, and how to get back to it. */
export async function warnIfContainerRemains<Result>(
  podKey: PodKey,
  how: AttachFlags,
  flags: WaitFlags & PodFlags,
  io: CliIo,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    warnContainerRemains(error, podKey, how, flags, io);
    throw error;
  }
}

function warnContainerRemains(
  error: unknown,
  podKey: PodKey,
  how: AttachFlags,
  flags: WaitFlags & PodFlags,
  io: CliIo,
): void {
  if (flags.quiet === true || !isClientError(error) || !('isStored' in error)) return;
  const { containerName, isStored } = error;
  if (containerName === undefined) return;
  const line = isStored
    ? `${containerName} ${how.hasStarted?.() ? 'keeps running' : 'stays'} in Pod ${podKey.name}; it cannot be removed; ${reattachHint(podKey, containerName, how, flags, io)}`
    : `${containerName} may have been added to Pod ${podKey.name}; see: ${commandLine('list', podKey, [], flags, io)}`;
  print(io.stderr, `${line}\n`);
}

/** How to get to a container again: into its terminal or input, or to what it writes. */
export function reattachHint(
  podKey: PodKey,
  containerName: string,
  { stdin, tty }: AttachFlags,
  flags: PodFlags,
  io: CliIo,
): string {
  const name = ['-c', containerName];
  if (stdin !== true)
    return `follow its log with: ${commandLine('logs', podKey, [...name, '-f'], flags, io)}`;
  return `reattach with: ${commandLine('attach', podKey, [...name, tty === true ? '-it' : '-i'], flags, io)}`;
}
