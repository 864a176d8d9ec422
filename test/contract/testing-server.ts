import { KubeConfig } from '@kubernetes/client-node';
import type { Pod } from '../../src/index.js';
import { type PolicyRule, startApiServer } from '../../src/testing/index.js';
import { type ContractTarget, podManifest } from './target.js';

export async function openTestingServer(): Promise<ContractTarget> {
  const granted: PolicyRule[] = [];
  const server = await startApiServer({
    namespaces: { contract: {}, strict: { labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } },
    users: [
      { name: 'admin', token: 'admin' },
      { name: 'limited', token: 'limited', rules: granted },
    ],
    // A node waits for programs that take no notice of SIGTERM, as those of the tests do.
    kubelet: { images: ['local/busybox:1'], terminationGrace: 60_000 },
  });
  const kubeConfigOf = (user: string) => {
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromString(server.kubeConfigYaml);
    const [context] = kubeConfig.contexts;
    if (!context) throw new Error('the testing server gave a kubeconfig without a context');
    kubeConfig.addContext({ ...context, name: `as-${user}`, user });
    kubeConfig.setCurrentContext(`as-${user}`);
    return kubeConfig;
  };
  const namespace = 'contract';
  const readPod = async (name: string) => {
    const pod = server.getPod(name, namespace);
    if (!pod) throw new Error(`no Pod ${name}`);
    return JSON.parse(JSON.stringify(pod)) as Pod;
  };
  return {
    kubeConfig: kubeConfigOf('admin'),
    limited: kubeConfigOf('limited'),
    namespace,
    restrictedNamespace: 'strict',
    async createPod(pod) {
      const manifest = podManifest({ namespace, ...pod });
      return JSON.parse(
        JSON.stringify(server.setPod(manifest as Parameters<typeof server.setPod>[0])),
      ) as Pod;
    },
    async deletePod(name) {
      server.removePod(name, namespace);
    },
    readPod,
    async grant(rules) {
      granted.splice(0, granted.length, ...rules.map((rule) => ({ ...rule, namespaces: [namespace] })));
    },
    close: () => server.close(),
  };
}
