import type { Command } from 'commander';
import {
  addContainerFlags,
  addPodFlags,
  type ContainerFlags,
  type PodFlags,
} from '../cluster/container-flags.js';
import { parsePodName } from '../cluster/parse-pod-name.js';
import { addWaitFlags, type WaitFlags } from '../cluster/wait-flags.js';
import type { CliIo } from '../io.js';
import type { Settle } from './settle.js';

const details = `
The program's output is passed through, and its exit code is the one of this command. With -i, standard
input is passed on to its end; with -it the terminal becomes the container's, until its program ends or
Ctrl-P Ctrl-Q lets go of it.

Exit codes: the program's; or 1 where it could not be added or started, 2 for wrong usage, 124 when the
deadline passed, 130 when interrupted.`;

/** `run`: adds a container and sees it through to its end. */
export function addRunCommand(
  program: Command,
  io: CliIo,
  settle: Settle,
  command: readonly string[] | undefined,
): void {
  const run = program
    .command('run')
    .summary('add an ephemeral container, and pass its input, output and exit code through')
    .description(
      'Adds an ephemeral container to a running Pod and passes input, output and exit code through.',
    )
    .usage('POD --image IMAGE [options] [-- COMMAND...]')
    .argument('<pod>', 'the Pod: its name, or pod/NAME');
  addWaitFlags(addPodFlags(addContainerFlags(run)))
    .addHelpText('after', details)
    .action((pod: string, flags: ContainerFlags & PodFlags & WaitFlags) =>
      settle(async () => {
        const podName = parsePodName(pod);
        const [{ prepareFlags }, { connect }, { runInPod }] = await Promise.all([
          import('../cluster/make-container.js'),
          import('../cluster/connect.js'),
          import('../cluster/run-in-pod.js'),
        ]);
        const prepared = await prepareFlags(flags, command, io);
        const cluster = await connect(flags, io);
        try {
          return await runInPod(cluster, podName, prepared, flags, io);
        } finally {
          cluster.close();
        }
      }),
    );
}
