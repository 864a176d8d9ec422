import {
  EphemeralContainersClient,
  type Impersonation,
  KubeConfigError,
  type PodName,
} from '../../client/index.js';
import { CliError } from '../cli-error.js';
import type { PodFlags } from '../flags/pod-flags.js';
import type { TimeoutFlag } from '../flags/wait-flags.js';
import type { CliIo } from '../io.js';
import { print } from '../output/print.js';
import { startTime, type TimeLeft } from './time-left.js';

/** A cluster, and the namespace that a command is about. */
export interface ClusterConnection {
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
  work: (cluster: ClusterConnection) => Promise<Result>,
): Promise<Result> {
  const client = connect(flags, io);
  const namespace = flags.namespace ?? client.namespace;
  try {
    // a login may wait for a typed password, so it counts only against an explicit --timeout
    if (flags.timeout === undefined)
      await client.logIn({ signal: io.signal, timeout: Number.POSITIVE_INFINITY });
  } catch (error) {
    client.close();
    throw error;
  }
  const time = startTime(flags.timeout, io.signal);
  try {
    return await work({ client, namespace, time, pod: (name) => ({ namespace, name }) });
  } catch (error) {
    throw time.explain(error);
  } finally {
    client.close();
  }
}

function connect(flags: PodFlags, { env, stdin, stderr }: CliIo): EphemeralContainersClient {
  const { kubeconfig, context, cluster, user } = flags;
  const options = {
    userAgent: 'ephemeral-containers-cli',
    context,
    cluster,
    user,
    impersonate: impersonationOf(flags),
    env,
    stdin,
    stderr,
    onWarning: (text: string) => print(stderr, `warning: ${text}\n`),
  };
  try {
    return kubeconfig === undefined
      ? EphemeralContainersClient.fromDefault(options)
      : EphemeralContainersClient.fromKubeConfigFile(kubeconfig, options);
  } catch (error) {
    throw error instanceof KubeConfigError ? new CliError(error.message) : error;
  }
}

function impersonationOf({ as: user, asGroup: groups, asUid: uid }: PodFlags): Impersonation {
  return { ...(user && { user }), ...(groups && { groups }), ...(uid && { uid }) };
}
