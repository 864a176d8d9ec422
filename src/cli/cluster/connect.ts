import { EphemeralContainersClient, type PodName } from '../../client/index.js';
import type { CliIo } from '../io.js';
import type { PodFlags } from './container-flags.js';
import { loadKubeConfig } from './load-kube-config.js';

/** A cluster, and the namespace that a command is about. */
export interface Cluster {
  readonly client: EphemeralContainersClient;
  readonly namespace: string;
  pod(name: string): PodName;
}

/** Connects as the flags say, and leaves nothing open when the work is done. */
export async function withCluster<Result>(
  flags: PodFlags,
  io: CliIo,
  work: (cluster: Cluster) => Promise<Result>,
): Promise<Result> {
  const kubeConfig = await loadKubeConfig(flags, io.env);
  const client = EphemeralContainersClient.fromKubeConfig(kubeConfig, {
    userAgent: 'ephemeral-containers-cli',
  });
  const own = kubeConfig.getContextObject(kubeConfig.getCurrentContext())?.namespace;
  const namespace = flags.namespace ?? (own || 'default');
  try {
    return await work({ client, namespace, pod: (name) => ({ namespace, name }) });
  } finally {
    client.close();
  }
}
