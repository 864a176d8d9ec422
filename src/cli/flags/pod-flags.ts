import { type Command, InvalidArgumentError, Option } from 'commander';

/** Which cluster and namespace a command is about, and as whom, by kubectl's names. */
export interface PodFlags {
  readonly namespace?: string | undefined;
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly cluster?: string;
  readonly user?: string;
  readonly as?: string;
  readonly asGroup?: string[];
  readonly asUid?: string;
}

export function addPodFlags(command: Command): Command {
  const text = (flags: string, description: string) =>
    new Option(flags, description).argParser(parseNonEmpty);
  return command
    .addOption(text('-n, --namespace <namespace>', "the namespace (default: the context's)"))
    .addOption(text('--kubeconfig <file>', 'the kubeconfig (default: KUBECONFIG, or ~/.kube/config)'))
    .addOption(text('--context <name>', 'the context of the kubeconfig (default: its current one)'))
    .addOption(text('--cluster <name>', "the cluster of the kubeconfig (default: the context's)"))
    .addOption(text('--user <name>', "the user of the kubeconfig (default: the context's)"))
    .addOption(text('--as <user>', 'the user to act as'))
    .addOption(
      new Option('--as-group <group>', 'a group to act as; repeatable').argParser(
        (group: string, before: readonly string[] = []) => [...before, parseNonEmpty(group)],
      ),
    )
    .addOption(text('--as-uid <uid>', 'the uid to act as'));
}

function parseNonEmpty(text: string): string {
  if (text !== '') return text;
  throw new InvalidArgumentError('It is empty.');
}
