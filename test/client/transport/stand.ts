import { KubeConfig } from '@kubernetes/client-node';
import { type ClientOptions, EphemeralContainersClient } from '../../../src/client/index.js';
import { type ApiServer, type ApiServerOptions, startApiServer } from '../../../src/testing/index.js';

export const ref = { namespace: 'default', name: 'web' };

/** An API server with one Pod, and one user. */
export function startServer(options: ApiServerOptions = {}): Promise<ApiServer> {
  return startApiServer({
    pods: [{ metadata: { name: 'web' }, spec: { containers: [{ name: 'app', image: 'nginx:1' }] } }],
    users: [{ name: 'admin', token: 'secret' }],
    ...options,
  });
}

/** A kubeconfig of one cluster and one user, in the words of the file. */
export function kubeConfigOf(cluster: object, user: object = { token: 'secret' }): KubeConfig {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString(
    JSON.stringify({
      clusters: [{ name: 'testing', cluster }],
      users: [{ name: 'admin', user }],
      contexts: [{ name: 'testing', context: { cluster: 'testing', user: 'admin' } }],
      'current-context': 'testing',
    }),
  );
  return kubeConfig;
}

export function connect(cluster: object, user?: object, options?: ClientOptions): EphemeralContainersClient {
  return EphemeralContainersClient.fromKubeConfig(kubeConfigOf(cluster, user), options);
}

/** All that the client does over the network: requests, watches, a WebSocket, a log. */
export async function runThrough(client: EphemeralContainersClient): Promise<string> {
  const container = { image: 'busybox', command: ['sh', '-c', 'echo early; cat; exit 3'] };
  const { exitCode, output, containerName } = await client.run(ref, container, { stdin: 'hello' });
  const session = await client.open(ref, containerName);
  const log: Buffer[] = [];
  for await (const bytes of session.logs({ follow: true })) log.push(bytes);
  return `${exitCode} ${output} ${Buffer.concat(log)}`;
}

export const throughout = '3 early\nhello early\nhello';

/** What closes at the end of a test, the last opened first. */
export function createCleanup() {
  const open: (() => unknown)[] = [];
  return {
    add<Item extends { close(): unknown }>(item: Item): Item {
      open.push(() => item.close());
      return item;
    },
    async run(): Promise<void> {
      for (const close of open.splice(0).reverse()) await close();
    },
  };
}
