import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EphemeralContainersClient } from '../../../src/client/index.js';
import type { ApiServer, UserOptions } from '../../../src/testing/index.js';
import { errorOf } from '../../contract/context.js';
import { type MiddlemanOptions, startMiddleman, toPort } from './fronts.js';
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
