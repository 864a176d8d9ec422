import { EphemeralContainersClient } from '../../../src/client/index.js';
import { startApiServer } from '../../../src/testing/index.js';
import type { LoadableKubeConfig } from './with-client-node.js';

/** Adds, attaches and runs, and closes the client while it waits. */
export async function runOnce(KubeConfig: LoadableKubeConfig): Promise<object> {
  const server = await startApiServer({
    pods: [{ metadata: { name: 'web' }, spec: { containers: [{ name: 'app', image: 'nginx:1' }] } }],
    users: [{ name: 'admin', token: 'secret', rules: [{ verbs: ['*'], resources: ['*'] }] }],
  });
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString(server.kubeConfigYaml);
  const client = EphemeralContainersClient.fromKubeConfig(kubeConfig);
  const container = { image: 'busybox', command: ['sh', '-c', 'cat; exit 3'] };
  const { exitCode, output } = await client.run({ name: 'web' }, container, { stdin: 'hello' });
  const session = await client.add({ name: 'web' }, { image: 'busybox', command: ['sleep', '100'] });
  await session.waitForRunning();
  const attached = await session.attach({ stdout: () => {} });
  const waiting = session.waitForExit().catch((error: Error) => error.name);
  client.close();
  const ends = [await waiting, await attached.done.catch((error: Error) => error.name)];
  await server.close();
  return { exitCode, output: output.toString(), ends };
}
