import http, { type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { afterEach, expect, it } from 'vitest';
import { EphemeralContainersClient, type Impersonation } from '../../../src/client/index.js';
import { errorOf } from '../../contract/context.js';
import { listen } from './fronts.js';
import { createCleanup, kubeConfigOf, ref, startServer } from './stand.js';

const { add, run: cleanUp } = createCleanup();
afterEach(cleanUp);

const pod = {
  metadata: { name: 'web', namespace: 'default', uid: '1', resourceVersion: '1' },
  spec: { containers: [{ name: 'app' }], ephemeralContainers: [{ name: 'debugger', tty: false }] },
};

/** Records the headers of impersonation of a request, and of an upgrade. */
async function startRecorder() {
  const recorded: string[][] = [];
  const record = ({ rawHeaders }: IncomingMessage) => {
    const pairs = rawHeaders.flatMap((name, at) => (at % 2 ? [] : [`${name}: ${rawHeaders[at + 1]}`]));
    recorded.push(pairs.filter((pair) => pair.startsWith('Impersonate')));
  };
  const server = http.createServer((request, response) => {
    record(request);
    response.end(JSON.stringify(pod));
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    record(request);
    socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
  });
  const front = add(await listen(server));
  const cluster = { server: `http://127.0.0.1:${front.port}`, 'insecure-skip-tls-verify': true };
  return { recorded, cluster };
}

const utf8AsNodeReadsIt = (text: string) => Buffer.from(text).toString('latin1');

it('goes with requests and WebSockets: user, groups, uid and extra, one header each', async () => {
  const { recorded, cluster } = await startRecorder();
  const impersonate: Impersonation = {
    user: 'jürgen',
    groups: ['developers', 'on-call'],
    uid: '42',
    extra: { 'example.com/scopes (all)': ['view', 'debug'] },
  };
  const client = add(EphemeralContainersClient.fromKubeConfig(kubeConfigOf(cluster), { impersonate }));
  const session = await client.open(ref, 'debugger');
  await errorOf(session.attach({ stdout: () => {} }));
  const expected = [
    `Impersonate-User: ${utf8AsNodeReadsIt('jürgen')}`,
    'Impersonate-Uid: 42',
    'Impersonate-Group: developers',
    'Impersonate-Group: on-call',
    'Impersonate-Extra-example.com%2Fscopes%20%28all%29: view',
    'Impersonate-Extra-example.com%2Fscopes%20%28all%29: debug',
  ];
  expect(recorded).toEqual([expected, expected]);
});

it('is taken from `as` of a kubeconfig, unless another is given', async () => {
  const { recorded, cluster } = await startRecorder();
  const kubeConfig = kubeConfigOf(cluster, { token: 'secret', as: 'jürgen' });
  await add(EphemeralContainersClient.fromKubeConfig(kubeConfig)).list(ref);
  await add(EphemeralContainersClient.fromKubeConfig(kubeConfig, { impersonate: { user: 'joe' } })).list(ref);
  expect(recorded).toEqual([[`Impersonate-User: ${utf8AsNodeReadsIt('jürgen')}`], ['Impersonate-User: joe']]);
});

it('goes with a token too', async () => {
  const { recorded, cluster } = await startRecorder();
  const options = { server: cluster.server, token: 'secret', impersonate: { user: 'jane', groups: ['a'] } };
  await add(EphemeralContainersClient.fromToken(options)).list(ref);
  expect(recorded).toEqual([['Impersonate-User: jane', 'Impersonate-Group: a']]);
});

it('is refused where the name cannot be sent', async () => {
  const { cluster } = await startRecorder();
  const options = { server: cluster.server, token: 'secret', impersonate: { user: 'a\r\nb: c' } };
  const refused = {
    kind: 'server-unavailable',
    transient: false,
    message: expect.stringContaining('impersonate'),
  };
  expect(await errorOf(add(EphemeralContainersClient.fromToken(options)).list(ref))).toMatchObject(refused);
});

it('is authorized by the rights of the impersonated user', async () => {
  const server = add(
    await startServer({
      users: [
        { name: 'admin', token: 'secret' },
        { name: 'jane', token: 'not hers', rules: [] },
      ],
    }),
  );
  const cluster = { server: server.url, 'insecure-skip-tls-verify': true };
  const impersonate = { user: 'jane' };
  const client = add(EphemeralContainersClient.fromKubeConfig(kubeConfigOf(cluster), { impersonate }));
  expect(await errorOf(client.list(ref))).toMatchObject({
    kind: 'forbidden-by-rbac',
    user: 'jane',
    verb: 'get',
  });
});
