import { type Command, Option } from 'commander';
import { type AddFlags, addAddFlags } from '../flags/add-flags.js';
import { refuse } from '../flags/refused-flags.js';
import type { CliIo, RunAction } from '../io.js';

const details = (program: string) => `
Prints the container's name once it runs; with -l, a line "POD NAME" for each Pod. --timeout is for
its start, in all Pods together; without it, that may take 5 minutes in each.

Exit codes: 0 it runs (or is stored, with --no-wait), 1 it could not be added or started, 2 wrong usage,
124 when the deadline passed, 130 when interrupted; with -l the highest.

Examples:
  $ ${program} add web --image busybox --target app -it
  $ ${program} add web --image nicolaka/netshoot --profile netadmin -- tcpdump -i any
  $ ${program} add -l app=web --image busybox --no-wait -- sleep 1h`;

/** `add`: adds a container and leaves it running. */
export function addAddCommand(
  program: Command,
  io: CliIo,
  runAction: RunAction,
  command: readonly string[] | undefined,
): void {
  const add = program
    .command('add')
    .summary('add an ephemeral container and leave it running')
    .description('Adds an ephemeral container to a running Pod, and returns once it runs.');
  refuse(addAddFlags(add, 'add'), '--attach', 'is what the command run does; use that one')
    // kubectl debug has --attach=false, which is what `add` always does
    .addOption(new Option('--no-attach').hideHelp())
    .option('--no-wait', 'return once it is stored')
    .addHelpText('after', details(program.name()))
    .action((names: string[], flags: AddFlags) =>
      runAction(async () => {
        const [{ withPods }, { addToPods }, { dryRun }] = await Promise.all([
          import('../session/find-pods.js'),
          import('../session/add-to-pods.js'),
          import('../session/dry-run.js'),
        ]);
        const add = addToPods(flags.wait === false ? 'stored' : 'running', (pod) => `${pod} `);
        return withPods(names, flags, command, io, flags.dryRun === true ? dryRun : add);
      }),
    );
}
