import type { Command } from 'commander';
import type { ListedContainer, PodKey } from '../../client/index.js';
import { CliError } from '../cli-error.js';
import { addDetachKeysFlag, type DetachKeysFlag } from '../flags/detach-keys-flag.js';
import { parsePodName } from '../flags/parse-pod-name.js';
import { addPodFlags, type PodFlags } from '../flags/pod-flags.js';
import { addWaitFlags, type WaitFlags } from '../flags/wait-flags.js';
import { type CliIo, exitCode, type RunAction } from '../io.js';
import { commandLine } from '../session/command-line.js';

type AttachCommandFlags = PodFlags &
  WaitFlags &
  DetachKeysFlag & { readonly container?: string; readonly stdin?: boolean; readonly tty?: boolean };

const details = (program: string) => `
Waits until the container runs. Output from before the attach comes first. --timeout is for all until
then, not for what follows: that goes on until the program ends.
Without -i nothing is passed in; with -it the terminal becomes the container's, until its program ends or
Ctrl-P Ctrl-Q (or --detach-keys) detach from it. The end of piped input reaches a program only if its container was added with
stdinOnce and no terminal (add -i --custom FILE with "stdinOnce: true"); any other goes on, as does this
command. Ctrl-C detaches from it.

Exit codes: the program's when it ends, 0 when detached from, 1 where attaching failed, 2 for wrong usage, 124
when the deadline passed, 130 when interrupted.

Examples:
  $ ${program} attach web -it
  $ ${program} attach web -c debugger-x7k2p`;

/** `attach`: attaches to a running container. */
export function addAttachCommand(program: Command, io: CliIo, runAction: RunAction): void {
  const attach = program
    .command('attach')
    .summary('attach to an ephemeral container that runs')
    .description('Attaches to an ephemeral container that runs, or is about to.')
    .argument('<pod>', 'the Pod: its name, or pod/NAME')
    .option(
      '-c, --container <name>',
      'the container (default: the newest that runs, else the newest that may start)',
    )
    .option('-i, --stdin', 'pass standard input on')
    .option('-t, --tty', 'make the terminal the one of the container; needs -i');
  addWaitFlags(addPodFlags(addDetachKeysFlag(attach)))
    .addHelpText('after', details(program.name()))
    .action((pod: string, flags: AttachCommandFlags) =>
      runAction(() => attachTo(parsePodName(pod), flags, io)),
    );
}

async function attachTo(podName: string, flags: AttachCommandFlags, io: CliIo): Promise<number> {
  const { stdin = false, tty = false } = flags;
  if (tty && !stdin) throw new CliError('-t needs -i: pass -it');
  const [{ withCluster }, { openSession }, { attachWhenRunning }] = await Promise.all([
    import('../session/connect.js'),
    import('../session/open-session.js'),
    import('../session/attach-when-running.js'),
  ]);
  return withCluster(flags, io, async (cluster) => {
    const { session, item } = await openSession(cluster, podName, flags.container, [isRunning, goesOn]);
    refuseUnattachable(item, session.podKey, flags, io);
    const how = { stdin, tty, endsUntold: !tty && (item.tty || !item.stdinOnce) };
    const container = { podKey: session.podKey, containerName: session.name };
    return attachWhenRunning(cluster, container, async () => session, how, flags, io);
  });
}

const isRunning = ({ state }: ListedContainer) => state.phase === 'running';
const goesOn = ({ state }: ListedContainer) => state.phase !== 'terminated';

/** Refuses an attach that would fail or hang. */
function refuseUnattachable(
  item: ListedContainer,
  podKey: PodKey,
  flags: AttachCommandFlags,
  io: CliIo,
): void {
  const { name, state } = item;
  const podName = podKey.name;
  if (state.phase === 'terminated') {
    const log = commandLine('logs', podKey, ['-c', name], flags, io);
    throw new CliError(`${name} in Pod ${podName} has ended; what it wrote: ${log}`, exitCode.failed, name);
  }
  if (flags.stdin === true && !item.stdin)
    throw new CliError(`${name} in Pod ${podName} was added without -i: it takes no input; leave -i out`);
  if (flags.tty === true && !item.tty)
    throw new CliError(`${name} in Pod ${podName} was added without -t: it has no terminal; leave -t out`);
}
