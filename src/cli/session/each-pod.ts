import type { Pod } from '../../core/pod.js';
import type { AddFlags } from '../flags/add-flags.js';
import { choosePods } from '../flags/choose-pods.js';
import { type PreparedFlags, prepareFlags } from '../flags/make-container.js';
import type { CliIo } from '../io.js';
import { type Cluster, withCluster } from './connect.js';
import { workOnSelected } from './work-on-selected.js';

/** What a command does in one Pod; answers with its exit code. */
export type PodWork = (
  cluster: Cluster,
  pod: Pod,
  prepared: PreparedFlags,
  flags: AddFlags,
  io: CliIo,
) => Promise<number>;

/** Does the work in the Pod that is named, or in each that is selected, `label` before each line it prints. */
export async function eachPod(
  names: readonly string[],
  flags: AddFlags,
  command: readonly string[] | undefined,
  io: CliIo,
  work: PodWork,
  label: (podName: string) => string,
): Promise<number> {
  const chosen = await choosePods(names, flags, command, io);
  const prepared = await prepareFlags(flags, command, io);
  if ('selector' in chosen) {
    return withCluster(flags, io, (cluster) =>
      workOnSelected(cluster, chosen.selector, { ...flags, label }, io, (pod, own) =>
        work(cluster, pod, prepared, flags, own),
      ),
    );
  }
  return withCluster({ ...flags, namespace: chosen.namespace }, io, async (cluster) => {
    const pod = await cluster.client.readPod(cluster.pod(chosen.podName), cluster.time.options());
    return work(cluster, pod, prepared, flags, io);
  });
}
