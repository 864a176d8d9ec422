import type { Cluster, Config, Located, User } from './config.js';
import { KubeConfigError } from './error.js';

/** What stands in the place of what a kubeconfig says. */
export interface Overrides {
  /** The context in the place of the current one. */
  readonly context?: string | undefined;
  /** The cluster in the place of the context's. */
  readonly cluster?: string | undefined;
  /** The user in the place of the context's. */
  readonly user?: string | undefined;
}

export interface Chosen {
  readonly cluster: Cluster;
  readonly clusterName: string;
  readonly user: User;
  readonly userName: string;
  readonly namespace: string | undefined;
  /** What of the context is not there, and may be why the server refuses. */
  readonly missing: string | undefined;
}

/**
 * The cluster and user of a context; undefined where none is chosen. A user that is not there is none:
 * the server may want none.
 *
 * Source: kubernetes v1.37 client-go tools/clientcmd/client_config.go getContext, getCluster, getAuthInfo
 */
export function choose(config: Config, overrides: Overrides): Chosen | undefined {
  const name = overrides.context || config.currentContext;
  const context = config.contexts.get(name);
  if (name !== '' && context === undefined) {
    throw new KubeConfigError(
      `there is no context ${quote(name)} in ${filesOf(config)}; ${listNames(config.contexts)}`,
    );
  }
  const clusterName = overrides.cluster || context?.item.cluster || '';
  const userName = overrides.user || context?.item.user || '';
  if (name === '' && clusterName === '') return undefined;
  const cluster = config.clusters.get(clusterName);
  if (cluster === undefined) {
    const who = overrides.cluster ? 'there is no cluster' : `context ${quote(name)} names cluster`;
    const where = overrides.cluster ? `in ${filesOf(config)}` : `, which is not in ${filesOf(config)}`;
    throw new KubeConfigError(
      `${who} ${quote(clusterName)}${overrides.cluster ? ' ' : ''}${where}; ${listNames(config.clusters)}`,
    );
  }
  const user = config.users.get(userName);
  if (user === undefined && overrides.user) {
    throw new KubeConfigError(
      `there is no user ${quote(userName)} in ${filesOf(config)}; ${listNames(config.users)}`,
    );
  }
  return {
    cluster: cluster.item,
    clusterName: locate('cluster', clusterName, cluster),
    user: user?.item ?? {},
    userName: user ? locate('user', userName, user) : `user ${quote(userName)}`,
    namespace: context?.item.namespace || undefined,
    missing: user === undefined ? describeMissing(name, userName, config) : undefined,
  };
}

function describeMissing(context: string, user: string, config: Config): string {
  if (user === '') return `context ${quote(context)} names no user`;
  return `context ${quote(context)} names user ${quote(user)}, which is not in ${filesOf(config)}`;
}

function locate(kind: string, name: string, { file }: Located<unknown>): string {
  return `${kind} ${quote(name)} of ${file}`;
}

const quote = (name: string) => JSON.stringify(name);

export function filesOf({ files }: Config): string {
  return files.join(', ') || 'the kubeconfig';
}

export function listNames(map: ReadonlyMap<string, unknown>): string {
  return `it has: ${[...map.keys()].join(', ') || 'none'}`;
}
