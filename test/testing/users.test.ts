import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ApiServer, startApiServer } from '../../src/testing/index.js';
import { addContainer, podUrl, send, untilRunning, webPod } from './pods.js';
import { openSession } from './sockets.js';

let server: ApiServer;
beforeEach(async () => {
  server = await startApiServer({
    pods: [webPod()],
    namespaces: { other: {} },
    users: [
      { name: 'admin', token: 'admin-token' },
      {
        name: 'dev',
        token: 'dev-token',
        rules: [
          { verbs: ['get', 'list'], resources: ['pods', 'pods/log'], namespaces: ['default'] },
          { verbs: ['patch'], resources: ['pods/ephemeralcontainers'], resourceNames: ['web'] },
          { verbs: ['*'], apiGroups: ['apps'], resources: ['*'] },
          { verbs: ['list', 'watch'], resources: ['pods'], resourceNames: ['web'], namespaces: ['other'] },
          { verbs: ['get'], resources: ['namespaces'], resourceNames: [] },
        ],
      },
    ],
  });
});
afterEach(() => server.close());

const as = (token: string): RequestInit => ({ headers: { Authorization: `Bearer ${token}` } });
const namespaced = (path: string): string => `${server.url}/api/v1/namespaces/${path}`;

describe('users', () => {
  test('an unknown token is unauthorized, no token is anonymous', async () => {
    expect((await send(podUrl(server), as('other'))).body).toMatchObject({
      code: 401,
      reason: 'Unauthorized',
    });
    expect((await send(podUrl(server))).body.message).toBe(
      'pods "web" is forbidden: User "system:anonymous" cannot get resource "pods" in API group "" in the namespace "default"',
    );
  });

  test.each([
    ['default/pods/web', 200],
    ['default/pods', 200],
    ['default/pods?watch=1', 403],
    ['other/pods', 403],
    ['other/pods?fieldSelector=metadata.name%3Dweb', 200],
    ['other/pods?fieldSelector=metadata.name%3Ddb', 403],
    ['other', 200],
    ['default/pods/web/log', 200],
    ['default/pods/web/ephemeralcontainers', 403],
    ['default/events', 403],
  ])('dev: GET %s is %i', async (path, code) => {
    expect((await send(namespaced(path), as('dev-token'))).code).toBe(code);
  });

  test('a rule of names covers those only', async () => {
    const container = { name: 'dbg', image: 'busybox:1' };
    expect((await addContainer(server, container, { token: 'dev-token' })).code).toBe(200);
    const { body } = await addContainer(server, container, { pod: 'nosuch', token: 'dev-token' });
    expect(body.message).toBe(
      'pods "nosuch" is forbidden: User "dev" cannot patch resource "pods/ephemeralcontainers" in API group "" in the namespace "default"',
    );
  });

  test.each([
    [{ verb: 'patch', resource: 'pods', subresource: 'ephemeralcontainers', name: 'web' }, true],
    [{ verb: 'patch', resource: 'pods', subresource: 'ephemeralcontainers', name: 'else' }, false],
    [{ verb: 'get', resource: 'pods', namespace: 'default' }, true],
    [{ verb: 'get', resource: 'pods', namespace: 'other' }, false],
    [{ verb: 'delete', group: 'apps', resource: 'deployments' }, true],
    [{ verb: 'delete', resource: 'deployments' }, false],
  ])('an access review of %j answers %s', async (resourceAttributes, allowed) => {
    const { code, body } = await send(`${server.url}/apis/authorization.k8s.io/v1/selfsubjectaccessreviews`, {
      method: 'POST',
      headers: { Authorization: 'Bearer dev-token', 'Content-Type': 'application/json' },
      body: JSON.stringify({ spec: { resourceAttributes } }),
    });
    expect([code, body.status.allowed]).toEqual([201, allowed]);
  });
});

describe('attach over a WebSocket', () => {
  test.each([
    ['1.34', 200],
    ['1.35', 403],
  ] as const)('%s: get alone gives %i', async (minor, code) => {
    await server.close();
    server = await startApiServer({
      minor,
      pods: [webPod()],
      users: [
        { name: 'dev', token: 't', rules: [{ verbs: ['get'], resources: ['pods/attach', 'pods/log'] }] },
      ],
    });
    // the container runs once it has a log
    let log = 0;
    while (log !== 200) log = (await send(podUrl(server, '/log'), as('t'))).code;
    const { WebSocket } = await import('ws');
    const socket = new WebSocket(
      podUrl(server, '/attach?container=app&stdout=true').replace('http', 'ws'),
      ['v5.channel.k8s.io'],
      { headers: { Authorization: 'Bearer t' } },
    );
    const answer = await new Promise((resolve, reject) => {
      socket.once('open', () => resolve(200));
      socket.once('unexpected-response', (_request, response) => resolve(response.statusCode));
      socket.once('error', reject);
    });
    socket.on('error', () => {});
    socket.terminate();
    expect(answer).toBe(code);
  });
});

test('the kubeconfig has a context for each user, the first being current', async () => {
  expect(server.kubeConfig['current-context']).toBe('admin');
  expect(server.kubeConfig.users.map(({ name, user }) => [name, user.token])).toEqual([
    ['admin', 'admin-token'],
    ['dev', 'dev-token'],
  ]);
  await addContainer(server, { name: 'dbg', image: 'busybox:1' }, { token: 'admin-token' });
  await untilRunning(server, 'dbg');
  await expect(openSession(podUrl(server, '/attach?container=dbg&stdout=true'))).rejects.toMatchObject({
    code: 403,
  });
});
