import { CoreV1Api, KubeConfig } from '@kubernetes/client-node';
import {
  type ClientOptions,
  EphemeralContainersClient,
  type ErrorKind,
  type PodKey,
} from '../../../src/client/index.js';
import type { ContractTarget, PodToCreate } from '../target.js';

/** What there is to provoke errors with. */
export interface Stage {
  readonly target: ContractTarget;
  readonly core: CoreV1Api;
  readonly client: EphemeralContainersClient;
  /** Of our own cluster's files; empty for another cluster. */
  readonly clusterRun: string;
  /** A Pod that runs, for those that do it no harm. */
  anyPod(): Promise<PodKey>;
  /** A new Pod that runs. */
  newPod(pod?: Partial<PodToCreate>): Promise<PodKey>;
  /** A name that is new. */
  newName(): string;
  /** A client that finds the cluster at another address, or has another token; closed at the end. */
  connect(
    other: { readonly server?: string; readonly token?: string },
    options?: ClientOptions,
  ): EphemeralContainersClient;
  /** Closed at the end. */
  keep<Closing extends { close(): unknown }>(closing: Closing): Closing;
  close(): Promise<void>;
}

/** One way to come by an error. */
export interface Way {
  readonly kind: ErrorKind;
  readonly title: string;
  readonly says: RegExp;
  /** The code of the server's `Status`; absent where no answer is behind the error. */
  readonly code?: number;
  readonly fields?: object;
  /** What only some servers have: a cluster's, or one whose files are at hand. */
  readonly needs?: 'a cluster' | 'its files';
  /** Comes to the error. */
  reach(at: Stage): Promise<unknown>;
}

export function setStage(target: ContractTarget, clusterRun: string): Stage {
  const opened: { close(): unknown }[] = [];
  const keep: Stage['keep'] = (closing) => {
    opened.push(closing);
    return closing;
  };
  let names = 0;
  const newName = () => `e${names++}`;
  const { kubeConfig, namespace } = target;
  const newPod: Stage['newPod'] = async (pod = {}) => {
    const name = pod.name ?? newName();
    await target.createPod({ ...pod, name });
    return { namespace: pod.namespace ?? namespace, name };
  };
  let shared: ReturnType<Stage['anyPod']> | undefined;
  return {
    target,
    clusterRun,
    core: kubeConfig.makeApiClient(CoreV1Api),
    client: keep(EphemeralContainersClient.fromKubeConfig(kubeConfig)),
    newName,
    newPod,
    anyPod() {
      shared ??= newPod();
      return shared;
    },
    connect(other, options = {}) {
      const { contexts, currentContext } = kubeConfig;
      const clusters = kubeConfig.clusters.map((cluster) => ({
        ...cluster,
        server: other.server ?? cluster.server,
      }));
      const users = kubeConfig.users.map((user) => ({ ...user, token: other.token ?? user.token }));
      const changed = new KubeConfig();
      changed.loadFromOptions({ users, contexts, currentContext, clusters });
      return keep(EphemeralContainersClient.fromKubeConfig(changed, options));
    },
    keep,
    async close() {
      for (const each of opened.reverse()) await each.close();
      await target.close();
    },
  };
}
