import type { Command } from 'commander';
import type { ListedContainer } from '../../client/index.js';
import { parsePodName } from '../cluster/parse-pod-name.js';
import { addPodFlags, type PodFlags } from '../cluster/pod-flags.js';
import { addWaitFlags, type WaitFlags } from '../cluster/wait-flags.js';
import { type CliIo, exitCode } from '../io.js';
import { CliProblem } from '../problem.js';
import type { Settle } from './settle.js';

type Flags = PodFlags &
  WaitFlags & { readonly container?: string; readonly stdin?: boolean; readonly tty?: boolean };

const details = (program: string) => `
Waits until the container runs, for as long as --timeout says. Output from before the attach comes first.
Without -i nothing is passed in; with -it the terminal becomes the container's, until its program ends or
Ctrl-P Ctrl-Q lets go of it.

Exit codes: the program's when it ends, 0 when let go of, 1 where attaching failed, 2 for wrong usage, 124
when the deadline passed, 130 when interrupted.

Examples:
  $ ${program} attach web -it
  $ ${program} attach web -c debugger-x7k2p`;

/** `attach`: back to a container that runs. */
export function addAttachCommand(program: Command, io: CliIo, settle: Settle): void {
  const attach = program
    .command('attach')
    .summary('attach to an ephemeral container that runs')
    .description('Attaches to an ephemeral container that runs, or is about to.')
    .argument('<pod>', 'the Pod: its name, or pod/NAME')
    .option('-c, --container <name>', 'the container (default: the newest that has not ended)')
    .option('-i, --stdin', 'pass standard input on')
    .option('-t, --tty', 'make the terminal the one of the container; needs -i');
  addWaitFlags(addPodFlags(attach))
    .addHelpText('after', details(program.name()))
    .action((pod: string, flags: Flags) => settle(() => attachTo(parsePodName(pod), flags, io)));
}

async function attachTo(podName: string, flags: Flags, io: CliIo): Promise<number> {
  const { stdin = false, tty = false } = flags;
  if (tty && !stdin) throw new CliProblem('-t needs -i: pass -it');
  const [{ withCluster }, { openSession }, { startWait }, { attachTerminal }] = await Promise.all([
    import('../cluster/connect.js'),
    import('../cluster/open-session.js'),
    import('../cluster/start-wait.js'),
    import('../cluster/attach-terminal.js'),
  ]);
  return withCluster(flags, io, async (cluster) => {
    const goesOn = ({ state }: ListedContainer) => state.phase !== 'terminated';
    const { session, item } = await openSession(cluster, podName, flags.container, goesOn, io);
    refuseUnfit(item, podName, { stdin, tty });
    if (item.state.phase !== 'running') {
      const wait = startWait(podName, flags, io, 'running');
      wait.stored(session.name, []);
      await session.waitForRunning(wait.options).finally(() => wait.end());
    }
    return attachTerminal(session, { stdin, tty }, flags, io);
  });
}

/** Refuses what could only fail, or would hang. */
function refuseUnfit(
  item: ListedContainer,
  podName: string,
  { stdin, tty }: { readonly stdin: boolean; readonly tty: boolean },
): void {
  const { name, state } = item;
  if (state.phase === 'terminated') {
    throw new CliProblem(
      `${name} in Pod ${podName} has ended; its output is in: logs ${podName} -c ${name}`,
      exitCode.failed,
    );
  }
  if (stdin && !item.stdin)
    throw new CliProblem(`${name} in Pod ${podName} was added without -i: it takes no input; leave -i out`);
  if (tty && !item.tty)
    throw new CliProblem(`${name} in Pod ${podName} was added without -t: it has no terminal; leave -t out`);
}
