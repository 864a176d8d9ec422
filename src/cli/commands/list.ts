import type { Command } from 'commander';
import type { ContainerState, ListedContainer, PodKey } from '../../client/index.js';
import { CliError } from '../cli-error.js';
import { parsePodName } from '../flags/parse-pod-name.js';
import { addPodFlags, type PodFlags } from '../flags/pod-flags.js';
import { addOutputFlag, addTimeoutFlag, type OutputFlag, type TimeoutFlag } from '../flags/wait-flags.js';
import { type CliIo, exitCode, type RunAction } from '../io.js';
import { formatAge, formatTable } from '../output/format-table.js';
import { print, printable, printJson } from '../output/print.js';

type ListFlags = PodFlags &
  OutputFlag &
  TimeoutFlag & { readonly selector?: string; readonly allNamespaces?: boolean };

interface Row {
  readonly podKey: PodKey;
  readonly item: ListedContainer;
}

const details = (program: string) => `
Exit codes: 0, 1 where the Pod is not there or may not be read, 2 for wrong usage, 124 when the deadline
passed (without --timeout, 30 seconds), 130 when interrupted.

Examples:
  $ ${program} list web
  $ ${program} list -A -o json`;

/** `list`: the ephemeral containers of a Pod, or of all Pods of a namespace. */
export function addListCommand(program: Command, io: CliIo, runAction: RunAction): void {
  const list = program
    .command('list')
    .summary('list the ephemeral containers of Pods, and what they are doing')
    .description('Lists the ephemeral containers of a Pod, or of the running Pods of the namespace.')
    .argument('[pod]', 'the Pod: its name, or pod/NAME (default: all)');
  addOutputFlag(addTimeoutFlag(addPodFlags(list)))
    .option('-l, --selector <labels>', 'of Pods with these labels, such as app=web')
    .option('-A, --all-namespaces', 'of the Pods of all namespaces')
    .addHelpText('after', details(program.name()))
    .action((pod: string | undefined, flags: ListFlags) =>
      runAction(async () => {
        refuseContradiction(pod, flags);
        const rows = await readRows(pod, flags, io);
        if (flags.output === 'json') printJson(io.stdout, rows.map(toJson));
        else if (rows.length === 0) print(io.stderr, 'no ephemeral containers\n');
        else print(io.stdout, `${formatRows(rows, flags.allNamespaces === true)}\n`);
        return exitCode.ok;
      }),
    );
}

function refuseContradiction(
  pod: string | undefined,
  { selector, allNamespaces, namespace }: ListFlags,
): void {
  if (pod !== undefined && selector !== undefined)
    throw new CliError('name a Pod or select them with -l, not both');
  if (allNamespaces !== true) return;
  if (pod !== undefined) throw new CliError('a Pod is in one namespace; leave -A out, or the name');
  if (namespace !== undefined) throw new CliError('-A is all namespaces and -n is one; leave one out');
}

async function readRows(pod: string | undefined, flags: ListFlags, io: CliIo): Promise<readonly Row[]> {
  const podName = pod === undefined ? undefined : parsePodName(pod);
  const [{ withCluster }, { listContainers }, { podKeyOf }] = await Promise.all([
    import('../session/connect.js'),
    import('../../client/index.js'),
    import('../session/pod-key.js'),
  ]);
  return withCluster(flags, io, async (cluster) => {
    const { client, namespace, time } = cluster;
    const { selector, allNamespaces } = flags;
    const pods =
      podName === undefined
        ? await client.selectPods({ namespace, allNamespaces, labelSelector: selector }, time.options())
        : [await client.readPod(cluster.pod(podName), time.options())];
    return pods.flatMap((each) => {
      const podKey = podKeyOf(each);
      return listContainers(each).map((item) => ({ podKey, item }));
    });
  });
}

function toJson({ podKey, item }: Row): object {
  return { pod: podKey, ...item };
}

function formatRows(rows: readonly Row[], namespaces: boolean): string {
  const now = Date.now();
  const header = ['POD', 'NAME', 'IMAGE', 'TARGET', 'STATE', 'AGE'];
  const cells = rows.map(({ podKey, item: { name, image, targetContainerName, state } }) => {
    const started = 'startedAt' in state ? Date.parse(state.startedAt) : Number.NaN;
    const age = Number.isNaN(started) ? '' : formatAge(now - started);
    return [podKey.name, name, image, targetContainerName ?? '', describe(state), age].map(printable);
  });
  const first = ['NAMESPACE', ...rows.map(({ podKey }) => printable(podKey.namespace))];
  const table = [header, ...cells];
  return formatTable(namespaces ? table.map((row, index) => [first[index] ?? '', ...row]) : table);
}

function describe(state: ContainerState): string {
  switch (state.phase) {
    case 'pending':
      return 'Pending';
    case 'waiting':
      return state.reason || 'Waiting';
    case 'running':
      return 'Running';
    case 'terminated':
      return state.exitCode === 0 ? state.reason : `${state.reason} (${state.exitCode})`;
  }
}
