import {
  type DebugContainerFlags,
  debugContainer,
  debugContainerWarnings,
  type EphemeralContainer,
  newestMinor,
  type Pod,
} from '../../index.js';
import { CliError } from '../cli-error.js';
import type { CliIo } from '../io.js';
import type { ContainerFlags } from './container-flags.js';
import { readCustom } from './read-custom.js';

/** A container ready to be added, and what `kubectl debug` would warn of. */
export interface MadeContainer {
  readonly container: EphemeralContainer;
  readonly warnings: readonly string[];
}

/** The files that flags name, read before anything is asked of a cluster. */
export interface PreparedFlags {
  readonly flags: ContainerFlags;
  readonly custom: object | undefined;
  readonly command: readonly string[] | undefined;
}

/**
 * Reads the file of `--custom`, and checks the flags as far as that needs no Pod.
 *
 * @throws DebugFlagsError as kubectl words it, so that wrong usage costs no request
 */
export async function prepareFlags(
  flags: ContainerFlags,
  command: readonly string[] | undefined,
  io: CliIo,
): Promise<PreparedFlags> {
  if (!flags.image) throw new CliError('which image? pass --image, such as --image busybox');
  if (flags.custom === '-' && flags.stdin === true)
    throw new CliError('--custom - and -i both want standard input; pass a file');
  const custom = flags.custom === undefined ? undefined : await readCustom(flags.custom, io.stdin);
  const prepared = { flags, custom, command };
  debugContainer(toDebugFlags(prepared, undefined));
  return prepared;
}

/** The container that `kubectl debug` makes of these flags for the Pod. */
export function makeContainer(prepared: PreparedFlags, pod: Pod): MadeContainer {
  const flags = toDebugFlags(prepared, pod);
  return { container: debugContainer(flags), warnings: debugContainerWarnings(flags) };
}

function toDebugFlags(
  { flags, custom, command = [] }: PreparedFlags,
  pod: Pod | undefined,
): DebugContainerFlags {
  const { image = '', container, target, profile, env, imagePullPolicy, stdin, tty, argumentsOnly } = flags;
  const { kubectlCompatible } = flags;
  return {
    image,
    name: container,
    target,
    // an unknown profile is refused by `debugContainer`, which lists the known ones
    profile: profile as DebugContainerFlags['profile'],
    custom,
    env,
    imagePullPolicy,
    stdin,
    tty,
    kubectl: kubectlCompatible === true ? newestMinor : undefined,
    ...(argumentsOnly === true ? { args: command } : { command }),
    pod,
  };
}
