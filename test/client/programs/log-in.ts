import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EphemeralContainersClient } from '../../../src/client/index.js';
import { startApiServer, type UserOptions } from '../../../src/testing/index.js';
import { startHttpProxy } from '../transport/fronts.js';
import type { LoadableKubeConfig } from './with-client-node.js';

/** Logs in by the plugin of a file and by a token of a file, by what client-node does itself, and anew when that is refused. */
export async function logIn(KubeConfig: LoadableKubeConfig, plugin: string): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'log-in-'));
  const users: UserOptions[] = [{ name: 'admin', token: 'first' }];
  const letIn = (token: string) => users.splice(0, 1, { name: 'admin', token });
  const server = await startApiServer({
    pods: [{ metadata: { name: 'web' }, spec: { containers: [{ name: 'app', image: 'nginx:1' }] } }],
    users,
  });
  const proxy = await startHttpProxy({ hosts: { 'api.test': server.port } });
  const proxied = { server: 'http://api.test:80', 'proxy-url': `http://127.0.0.1:${proxy.port}` };

  function connect(user: object): EphemeralContainersClient {
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromString(
      JSON.stringify({
        clusters: [{ name: 'a', cluster: { ...proxied, 'insecure-skip-tls-verify': true } }],
        users: [{ name: 'a', user }],
        contexts: [{ name: 'a', context: { cluster: 'a', user: 'a' } }],
        'current-context': 'a',
      }),
    );
    return EphemeralContainersClient.fromKubeConfig(kubeConfig);
  }

  async function listTwice(client: EphemeralContainersClient): Promise<string> {
    const tokens = [];
    for (const token of ['first', 'second']) {
      letIn(token);
      writeFileSync(join(folder, 'token'), `${token}\n`);
      await client.list({ name: 'web' });
      tokens.push(server.requests.at(-1)?.headers['authorization']);
    }
    client.close();
    return tokens.join(', ');
  }

  const calls = join(folder, 'calls');
  const answers = ['first', 'second'].map((token) => ({
    token,
    expirationTimestamp: '2099-01-01T00:00:00Z',
  }));
  const env = Object.entries({ CALLS: calls, ANSWERS: JSON.stringify(answers) });
  const exec = {
    command: process.execPath,
    args: [plugin],
    env: env.map(([name, value]) => ({ name, value })),
  };
  const file = { 'auth-provider': { name: 'tokenFile', config: { tokenFile: join(folder, 'token') } } };

  const result = {
    plugin: await listTwice(connect({ exec })),
    calls: readFileSync(calls, 'utf8').length,
    file: await listTwice(connect(file)),
    proxied: proxy.tunnels.length,
  };
  await proxy.close();
  await server.close();
  rmSync(folder, { recursive: true });
  return result;
}
