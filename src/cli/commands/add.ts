import type { Command } from 'commander';
import {
  addContainerFlags,
  addPodFlags,
  type ContainerFlags,
  type PodFlags,
} from '../cluster/container-flags.js';
import { addOutputFlag, addWaitFlags, type OutputFlag, type WaitFlags } from '../cluster/wait-flags.js';
import type { CliIo } from '../io.js';
import { choosePods } from './choose-pods.js';
import type { Settle } from './settle.js';

type Flags = ContainerFlags &
  PodFlags &
  WaitFlags &
  OutputFlag & { readonly selector?: string; readonly dryRun?: boolean; readonly wait: boolean };

const details = `
Prints the container's name once it runs; with -l, a line "POD NAME" for each Pod.

Exit codes: 0 it runs (or is stored, with --no-wait), 1 it could not be added or started, 2 wrong usage,
124 when the deadline passed, 130 when interrupted.`;

/** `add`: adds a container and leaves it running. */
export function addAddCommand(
  program: Command,
  io: CliIo,
  settle: Settle,
  command: readonly string[] | undefined,
): void {
  const add = program
    .command('add')
    .summary('add an ephemeral container and leave it running')
    .description('Adds an ephemeral container to a running Pod, and returns once it runs.')
    .usage('POD --image IMAGE [options] [-- COMMAND...]')
    .argument('[pod]', 'the Pod: its name, or pod/NAME');
  addOutputFlag(addWaitFlags(addPodFlags(addContainerFlags(add))))
    .option('-l, --selector <labels>', 'add it to each Pod with these labels, such as app=web')
    .option('--no-wait', 'return once it is stored')
    .option('--dry-run', 'print the container as the server would store it, and add nothing')
    .addHelpText('after', details)
    .action((pod: string | undefined, flags: Flags) =>
      settle(async () => {
        const chosen = choosePods(pod, { ...flags, tty: false }, command);
        const [{ prepareFlags }, { withCluster }, { addToPod }, { runFleet }] = await Promise.all([
          import('../cluster/make-container.js'),
          import('../cluster/connect.js'),
          import('../cluster/add-to-pod.js'),
          import('../cluster/fleet.js'),
        ]);
        const prepared = await prepareFlags(flags, command, io);
        return withCluster(flags, io, (cluster) =>
          'selector' in chosen
            ? runFleet(cluster, flags.wait ? 'running' : 'stored', prepared, { ...flags, ...chosen }, io)
            : addToPod(cluster, chosen.podName, prepared, flags, io),
        );
      }),
    );
}
