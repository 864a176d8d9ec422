import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EphemeralContainersClient } from '../../../src/client/index.js';
import type { ApiServer, UserOptions } from '../../../src/testing/index.js';
import { errorOf } from '../../contract/context.js';
import { createAuthority } from './certificates.js';
import { type MiddlemanOptions, startMiddleman, startTlsFront, toPort } from './fronts.js';
import { connect, createCleanup, kubeConfigOf, ref, runThrough, startServer, throughout } from './stand.js';

const { add, run: cleanUp } = createCleanup();
let folder: string;
let server: ApiServer;
/** Who is let in; changed as tokens expire. */
let users: UserOptions[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'logins-'));
  users = [{ name: 'admin', token: 'first' }];
  server = add(await startServer({ users }));
});
afterEach(async () => {
  await cleanUp();
  rmSync(folder, { recursive: true });
});

const clusterOf = ({ url }: ApiServer) => ({ server: url, 'insecure-skip-tls-verify': true });
const letIn = (token: string) => users.splice(0, users.length, { name: 'admin', token });
const lastRequest = () => server.requests.at(-1);
const program = fileURLToPath(new URL('programs/plugin.mjs', import.meta.url));
const calls = () => readFileSync(join(folder, 'calls'), 'utf8').length;
const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
const container = { image: 'busybox', command: ['sleep', '100'] };

/** A user whose plugin gives these answers in turn. */
function pluginUser(answers: readonly object[], env: Readonly<Record<string, string>> = {}) {
  writeFileSync(join(folder, 'calls'), '');
  const all = { CALLS: join(folder, 'calls'), ANSWERS: JSON.stringify(answers), ...env };
  return {
    exec: {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: process.execPath,
      args: [program],
      env: Object.entries(all).map(([name, value]) => ({ name, value })),
      interactiveMode: 'Never',
    },
  };
}

describe('a login plugin', () => {
  it.each([
    ['that says when its token expires', { token: 'first', expirationTimestamp: inAnHour }],
    ['that does not', { token: 'first' }],
  ])('%s is run once for many requests', async (_, answer) => {
    const client = add(connect(clusterOf(server), pluginUser([answer])));
    await Promise.all(Array.from({ length: 5 }, () => client.list(ref)));
    expect(await runThrough(client)).toBe(throughout);
    expect(calls()).toBe(1);
  });

  it('is run again when its token is refused, once for all requests', async () => {
    const answers = ['first', 'second'].map((token) => ({ token, expirationTimestamp: inAnHour }));
    const client = add(connect(clusterOf(server), pluginUser(answers)));
    await client.list(ref);
    letIn('second');
    await Promise.all(Array.from({ length: 5 }, () => client.list(ref)));
    expect(calls()).toBe(2);
    await client.list(ref);
    expect(calls()).toBe(2);
    expect(lastRequest()?.headers['authorization']).toBe('Bearer second');
  });

  it('is not run again for a request that was refused later than others', async () => {
    const answers = ['first', 'second'].map((token) => ({ token, expirationTimestamp: inAnHour }));
    const client = add(connect(clusterOf(server), pluginUser(answers)));
    await client.list(ref);
    letIn('second');
    const slow = server.faults.add({ path: /pods\/web$/, action: { kind: 'delay', ms: 400 } });
    const late = client.list(ref);
    await expect.poll(() => slow.hits()).toBe(1);
    await client.list(ref);
    expect(await late).toEqual([]);
    expect(calls()).toBe(2);
  });

  it('may end its token with a line', async () => {
    const client = add(connect(clusterOf(server), pluginUser([{ token: 'first\n' }])));
    expect(await client.list(ref)).toEqual([]);
  });

  it('is run again for an attached stream', async () => {
    const answers = ['first', 'second'].map((token) => ({ token, expirationTimestamp: inAnHour }));
    const client = add(connect(clusterOf(server), pluginUser(answers)));
    const session = await client.add(ref, container);
    await session.waitForRunning();
    letIn('second');
    const attached = await session.attach({ stdout: () => {}, tty: false, history: false });
    attached.detach();
    expect(await attached.done).toBe('detached');
    expect(calls()).toBe(2);
  });

  it('that knows no other token is run once more, and then it is an error', async () => {
    const client = add(connect(clusterOf(server), pluginUser([{ token: 'old' }])));
    expect(await errorOf(client.list(ref))).toMatchObject({ kind: 'unauthorized', status: { code: 401 } });
    expect(calls()).toBe(2);
    expect(server.requests).toHaveLength(1);
  });

  it('whose second token is refused too is an error', async () => {
    const client = add(connect(clusterOf(server), pluginUser([{ token: 'old' }, { token: 'older' }])));
    expect(await errorOf(client.list(ref))).toMatchObject({ kind: 'unauthorized' });
    expect([calls(), server.requests.length]).toEqual([2, 2]);
  });

  it('that fails is an error with its own words, and is not tried again', async () => {
    const client = add(connect(clusterOf(server), pluginUser([{ failure: 'run `login` first' }])));
    expect(await errorOf(client.list(ref))).toMatchObject({
      kind: 'unauthorized',
      status: undefined,
      message: `cannot get credentials for ${server.url}: run \`login\` first`,
    });
    expect([calls(), server.requests.length]).toEqual([1, 0]);
  });

  it('that fails after its token was refused is the same, and its connection is used again', async () => {
    const client = add(connect(clusterOf(server), pluginUser([{ token: 'old' }, { failure: 'no network' }])));
    for (let left = 3; left > 0; left--) {
      expect(await errorOf(client.list(ref))).toMatchObject({
        kind: 'unauthorized',
        message: expect.stringMatching(/no network$/),
      });
    }
    expect([server.requests.length, server.openConnections()]).toEqual([3, 1]);
  });

  it('that is not there is named', async () => {
    const client = add(connect(clusterOf(server), { exec: { command: 'no-such-plugin' } }));
    expect(await errorOf(client.list(ref))).toMatchObject({
      kind: 'unauthorized',
      message: expect.stringMatching(/cannot get credentials .*no-such-plugin/),
    });
  });

  it('that waits for somebody keeps no call beyond its deadline', async () => {
    const user = pluginUser([{ token: 'first' }], { KEEP_WAITING: '3000' });
    const client = add(connect(clusterOf(server), user, { requestTimeout: 300 }));
    const patient = client.list(ref, { timeout: 20_000 });
    expect(await errorOf(client.list(ref, { timeout: 1_000 }))).toMatchObject({
      kind: 'deadline',
      message: expect.stringContaining('still waiting for credentials'),
    });
    expect(await patient).toEqual([]);
    expect(calls()).toBe(1);
  });

  it('may give a client certificate', async () => {
    const authority = createAuthority('test');
    const certificate = authority.issue({ commonName: 'api', hosts: ['127.0.0.1'] });
    const options = { ...certificate, clientAuthority: authority.cert, requireClient: true };
    const front = add(await startTlsFront(server.port, options));
    const { cert, key } = authority.issue({ commonName: 'jane' });
    const answer = { token: 'first', clientCertificateData: cert, clientKeyData: key };
    const cluster = { server: `https://127.0.0.1:${front.port}`, 'insecure-skip-tls-verify': true };
    expect(await runThrough(add(connect(cluster, pluginUser([answer]))))).toBe(throughout);
    expect(new Set(front.handshakes.map(({ user }) => user))).toEqual(new Set(['jane']));
  });
});

describe('a token file', () => {
  it('is read for each request, with a line end or without', async () => {
    const tokenFile = join(folder, 'token');
    writeFileSync(tokenFile, 'first\n');
    const client = add(
      connect(clusterOf(server), { 'auth-provider': { name: 'tokenFile', config: { tokenFile } } }),
    );
    expect(await runThrough(client)).toBe(throughout);
    letIn('second');
    expect(await errorOf(client.list(ref))).toMatchObject({ kind: 'unauthorized' });
    writeFileSync(tokenFile, 'second');
    expect(await client.list(ref)).toHaveLength(1);
  });

  it('that is not there is named', async () => {
    const tokenFile = join(folder, 'none');
    const client = add(
      connect(clusterOf(server), { 'auth-provider': { name: 'tokenFile', config: { tokenFile } } }),
    );
    expect(await errorOf(client.list(ref))).toMatchObject({
      kind: 'unauthorized',
      message: expect.stringContaining(tokenFile),
    });
  });
});

describe('what a kubeconfig has itself', () => {
  it('a token that is refused is sent once', async () => {
    const client = add(connect(clusterOf(server), { token: 'wrong' }));
    expect(await errorOf(client.list(ref))).toMatchObject({ kind: 'unauthorized', status: { code: 401 } });
    expect(server.requests).toHaveLength(1);
  });

  it('a user and password go with each request', async () => {
    const client = add(connect(clusterOf(server), { username: 'jürgen', password: 'p:w' }));
    expect(await errorOf(client.list(ref))).toMatchObject({
      kind: expect.stringMatching(/forbidden|unauthorized/),
    });
    expect(lastRequest()?.headers['authorization']).toBe(
      `Basic ${Buffer.from('jürgen:p:w').toString('base64')}`,
    );
  });

  it('a token that cannot be sent is named', async () => {
    const client = add(connect(clusterOf(server), { token: 'two\nlines' }));
    expect(await errorOf(client.list(ref))).toMatchObject({
      kind: 'server-unavailable',
      transient: false,
      message: expect.stringContaining('check the token'),
    });
  });

  it('is taken as it is by then, and authenticators of your own are asked again', async () => {
    const kubeConfig = kubeConfigOf(clusterOf(server), { 'auth-provider': { name: 'own' } });
    const tokens = ['first', 'old', 'second'];
    const names: string[] = [];
    kubeConfig.addAuthenticator({
      isAuthProvider: ({ authProvider }) => authProvider?.name === 'own',
      async applyAuthentication(user, options) {
        names.push(user.name);
        options.headers = { ...options.headers, Authorization: `Bearer ${tokens.shift()}` };
      },
    });
    const client = add(EphemeralContainersClient.fromKubeConfig(kubeConfig));
    await client.list(ref);
    letIn('second');
    expect(await client.list(ref)).toEqual([]);
    expect(names).toEqual(['admin', 'admin', 'admin']);
  });
});

describe('a function that gives tokens', () => {
  it('is asked for each request, and again with what was refused', async () => {
    const asked: boolean[] = [];
    let current = 'first';
    const client = add(
      EphemeralContainersClient.fromToken({
        server: server.url,
        token({ refused }) {
          asked.push(refused);
          if (refused) current = 'second';
          return current;
        },
      }),
    );
    await client.list(ref);
    letIn('second');
    await client.list(ref);
    await client.list(ref);
    expect(asked).toEqual([false, false, true, false]);
  });

  it('that gives the refused one again is asked twice, and the request is sent once', async () => {
    let asked = 0;
    const token = () => `old${'\n'.repeat(++asked)}`;
    const client = add(EphemeralContainersClient.fromToken({ server: server.url, token }));
    expect(await errorOf(client.list(ref))).toMatchObject({ kind: 'unauthorized' });
    expect([asked, server.requests.length]).toEqual([2, 1]);
  });

  it.each([
    ['before', 0],
    ['after', 200],
  ])('gives another though the refusal breaks off %s', async (_, delay) => {
    let refusal: ServerResponse | undefined;
    const meddling: MiddlemanOptions = {
      answer(_, response) {
        if (refusal) return false;
        refusal = response;
        response.writeHead(401, { 'Content-Length': 100 }).write('half');
        return true;
      },
    };
    const { cluster } = add(await startMiddleman(toPort(server.port), meddling));
    const client = add(
      EphemeralContainersClient.fromToken({
        server: cluster.server,
        async token({ refused }) {
          if (!refused) return 'old';
          setTimeout(() => refusal?.destroy(), delay);
          // The client notices at some time between the two.
          await sleep(100);
          return 'first';
        },
      }),
    );
    expect(await client.list(ref)).toEqual([]);
  });

  it('that fails is an error with its own words', async () => {
    const token = () => Promise.reject(new Error('the vault is sealed'));
    const client = add(EphemeralContainersClient.fromToken({ server: server.url, token }));
    expect(await errorOf(client.list(ref))).toMatchObject({
      kind: 'unauthorized',
      message: `cannot get credentials for ${server.url}: the vault is sealed`,
    });
  });
});
