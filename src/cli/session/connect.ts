import { EphemeralContainersClient, type Impersonation, type PodName } from '../../client/index.js';
import { CliError } from '../cli-error.js';
import type { PodFlags } from '../flags/pod-flags.js';
import type { TimeoutFlag } from '../flags/wait-flags.js';
import type { CliIo } from '../io.js';
import { loadKubeConfig } from './load-kube-config.js';
import { startTime, type TimeLeft } from './time-left.js';

/** A cluster, and the namespace that a command is about. */
export interface Cluster {
  readonly client: EphemeralContainersClient;
  readonly namespace: string;
  /** What --timeout leaves the command; its calls are to be made with it. */
  readonly time: TimeLeft;
  pod(name: string): PodName;
}

/** Connects as the flags say, and leaves nothing open when the work is done. */
export async function withCluster<Result>(
  flags: PodFlags & TimeoutFlag,
  io: CliIo,
  work: (cluster: Cluster) => Promise<Result>,
): Promise<Result> {
  const impersonate = impersonationOf(flags);
  const kubeConfig = await loadKubeConfig(flags, io.env);
  const client = EphemeralContainersClient.fromKubeConfig(kubeConfig, {
    userAgent: 'ephemeral-containers-cli',
    ...(impersonate === undefined ? {} : { impersonate }),
  });
  const own = kubeConfig.getContextObject(kubeConfig.getCurrentContext())?.namespace;
  const namespace = flags.namespace ?? (own || 'default');
  // loading client-node takes a while on a slow machine, and waits for nobody
  const time = startTime(flags.timeout, io.signal);
  try {
    return await work({ client, namespace, time, pod: (name) => ({ namespace, name }) });
  } catch (error) {
    throw time.explain(error);
  } finally {
    client.close();
  }
}

/** Source: kubernetes v1.37 client-go transport/config.go, which wants a user with the rest */
function impersonationOf({ as: user, asGroup: groups, asUid: uid }: PodFlags): Impersonation | undefined {
  if (user === undefined && groups === undefined && uid === undefined) return undefined;
  if (user === undefined) {
    throw new CliError(`${groups === undefined ? '--as-uid' : '--as-group'} goes with a user; pass --as too`);
  }
  return { user, ...(groups === undefined ? {} : { groups }), ...(uid === undefined ? {} : { uid }) };
}
