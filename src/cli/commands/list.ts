import type { Command } from 'commander';
import type { ContainerState, ListedContainer } from '../../client/index.js';
import { addPodFlags, type PodFlags } from '../cluster/container-flags.js';
import { formatAge, formatTable } from '../cluster/format-table.js';
import { parsePodName } from '../cluster/parse-pod-name.js';
import { addOutputFlag, type OutputFlag } from '../cluster/wait-flags.js';
import { type CliIo, exitCode } from '../io.js';
import { CliProblem } from '../problem.js';
import { printable } from '../validate/source-excerpt.js';
import type { Settle } from './settle.js';

type Flags = PodFlags & OutputFlag & { readonly selector?: string };

interface Row {
  readonly pod: string;
  readonly namespace: string;
  readonly item: ListedContainer;
}

/** `list`: the ephemeral containers of a Pod, or of all Pods of a namespace. */
export function addListCommand(program: Command, io: CliIo, settle: Settle): void {
  const list = program
    .command('list')
    .summary('list the ephemeral containers of Pods, and what they are doing')
    .description('Lists the ephemeral containers of a Pod, or of the running Pods of the namespace.')
    .argument('[pod]', 'the Pod: its name, or pod/NAME (default: all)');
  addOutputFlag(addPodFlags(list))
    .option('-l, --selector <labels>', 'of Pods with these labels, such as app=web')
    .action((pod: string | undefined, flags: Flags) =>
      settle(async () => {
        if (pod !== undefined && flags.selector !== undefined)
          throw new CliProblem('name a Pod or select them with -l, not both');
        const rows = await readRows(pod, flags, io);
        if (flags.output === 'json') io.stdout.write(`${JSON.stringify(rows.map(toJson))}\n`);
        else if (rows.length === 0) io.stderr.write('no ephemeral containers\n');
        else io.stdout.write(`${formatRows(rows)}\n`);
        return exitCode.ok;
      }),
    );
}

async function readRows(pod: string | undefined, flags: Flags, io: CliIo): Promise<readonly Row[]> {
  const podName = pod === undefined ? undefined : parsePodName(pod);
  const [{ withCluster }, { listContainers }] = await Promise.all([
    import('../cluster/connect.js'),
    import('../../client/list.js'),
  ]);
  return withCluster(flags, io, async (cluster) => {
    const { client, namespace } = cluster;
    const options = { signal: io.signal };
    const pods =
      podName === undefined
        ? await client.selectPods({ namespace, labelSelector: flags.selector }, options)
        : [await client.readPod(cluster.pod(podName), options)];
    return pods.flatMap((each) =>
      listContainers(each).map((item) => ({ pod: each.metadata?.name ?? '', namespace, item })),
    );
  });
}

function toJson({ pod, namespace, item }: Row): object {
  return { pod: { namespace, name: pod }, ...item };
}

function formatRows(rows: readonly Row[]): string {
  const now = Date.now();
  const header = ['POD', 'NAME', 'IMAGE', 'TARGET', 'STATE', 'AGE'];
  const cells = rows.map(({ pod, item: { name, image, targetContainerName, state } }) => {
    const started = 'startedAt' in state ? Date.parse(state.startedAt) : Number.NaN;
    const age = Number.isNaN(started) ? '' : formatAge(now - started);
    return [pod, name, image, targetContainerName ?? '', describe(state), age].map(printable);
  });
  return formatTable([header, ...cells]);
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
