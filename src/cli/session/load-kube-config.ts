import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { KubeConfigLike } from '../../client/transport/kube-config.js';
import { CliError } from '../cli-error.js';
import type { PodFlags } from '../flags/pod-flags.js';
import { explainKubeConfig, isBlank } from './explain-kube-config.js';
import { importClientNode } from './import-client-node.js';

export type KubeConfigFlags = Pick<PodFlags, 'kubeconfig' | 'context' | 'cluster' | 'user'>;

/** What is called of client-node's `KubeConfig`, 1.1 to 2.x. */
interface KubeConfig extends KubeConfigLike {
  loadFromFile(file: string): void;
  loadFromCluster(): void;
  mergeConfig(other: KubeConfig, preserveContext: boolean): void;
  getContexts(): readonly Named[];
  getClusters(): readonly Named[];
  getUsers(): readonly Named[];
  addContext(context: ContextObject): void;
  getContextObject(name: string): ContextObject | null;
  setCurrentContext(name: string): void;
}

interface Named {
  readonly name: string;
}

interface ContextObject extends Named {
  readonly cluster: string;
  readonly user: string;
  readonly namespace?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Finds the cluster as kubectl does: `--kubeconfig`, else the files of `KUBECONFIG`, else
 * `~/.kube/config`, else the service account of the Pod it runs in.
 */
export async function loadKubeConfig(flags: KubeConfigFlags, env: Environment): Promise<KubeConfigLike> {
  const { KubeConfig: Config } = await importClientNode<{ readonly KubeConfig: new () => KubeConfig }>();
  const config = new Config();
  const files = findFiles(flags.kubeconfig, env);
  if (files.length > 0) readFiles(config, files, () => new Config());
  else if (env['KUBERNETES_SERVICE_HOST']) config.loadFromCluster();
  else throw new CliError('no kubeconfig found; pass --kubeconfig, or set KUBECONFIG');
  useContext(config, flags.context);
  overrideContext(config, flags);
  refuseWithoutServer(config);
  return config;
}

function findFiles(flag: string | undefined, env: Environment): readonly string[] {
  if (flag !== undefined) {
    if (existsSync(flag)) return [flag];
    throw new CliError(`--kubeconfig ${flag}: no such file; check the path`);
  }
  const listed = (env['KUBECONFIG'] ?? '').split(delimiter).filter((file) => file !== '');
  if (listed.length > 0) {
    const existing = listed.filter((file) => existsSync(file));
    const filled = existing.filter((file) => !isBlank(file));
    if (existing.length > 0) return filled.length > 0 ? filled : existing.slice(0, 1);
    throw new CliError(`KUBECONFIG=${listed.join(delimiter)}: no such file; check the path`);
  }
  const usual = join(env['HOME'] ?? homedir(), '.kube', 'config');
  return existsSync(usual) ? [usual] : [];
}

function readFiles(config: KubeConfig, files: readonly string[], another: () => KubeConfig): void {
  for (const [index, file] of files.entries()) {
    try {
      if (index === 0) config.loadFromFile(file);
      else {
        const more = another();
        more.loadFromFile(file);
        // the first file that says which context is current decides, as for kubectl
        config.mergeConfig(more, Boolean(config.getCurrentContext()));
      }
    } catch (error) {
      throw explainKubeConfig(file, error);
    }
  }
}

function useContext(config: KubeConfig, name: string | undefined): void {
  const known = config.getContexts().map((context) => context.name);
  if (name !== undefined) config.setCurrentContext(name);
  const current = config.getCurrentContext();
  if (!known.includes(current)) {
    const list = known.length > 0 ? `; it has: ${known.join(', ')}` : '';
    const which = current
      ? `has no context ${JSON.stringify(current)}`
      : 'names no current context; pass --context';
    throw new CliError(`the kubeconfig ${which}${list}`);
  }
}

/** Another cluster or user in the place of the context's. */
function overrideContext(config: KubeConfig, { cluster, user }: KubeConfigFlags): void {
  if (cluster === undefined && user === undefined) return;
  refuseUnknown('cluster', cluster, config.getClusters());
  refuseUnknown('user', user, config.getUsers());
  const current = config.getCurrentContext();
  const context = config.getContextObject(current);
  if (context === null) return;
  const name = `${current} with --cluster or --user`;
  config.addContext({ ...context, name, cluster: cluster ?? context.cluster, user: user ?? context.user });
  config.setCurrentContext(name);
}

function refuseUnknown(kind: 'cluster' | 'user', name: string | undefined, known: readonly Named[]): void {
  if (name === undefined || known.some((each) => each.name === name)) return;
  const list = known.map((each) => each.name).join(', ') || 'none';
  throw new CliError(`--${kind}: the kubeconfig has no ${kind} ${JSON.stringify(name)}; it has: ${list}`);
}

function refuseWithoutServer(config: KubeConfig): void {
  if (config.getCurrentCluster()?.server) return;
  const context = JSON.stringify(config.getCurrentContext());
  throw new CliError(`the context ${context} of the kubeconfig names no cluster with a server`);
}
