import type { Pod } from '../../index.js';
import { CliError } from '../cli-error.js';
import type { AddFlags } from '../flags/add-flags.js';
import { choosePods } from '../flags/choose-pods.js';
import { type PreparedFlags, prepareFlags } from '../flags/make-container.js';
import { type CliIo, exitCode } from '../io.js';
import { type ClusterConnection, withCluster } from './connect.js';

/** The Pods that a command is about: the one that was named, or those that a selector selected. */
export interface FoundPods {
  readonly cluster: ClusterConnection;
  readonly pods: readonly [Pod, ...Pod[]];
  readonly isSelected: boolean;
  readonly prepared: PreparedFlags;
}

/** What a command does with them; answers with its exit code. */
export type PodsAction = (found: FoundPods, flags: AddFlags, io: CliIo) => Promise<number>;

/** Connects, reads the named or selected Pods, and runs `work` on them. */
export async function withPods(
  names: readonly string[],
  flags: AddFlags,
  command: readonly string[] | undefined,
  io: CliIo,
  action: PodsAction,
): Promise<number> {
  const chosen = await choosePods(names, flags, command, io);
  const prepared = await prepareFlags(flags, command, io);
  if ('selector' in chosen) {
    return withCluster(flags, io, async (cluster) => {
      const { client, namespace, time } = cluster;
      const labelSelector = chosen.selector;
      const [first, ...rest] = await client.selectPods({ namespace, labelSelector }, time.options());
      if (first === undefined) {
        const sentence = `no running Pod in namespace ${namespace} matches the selector ${labelSelector}`;
        throw new CliError(sentence, exitCode.failed);
      }
      return action({ cluster, pods: [first, ...rest], isSelected: true, prepared }, flags, io);
    });
  }
  return withCluster({ ...flags, namespace: chosen.namespace }, io, async (cluster) => {
    const pod = await cluster.client.readPod(cluster.pod(chosen.podName), cluster.time.options());
    return action({ cluster, pods: [pod], isSelected: false, prepared }, flags, io);
  });
}
