import { writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { EphemeralContainersClient } from '../../../src/client/index.js';
import { errorOf } from '../../contract/context.js';
import { type MiddlemanOptions, startMiddleman, toPort } from './fronts.js';
import { setLoginStand } from './login-stand.js';
import { connect, kubeConfigOf, ref, runThrough, throughout } from './stand.js';

const stand = setLoginStand();
const { add, letIn, lastRequest } = stand;

describe('a token file', () => {
  it('is read for each request, with a line end or without', async () => {
    const tokenFile = join(stand.folder, 'token');
    writeFileSync(tokenFile, 'first\n');
    const client = add(
      connect(stand.cluster, { 'auth-provider': { name: 'tokenFile', config: { tokenFile } } }),
    );
    expect(await runThrough(client)).toBe(throughout);
    letIn('second');
    expect(await errorOf(client.list(ref))).toMatchObject({ kind: 'unauthorized' });
    writeFileSync(tokenFile, 'second');
    expect(await client.list(ref)).toHaveLength(1);
  });

  it('that is not there is named', async () => {
    const tokenFile = join(stand.folder, 'none');
    const client = add(
      connect(stand.cluster, { 'auth-provider': { name: 'tokenFile', config: { tokenFile } } }),
    );
    expect(await errorOf(client.list(ref))).toMatchObject({
      kind: 'unauthorized',
      message: expect.stringContaining(tokenFile),
    });
  });
});

describe('what a kubeconfig has itself', () => {
  it('a token that is refused is sent once', async () => {
    const client = add(connect(stand.cluster, { token: 'wrong' }));
    expect(await errorOf(client.list(ref))).toMatchObject({ kind: 'unauthorized', status: { code: 401 } });
    expect(stand.server.requests).toHaveLength(1);
  });

  it('a user and password go with each request', async () => {
    const client = add(connect(stand.cluster, { username: 'jürgen', password: 'p:w' }));
    expect(await errorOf(client.list(ref))).toMatchObject({
      kind: expect.stringMatching(/forbidden|unauthorized/),
    });
    expect(lastRequest()?.headers['authorization']).toBe(
      `Basic ${Buffer.from('jürgen:p:w').toString('base64')}`,
    );
  });

  it('a token that cannot be sent is named', async () => {
    const client = add(connect(stand.cluster, { token: 'two\nlines' }));
    expect(await errorOf(client.list(ref))).toMatchObject({
      kind: 'server-unavailable',
      transient: false,
      message: expect.stringContaining('check the token'),
    });
  });

  it('is taken as it is by then, and authenticators of your own are asked again', async () => {
    const kubeConfig = kubeConfigOf(stand.cluster, { 'auth-provider': { name: 'own' } });
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
        server: stand.server.url,
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
    const client = add(EphemeralContainersClient.fromToken({ server: stand.server.url, token }));
    expect(await errorOf(client.list(ref))).toMatchObject({ kind: 'unauthorized' });
    expect([asked, stand.server.requests.length]).toEqual([2, 1]);
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
    const { cluster } = add(await startMiddleman(toPort(stand.server.port), meddling));
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
    const client = add(EphemeralContainersClient.fromToken({ server: stand.server.url, token }));
    expect(await errorOf(client.list(ref))).toMatchObject({
      kind: 'unauthorized',
      message: `cannot get credentials for ${stand.server.url}: the vault is sealed`,
    });
  });
});
