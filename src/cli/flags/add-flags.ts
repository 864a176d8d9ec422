import { type Command, Option } from 'commander';
import type { PodsChoice } from './choose-pods.js';
import { addContainerFlags, type ContainerFlags } from './container-flags.js';
import type { DetachKeysFlag } from './detach-keys-flag.js';
import { parseCount } from './parse-count.js';
import { addPodFlags, type PodFlags } from './pod-flags.js';
import { addOutputFlag, addWaitFlags, type OutputFlag, type WaitFlags } from './wait-flags.js';

/** The flags of the commands that add a container to Pods. */
export interface AddFlags
  extends ContainerFlags,
    Omit<PodFlags, 'namespace'>,
    WaitFlags,
    OutputFlag,
    DetachKeysFlag,
    Omit<PodsChoice, 'stdin'> {
  /** How many Pods at a time. */
  readonly concurrency: number;
  /** False with --no-wait: return once the container is stored. */
  readonly wait?: boolean;
}

/** The argument that names the Pod, and the flags; the command follows `--`, see splitCommand. */
export function addAddFlags(command: Command, verb: 'add' | 'run'): Command {
  command
    .usage('(POD | -f FILE | -l LABELS) --image IMAGE [options] [-- COMMAND...]')
    .argument('[pod...]', 'the Pod: its name, or pod/NAME');
  const stdin = `keep its standard input open${verb === 'run' ? ', and pass ours to it' : ', for attach -i'}`;
  return addOutputFlag(addWaitFlags(addPodFlags(addContainerFlags(addFileFlag(command), stdin))))
    .option('-l, --selector <labels>', `${verb} it in each Pod with these labels, such as app=web`)
    .addOption(
      new Option('--concurrency <number>', 'with -l, how many Pods at a time')
        .argParser((text) => parseCount(text, 1))
        .default(5),
    )
    .option('--dry-run', 'print the container as the server would store it, and add nothing');
}

/** As `kubectl debug` has it. */
export function addFileFlag(command: Command): Command {
  return command.option('-f, --filename <file>', 'the file of the Pod, in the place of its name');
}
