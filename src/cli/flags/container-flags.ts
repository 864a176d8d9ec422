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
  readonly kubectlCompatible?: boolean;
  readonly env?: [string, string][];
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  readonly stdin?: boolean;
  readonly tty?: boolean;
  readonly argumentsOnly?: boolean;
}

/** Each command describes -i itself, since it does more than keep standard input open. */
export function addContainerFlags(command: Command, stdin: string): Command {
  return refuseCopyFlags(command)
    .option('--image <image>', 'the image of the container')
    .option('-c, --container <name>', 'the name of the container (default: debugger- and five characters)')
    .option('--target <container>', 'the container of the Pod whose processes it is to see')
    .option(
      '--profile <profile>',
      'what it may do: general, baseline, restricted, netadmin, sysadmin or legacy',
    )
    .option('--custom <file>', 'a part of a container, in YAML or JSON, that wins over the profile')
    .option(
      '--kubectl-compatible',
      'make what kubectl debug makes, also where that cannot start or leaves out fields',
    )
    .addOption(new Option('--env <name=value>', 'an environment variable; repeatable').argParser(parseEnv))
    .addOption(pullPolicyOption())
    .option('-i, --stdin', stdin)
    .option('-t, --tty', 'give it a terminal; needs -i')
    .option('--arguments-only', 'what follows -- are arguments of the image, not a command');
}

function pullPolicyOption(): Option {
  const option = new Option('--image-pull-policy <policy>', 'when its image is pulled');
  const { parseArg } = option.choices(['Always', 'IfNotPresent', 'Never']);
  // an empty one is none, as for kubectl
  return option.argParser((text) => (text === '' ? undefined : parseArg?.(text, undefined)));
}
