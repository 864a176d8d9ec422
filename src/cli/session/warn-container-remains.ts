import { isClientError, type PodKey } from '../../client/index.js';
import type { PodFlags } from '../flags/pod-flags.js';
import type { WaitFlags } from '../flags/wait-flags.js';
import type { CliIo } from '../io.js';
import { commandLine } from '../output/command-line.js';

const leaving = ['aborted', 'connection-lost', 'deadline', 'server-unavailable'];

/** A container that a command adds, and what the command knows of it. */
export interface Added {
  readonly podKey: PodKey;
  readonly containerName: string;
  /** Whether the server has answered that it is stored. */
  readonly stored: boolean;
  readonly stdin?: boolean | undefined;
  readonly tty?: boolean | undefined;
}

/** After a command that ends before its container does: the container is there, and goes on. */
export function warnContainerRemains(
  error: unknown,
  added: Added,
  flags: WaitFlags & PodFlags,
  io: CliIo,
): void {
  if (flags.quiet === true || !isClientError(error) || !leaving.includes(error.kind)) return;
  const { podKey, containerName } = added;
  const line = added.stored
    ? `${containerName} stays in Pod ${podKey.name}; ${reattachCommand(added, flags, io)}`
    : `${containerName} may have been added to Pod ${podKey.name}; see: ${commandLine('list', podKey, [], flags, io)}`;
  io.stderr.write(`${line}\n`);
}

/** How to get to a container again: into its terminal or input, or to what it writes. */
export function reattachCommand(
  { podKey, containerName, stdin, tty }: Added,
  flags: PodFlags,
  io: CliIo,
): string {
  const name = ['-c', containerName];
  if (stdin !== true) return `what it writes: ${commandLine('logs', podKey, [...name, '-f'], flags, io)}`;
  const way = commandLine('attach', podKey, [...name, tty === true ? '-it' : '-i'], flags, io);
  return `back to it: ${way}`;
}
