import { type Chosen, choose, filesOf, listNames, type Overrides } from './choose.js';
import type { Config, User } from './config.js';
import { KubeConfigError } from './error.js';
import type { PluginIo } from './exec/plugin-login.js';
import { type Environment, findFiles } from './find-files.js';
import { findClusterProblems, findUserProblems } from './find-problems.js';
import { findProxy, readProxyUrl } from './find-proxy.js';
import type { Impersonation } from './impersonation.js';
import { findInCluster, type InCluster, serviceAccountFolder } from './in-cluster.js';
import { createLogIn, type LogIn, runsPlugin } from './log-in.js';
import { readConfig } from './read-config.js';
import { readServer, type ServerAddress } from './read-server.js';

/** Where a kubeconfig is, and what counts in the place of what it says. */
export interface LoadOptions extends Overrides {
  /** One file, in the place of those of `KUBECONFIG`; it has to be there. */
  readonly path?: string | undefined;
  /** Who to act as; what it leaves out is as the kubeconfig says. */
  readonly impersonate?: Impersonation | undefined;
  readonly env?: Environment | undefined;
  /** Where a login plugin reads and writes; default: the terminal of this process. */
  readonly stdin?: PluginIo['stdin'] | undefined;
  readonly stderr?: NodeJS.WritableStream | undefined;
  /** Told what of the context is not there, and may be why the server will refuse. */
  readonly onWarning?: ((text: string) => void) | undefined;
  /** Default: where the kubelet puts a service account's. */
  readonly serviceAccountFolder?: string | undefined;
}

/** Where a cluster is and how to be let in; `rest.Config` of client-go. */
export interface ClusterAccess {
  readonly server: string;
  readonly proxy: URL | undefined;
  readonly namespace: string;
  /** Whether the server may send gzip. */
  readonly compress: boolean;
  readonly logIn: LogIn;
  /** Whether that runs a plugin, which may ask for a password. */
  readonly runsPlugin: boolean;
  /** What of the context is not there, and may be why the server refuses. */
  readonly missing: string | undefined;
}

/**
 * Finds a cluster as kubectl does: the file named, else those of `KUBECONFIG`, else `~/.kube/config`,
 * else the service account of the Pod that this runs in.
 *
 * Source: kubernetes v1.37 client-go tools/clientcmd
 */
export function loadKubeConfig(options: LoadOptions = {}): ClusterAccess {
  const { path, env = process.env } = options;
  const files = path ? [path] : findFiles(env);
  const config = readConfig(files, Boolean(path));
  const inCluster = findInCluster(env, options.serviceAccountFolder ?? serviceAccountFolder);
  const chosen = choose(config, options);
  if (chosen) return createAccess(chosen, options, env, inCluster?.namespace);
  if (inCluster) return createAccess(chooseInCluster(inCluster), options, env, inCluster.namespace);
  throw new KubeConfigError(describeNothing(config, files));
}

function chooseInCluster({ cluster, user, namespace }: InCluster): Chosen {
  const names = { clusterName: 'the cluster', userName: 'the service account' };
  return { cluster, user, ...names, namespace, missing: undefined };
}

function createAccess(
  chosen: Chosen,
  options: LoadOptions,
  env: Environment,
  inClusterNamespace = 'default',
): ClusterAccess {
  const { cluster, clusterName, userName, namespace, missing } = chosen;
  const user = actAs(chosen.user, options.impersonate);
  const text = cluster.server || env['KUBERNETES_MASTER'];
  if (!text) throw new KubeConfigError(`${clusterName}: has no server`);
  const address = readServer(text, `${clusterName}: server`);
  const problems = [
    ...[...findClusterProblems(cluster, address.secure)].map((problem) => `${clusterName}: ${problem}`),
    ...[...findUserProblems(user)].map((problem) => `${userName}: ${problem}`),
  ];
  if (problems.length > 0) throw new KubeConfigError(problems.join('\n'));
  const { stdin = process.stdin, stderr = process.stderr, onWarning } = options;
  if (missing) onWarning?.(missing);
  return {
    server: address.server,
    proxy: chooseProxy(chosen, address, env),
    namespace: namespace ?? inClusterNamespace,
    compress: cluster['disable-compression'] !== true,
    logIn: createLogIn(address, cluster, user, { env, stdin, stderr }),
    runsPlugin: runsPlugin(address, cluster, user),
    missing,
  };
}

function chooseProxy({ cluster, clusterName }: Chosen, { server }: ServerAddress, env: Environment) {
  const named = cluster['proxy-url'];
  return named ? readProxyUrl(named, `${clusterName}: proxy-url`) : findProxy(server, env);
}

function actAs(user: User, as: Impersonation = {}): User {
  return {
    ...user,
    ...(as.user && { as: as.user }),
    ...(as.uid && { 'as-uid': as.uid }),
    ...(as.groups?.length && { 'as-groups': as.groups }),
    ...(as.extra && { 'as-user-extra': { ...user['as-user-extra'], ...as.extra } }),
  };
}

/** kubectl then asks `http://localhost:8080`, where no API server has been since 1.20. */
function describeNothing(config: Config, files: readonly string[]): string {
  if (files.length === 0) return 'KUBECONFIG names no file; name one there, or with --kubeconfig';
  if (config.files.length === 0) {
    return `no kubeconfig found at ${files.join(', ')}; name one with --kubeconfig, or in KUBECONFIG`;
  }
  return config.contexts.size === 0
    ? `${filesOf(config)}: has no context, so names no cluster; name another file with --kubeconfig, or in KUBECONFIG`
    : `${filesOf(config)}: names no current context; name one with --context; ${listNames(config.contexts)}`;
}
