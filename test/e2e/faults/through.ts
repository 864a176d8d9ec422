import { KubeConfig } from '@kubernetes/client-node';

/** Where the current cluster of a kubeconfig is. */
export function addressOf(kubeConfig: KubeConfig): { readonly host: string; readonly port: number } {
  const { hostname, port, protocol } = new URL(kubeConfig.getCurrentCluster()?.server ?? '');
  const host = hostname.replace(/^\[|\]$/g, '');
  return { host, port: Number(port) || (protocol === 'https:' ? 443 : 80) };
}

/** The same cluster behind a port of loopback; its certificate is held to the name it has without. */
export function through(port: number, kubeConfig: KubeConfig): KubeConfig {
  const { users, contexts, currentContext } = kubeConfig;
  const { host } = addressOf(kubeConfig);
  const clusters = kubeConfig.clusters.map((cluster) => ({
    ...cluster,
    server: cluster.server.replace(/\/\/[^/]+/, `//127.0.0.1:${port}`),
    tlsServerName: cluster.tlsServerName ?? host,
  }));
  const changed = new KubeConfig();
  changed.loadFromOptions({ clusters, users, contexts, currentContext });
  return changed;
}
