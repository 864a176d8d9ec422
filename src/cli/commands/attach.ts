import type { Command } from 'commander';
import { addPodFlags, type PodFlags } from '../cluster/container-flags.js';
import { parsePodName } from '../cluster/parse-pod-name.js';
import { type CliIo, exitCode } from '../io.js';
import { CliProblem } from '../problem.js';
import type { Settle } from './settle.js';

type Flags = PodFlags & {
  readonly container?: string;
  readonly stdin?: boolean;
  readonly tty?: boolean;
  readonly quiet?: boolean;
};

const details = `
Output from before the attach comes first. Without -i nothing is passed in; with -it the terminal becomes
the container's, until its program ends or Ctrl-P Ctrl-Q lets go of it.

Exit codes: the program's when it ends, 0 when let go of, 1 where attaching failed, 2 for wrong usage.`;

/** `attach`: back to a container that runs. */
export function addAttachCommand(program: Command, io: CliIo, settle: Settle): void {
  const attach = program
    .command('attach')
    .summary('attach to an ephemeral container that runs')
    .description('Attaches to an ephemeral container that runs.')
    .argument('<pod>', 'the Pod: its name, or pod/NAME')
    .option('-c, --container <name>', 'the container (default: the newest that runs)')
    .option('-i, --stdin', 'pass standard input on')
    .option('-t, --tty', 'make the terminal the one of the container; needs -i')
    .option('-q, --quiet', 'print nothing but output and errors');
  addPodFlags(attach)
    .addHelpText('after', details)
    .action((pod: string, flags: Flags) =>
      settle(async () => {
        const podName = parsePodName(pod);
        if (flags.tty === true && flags.stdin !== true) throw new CliProblem('-t needs -i: pass -it');
        const [{ withCluster }, { openSession }, { attachTerminal }] = await Promise.all([
          import('../cluster/connect.js'),
          import('../cluster/open-session.js'),
          import('../cluster/run-terminal.js'),
        ]);
        return withCluster(flags, io, async (cluster) => {
          const runs = (phase: string) => phase === 'running';
          const { session, item } = await openSession(
            cluster,
            podName,
            flags.container,
            ({ state }) => runs(state.phase),
            io,
          );
          if (!runs(item.state.phase)) {
            throw new CliProblem(
              `${item.name} in Pod ${podName} does not run (${item.state.phase}); its output is in: logs ${podName} -c ${item.name}`,
              exitCode.failed,
            );
          }
          const lacks =
            flags.stdin && !item.stdin
              ? '-i: it takes no input'
              : flags.tty && !item.tty
                ? '-t: it has no terminal'
                : '';
          if (lacks !== '') throw new CliProblem(`${item.name} in Pod ${podName} was added without ${lacks}`);
          return attachTerminal(session, { ...flags, stdin: flags.stdin === true }, io);
        });
      }),
    );
}
