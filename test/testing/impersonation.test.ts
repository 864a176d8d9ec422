import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ApiServer, type PolicyRule, startApiServer } from '../../src/testing/index.js';
import { podUrl, send, webPod } from './pods.js';
import { openSession } from './sockets.js';

const pods: PolicyRule = { verbs: ['get'], resources: ['pods', 'pods/attach'] };
const may = (resources: string[], resourceNames?: string[]): PolicyRule => ({
  verbs: ['impersonate'],
  resources,
  ...(resourceNames && { resourceNames }),
});

let server: ApiServer;
const start = async (rules: readonly PolicyRule[]) => {
  server = await startApiServer({
    pods: [webPod()],
    users: [
      { name: 'web', token: 'web', rules },
      { name: 'alice', token: 'alice', rules: [pods] },
    ],
  });
};
beforeEach(() => start([may(['users'], ['alice', 'nobody']), may(['groups'], ['dev'])]));
afterEach(() => server.close());

const as = (headers: Record<string, string>) => ({ Authorization: 'Bearer web', ...headers });
const get = (headers: Record<string, string>) => send(podUrl(server), { headers: as(headers) });
const refused = (user: string, verb: string, resource: string) =>
  `User "${user}" cannot ${verb} resource "${resource}"`;

describe('impersonation', () => {
  test('gives the rights of whom it names, and no others', async () => {
    expect((await get({})).body.message).toContain(refused('web', 'get', 'pods'));
    expect((await get({ 'Impersonate-User': 'alice' })).code).toBe(200);
    expect((await get({ 'Impersonate-User': 'alice', 'Impersonate-Group': 'dev' })).code).toBe(200);
    expect((await get({ 'Impersonate-User': 'nobody' })).body.message).toContain(
      refused('nobody', 'get', 'pods'),
    );
  });

  test.each([
    [{ 'Impersonate-User': 'bob' }, 'users "bob" is forbidden: ', 'users'],
    [{ 'Impersonate-User': 'alice', 'Impersonate-Group': 'ops' }, 'groups "ops" is forbidden: ', 'groups'],
    [
      { 'Impersonate-User': 'alice', 'Impersonate-Uid': '7' },
      'uids.authentication.k8s.io "7" is forbidden: ',
      'uids',
    ],
    [
      { 'Impersonate-User': 'alice', 'Impersonate-Extra-A%2fB': 'c' },
      'userextras.authentication.k8s.io "c" is forbidden: ',
      'userextras/a/b',
    ],
    [
      { 'Impersonate-User': 'system:serviceaccount:shop:bot' },
      'serviceaccounts "bot" is forbidden: ',
      'serviceaccounts',
    ],
  ])('%j is refused', async (headers, subject, resource) => {
    const { code, body } = await get(headers as Record<string, string>);
    expect(code).toBe(403);
    expect(body.message).toContain(`${subject}${refused('web', 'impersonate', resource)}`);
  });

  test('of a group without a user is a bad request', async () => {
    expect((await get({ 'Impersonate-Group': 'dev' })).body).toMatchObject({
      code: 400,
      message: expect.stringContaining('without impersonating a user name'),
    });
  });

  test('holds for WebSockets', async () => {
    const url = podUrl(server, '/attach?container=app&stdout=true');
    const open = (user: string) => openSession(url, undefined, as({ 'Impersonate-User': user }));
    await expect(open('bob')).rejects.toMatchObject({ code: 403, body: expect.stringContaining('"bob"') });
  });
});
