import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CoreV1Api, KubeConfig, type V1Pod } from '@kubernetes/client-node';
import type { Pod } from '../../src/index.js';
import { eventually } from './eventually.js';
import { createGrant } from './grant.js';
import { type ContractTarget, podManifest } from './target.js';

/** Namespaces of its own in a real cluster, of one node where Pods name it. */
export async function openCluster(kubeconfigPath: string, prefix: string): Promise<ContractTarget> {
  const load = (path: string) => {
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromFile(path);
    return kubeConfig;
  };
  const kubeConfig = load(kubeconfigPath);
  const core = kubeConfig.makeApiClient(CoreV1Api);
  const suffix = Math.random().toString(36).slice(2, 7);
  const namespace = `${prefix}-${suffix}`;
  const restrictedNamespace = `${prefix}-strict-${suffix}`;
  await core.createNamespace({ body: { metadata: { name: namespace } } });
  const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
  await core.createNamespace({ body: { metadata: { name: restrictedNamespace, labels } } });
  const readPod = async (name: string, from = namespace) =>
    JSON.parse(JSON.stringify(await core.readNamespacedPod({ name, namespace: from }))) as Pod;

  const isRunning = async (name: string, from: string): Promise<boolean> => {
    const { status } = (await readPod(name, from)) as {
      status?: { phase?: string; containerStatuses?: { state?: object }[] };
    };
    const states = status?.containerStatuses ?? [];
    return (
      ['Running', 'Failed', 'Succeeded'].includes(status?.phase ?? '') &&
      states.every(({ state }) => state && !('waiting' in state))
    );
  };
  const limitedPath = join(dirname(kubeconfigPath), 'limited.kubeconfig');
  const limited = existsSync(limitedPath) ? load(limitedPath) : kubeConfig;
  return {
    kubeConfig,
    limited,
    namespace,
    restrictedNamespace,
    async createPod(pod) {
      const manifest = podManifest({ namespace, ...pod });
      const to = manifest.metadata.namespace ?? namespace;
      // There is no scheduler on the one-node cluster.
      const spec = { ...manifest.spec, nodeName: 'node' };
      const body: V1Pod = JSON.parse(JSON.stringify({ ...manifest, spec }));
      await core.createNamespacedPod({ namespace: to, body });
      await eventually(`Pod ${pod.name}`, async () => (await isRunning(pod.name, to)) || undefined);
      return readPod(pod.name, to);
    },
    async deletePod(name) {
      await core.deleteNamespacedPod({ name, namespace, gracePeriodSeconds: 0 });
      const isGone = () =>
        core.readNamespacedPod({ name, namespace }).then(
          () => undefined,
          () => true,
        );
      await eventually(`the end of Pod ${name}`, isGone);
    },
    readPod,
    grant: createGrant(kubeConfig, limited, namespace),
    async close() {
      // There may be no controller that empties a namespace.
      for (const each of [namespace, restrictedNamespace]) {
        await core
          .deleteCollectionNamespacedPod({ namespace: each, gracePeriodSeconds: 0 })
          .catch(() => undefined);
        await core.deleteNamespace({ name: each }).catch(() => undefined);
      }
    },
  };
}
