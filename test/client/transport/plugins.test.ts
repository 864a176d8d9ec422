import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { errorOf } from '../../contract/context.js';
import { createAuthority } from './certificates.js';
import { startTlsFront } from './fronts.js';
import { setLoginStand } from './login-stand.js';
import { connect, ref, runThrough, throughout } from './stand.js';

const stand = setLoginStand();
const { add, letIn, lastRequest } = stand;
const program = fileURLToPath(new URL('programs/plugin.mjs', import.meta.url));
const calls = () => readFileSync(join(stand.folder, 'calls'), 'utf8').length;
const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
const container = { image: 'busybox', command: ['sleep', '100'] };

/** A user whose plugin gives these answers in turn. */
function pluginUser(answers: readonly object[], env: Readonly<Record<string, string>> = {}) {
  writeFileSync(join(stand.folder, 'calls'), '');
  const all = { CALLS: join(stand.folder, 'calls'), ANSWERS: JSON.stringify(answers), ...env };
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
    const client = add(connect(stand.cluster, pluginUser([answer])));
    await Promise.all(Array.from({ length: 5 }, () => client.list(ref)));
    expect(await runThrough(client)).toBe(throughout);
    expect(calls()).toBe(1);
  });

  it('is run again when its token is refused, once for all requests', async () => {
    const answers = ['first', 'second'].map((token) => ({ token, expirationTimestamp: inAnHour }));
    const client = add(connect(stand.cluster, pluginUser(answers)));
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
    const client = add(connect(stand.cluster, pluginUser(answers)));
    await client.list(ref);
    letIn('second');
    const slow = stand.server.faults.add({ path: /pods\/web$/, action: { kind: 'delay', ms: 400 } });
    const late = client.list(ref);
    await expect.poll(() => slow.hits()).toBe(1);
    await client.list(ref);
    expect(await late).toEqual([]);
    expect(calls()).toBe(2);
  });

  it('may end its token with a line', async () => {
    const client = add(connect(stand.cluster, pluginUser([{ token: 'first\n' }])));
    expect(await client.list(ref)).toEqual([]);
  });

  it('is run again for an attached stream', async () => {
    const answers = ['first', 'second'].map((token) => ({ token, expirationTimestamp: inAnHour }));
    const client = add(connect(stand.cluster, pluginUser(answers)));
    const session = await client.add(ref, container);
    await session.waitForRunning();
    letIn('second');
    const attached = await session.attach({ stdout: () => {}, tty: false, history: false });
    attached.detach();
    expect(await attached.done).toBe('detached');
    expect(calls()).toBe(2);
  });

  it('that knows no other token is run once more, and then it is an error', async () => {
    const client = add(connect(stand.cluster, pluginUser([{ token: 'old' }])));
    expect(await errorOf(client.list(ref))).toMatchObject({ kind: 'unauthorized', status: { code: 401 } });
    expect(calls()).toBe(2);
    expect(stand.server.requests).toHaveLength(1);
  });

  it('whose second token is refused too is an error', async () => {
    const client = add(connect(stand.cluster, pluginUser([{ token: 'old' }, { token: 'older' }])));
    expect(await errorOf(client.list(ref))).toMatchObject({ kind: 'unauthorized' });
    expect([calls(), stand.server.requests.length]).toEqual([2, 2]);
  });

  it('that fails is an error with its own words, and is not tried again', async () => {
    const client = add(connect(stand.cluster, pluginUser([{ failure: 'run `login` first' }])));
    expect(await errorOf(client.list(ref))).toMatchObject({
      kind: 'unauthorized',
      status: undefined,
      message: `cannot get credentials for ${stand.server.url}: run \`login\` first`,
    });
    expect([calls(), stand.server.requests.length]).toEqual([1, 0]);
  });

  it('that fails after its token was refused is the same, and its connection is used again', async () => {
    const client = add(connect(stand.cluster, pluginUser([{ token: 'old' }, { failure: 'no network' }])));
    for (let left = 3; left > 0; left--) {
      expect(await errorOf(client.list(ref))).toMatchObject({
        kind: 'unauthorized',
        message: expect.stringMatching(/no network$/),
      });
    }
    expect([stand.server.requests.length, stand.server.openConnections()]).toEqual([3, 1]);
  });

  it('that is not there is named', async () => {
    const client = add(connect(stand.cluster, { exec: { command: 'no-such-plugin' } }));
    expect(await errorOf(client.list(ref))).toMatchObject({
      kind: 'unauthorized',
      message: expect.stringMatching(/cannot get credentials .*no-such-plugin/),
    });
  });

  it('that waits for input keeps no call beyond its deadline', async () => {
    const user = pluginUser([{ token: 'first' }], { KEEP_WAITING: '3000' });
    const client = add(connect(stand.cluster, user, { requestTimeout: 300 }));
    const patient = client.list(ref);
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
    const front = add(await startTlsFront(stand.server.port, options));
    const { cert, key } = authority.issue({ commonName: 'jane' });
    const answer = { token: 'first', clientCertificateData: cert, clientKeyData: key };
    const cluster = { server: `https://127.0.0.1:${front.port}`, 'insecure-skip-tls-verify': true };
    expect(await runThrough(add(connect(cluster, pluginUser([answer]))))).toBe(throughout);
    expect(new Set(front.handshakes.map(({ user }) => user))).toEqual(new Set(['jane']));
  });
});
