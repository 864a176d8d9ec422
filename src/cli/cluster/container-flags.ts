import { type Command, Option } from 'commander';
import { parseEnv } from './parse-env.js';
import { refuseCopyFlags } from './refused-flags.js';

/** The flags of `kubectl debug` that say what the container is, by kubectl's names. */
export interface ContainerFlags {
  readonly image?: string;
  readonly container?: string;
  readonly target?: string;
  readonly profile?: string;
  readonly custom?: string;
  readonly env?: [string, string][];
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  readonly stdin?: boolean;
  readonly tty?: boolean;
  readonly argumentsOnly?: boolean;
}

export function addContainerFlags(command: Command): Command {
  return refuseCopyFlags(command)
    .option('--image <image>', 'the image of the container')
    .option('-c, --container <name>', 'the name of the container (default: debugger- and five characters)')
    .option('--target <container>', 'the container of the Pod whose processes it is to see')
    .option(
      '--profile <profile>',
      'what it may do: general, baseline, restricted, netadmin, sysadmin or legacy',
    )
    .option('--custom <file>', 'a part of a container, in YAML or JSON, that wins over the profile')
    .addOption(new Option('--env <name=value>', 'an environment variable; repeatable').argParser(parseEnv))
    .addOption(
      new Option('--image-pull-policy <policy>', 'when its image is pulled').choices([
        'Always',
        'IfNotPresent',
        'Never',
      ]),
    )
    .option('-i, --stdin', 'keep its standard input open, and pass ours to it')
    .option('-t, --tty', 'give it a terminal; needs -i')
    .option('--arguments-only', 'what follows -- are arguments of the image, not a command');
}
