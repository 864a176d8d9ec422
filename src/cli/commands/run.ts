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
  OutputFlag & { readonly selector?: string; readonly dryRun?: boolean };

const details = `
The program's output is passed through, and its exit code is the one of this command. With -i, standard
input is passed on to its end; with -it the terminal becomes the container's, until its program ends or
Ctrl-P Ctrl-Q lets go of it. With -l it runs in every Pod that fits: output is printed for each as it
ends, with the Pod's name before each line, and the exit code is the highest.

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
    .summary('add an ephemeral container; pass its input, output and exit code through')
    .description(
      'Adds an ephemeral container to a running Pod and passes input, output and exit code through.',
    )
    .usage('POD --image IMAGE [options] [-- COMMAND...]')
    .argument('[pod]', 'the Pod: its name, or pod/NAME');
  addOutputFlag(addWaitFlags(addPodFlags(addContainerFlags(run))))
    .option('-l, --selector <labels>', 'run it in each Pod with these labels, such as app=web')
    .option('--dry-run', 'print the container as the server would store it, and add nothing')
    .addHelpText('after', details)
    .action((pod: string | undefined, flags: Flags) => settle(() => runChosen(pod, flags, command, io)));
}

async function runChosen(
  pod: string | undefined,
  flags: Flags,
  command: readonly string[] | undefined,
  io: CliIo,
): Promise<number> {
  const chosen = choosePods(pod, flags, command);
  const [{ prepareFlags }, { withCluster }] = await Promise.all([
    import('../cluster/make-container.js'),
    import('../cluster/connect.js'),
  ]);
  const prepared = await prepareFlags(flags, command, io);
  return withCluster(flags, io, async (cluster) => {
    if ('selector' in chosen) {
      const { runFleet } = await import('../cluster/fleet.js');
      return runFleet(cluster, 'exit', prepared, { ...flags, ...chosen }, io);
    }
    if (flags.dryRun === true) {
      const { addToPod } = await import('../cluster/add-to-pod.js');
      return addToPod(cluster, chosen.podName, prepared, flags, io);
    }
    const { runPiped } = await import('../cluster/run-piped.js');
    const { runTerminal } = await import('../cluster/run-terminal.js');
    const runIt = flags.tty === true ? runTerminal : runPiped;
    return runIt(cluster, chosen.podName, prepared, flags, io);
  });
}
