import { type Command, Option } from 'commander';
import { CliError } from '../cli-error.js';
import { type AddFlags, addAddFlags } from '../flags/add-flags.js';
import { addDetachKeysFlag } from '../flags/detach-keys-flag.js';
import { refuse } from '../flags/refused-flags.js';
import type { CliIo, RunAction } from '../io.js';
import type { PodsAction } from '../session/find-pods.js';

const details = (program: string) => `
The program's output is passed through, and its exit code is the one of this command. With -i, standard
input is passed on to its end; with -it the terminal becomes the container's, until its program ends or
Ctrl-P Ctrl-Q (or --detach-keys) detach from it. --timeout is for all of it, in all Pods together, or with -it until the terminal
is attached; without it, a container gets 5 minutes to start, and its program all the time it takes. With
-l it runs in every Pod that matches: lines of output come as they are written, with the Pod's name before
each.

Exit codes: the program's, with -l the highest; or 1 where it could not be added or started, 2 for wrong
usage, 124 when the deadline passed, 130 when interrupted, 141 when nobody reads the output any more.

Examples:
  $ ${program} run web -it --image busybox
  $ ${program} run web --image busybox --target app -- ls -l /proc/1/root/etc
  $ ${program} run web -i --image busybox -- sh -s < script.sh
  $ ${program} run -l app=web --image curlimages/curl -- curl -sS localhost:8080/healthz`;

/** `run`: adds a container and waits until it ends. */
export function addRunCommand(
  program: Command,
  io: CliIo,
  runAction: RunAction,
  command: readonly string[] | undefined,
): void {
  const run = program
    .command('run')
    .summary('add an ephemeral container; pass its input, output and exit code through')
    .description(
      'Adds an ephemeral container to a running Pod and passes input, output and exit code through.',
    );
  addDetachKeysFlag(addAddFlags(run, 'run'));
  refuse(run, '--no-wait', 'is of the command add; this one sees the container to its end');
  refuse(run, '--no-attach', 'is what the command add does; use that one', '--attach=false');
  run
    // kubectl debug has --attach, which is what `run` always does
    .addOption(new Option('--attach').hideHelp())
    .addHelpText('after', details(program.name()))
    .action((names: string[], flags: AddFlags) =>
      runAction(async () => {
        refuseTerminal(flags);
        const { withPods } = await import('../session/find-pods.js');
        return withPods(names, flags, command, io, await findAction(flags));
      }),
    );
}

function refuseTerminal({ tty, selector, output }: AddFlags): void {
  if (tty !== true) return;
  if (selector !== undefined) {
    throw new CliError('a terminal (-t) can be of one Pod only; name it instead of -l');
  }
  if (output === 'json') throw new CliError('-t shows the terminal, which -o json cannot; leave one out');
}

async function findAction({ dryRun, tty }: AddFlags): Promise<PodsAction> {
  if (dryRun === true) return (await import('../session/dry-run.js')).dryRun;
  if (tty === true) return (await import('../session/run-terminal.js')).runTerminal;
  return (await import('../session/add-to-pods.js')).addToPods('exit', (pod) => `[${pod}] `);
}
