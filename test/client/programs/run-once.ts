import { EphemeralContainersClient, type KubeConfigLike } from '../../../src/client/index.js';
import { startApiServer } from '../../../src/testing/index.js';

interface LoadableKubeConfig extends KubeConfigLike {
  loadFromString(text: string): void;
}

/** Run as `run-once.ts <path of client-node>`: ends by itself only if nothing is left of the client. */
const [, , clientNode = ''] = process.argv;
const { KubeConfig } = (await import(clientNode)) as { KubeConfig: new () => LoadableKubeConfig };

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
console.log(JSON.stringify({ exitCode, output: output.toString(), ends }));
