import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { errorOf } from '../../contract/context.js';
import { withinSome } from '../../limits.js';
import { listen } from './fronts.js';
import { createProxyStand } from './proxy-stand.js';
import { connect, createCleanup, ref } from './stand.js';

const { add, run: cleanUp } = createCleanup();
const { stand } = createProxyStand({ add });
afterEach(cleanUp);

describe('a proxy that refuses', () => {
  const refused = { kind: 'server-unavailable', transient: false };

  it.each([
    [
      'http',
      407,
      /wants credentials \(407 Proxy Authentication Required\); set proxy-url to http:\/\/USER:PASSWORD@/,
    ],
    ['http', 403, /does not connect to api\.test:6443: 403 Forbidden/],
    ['socks5', 2, /does not connect to api\.test:6443: not allowed by its rules/],
    ['socks5', 99, /does not connect to api\.test:6443: an answer that says nothing/],
  ] as const)('%s %i is an error at once', async (scheme, code, message) => {
    const { cluster, proxy } = await stand(scheme, { answer: () => code });
    const client = add(connect(cluster));
    expect(await errorOf(client.list(ref))).toMatchObject({
      ...refused,
      message: expect.stringMatching(message),
    });
    expect(proxy.tunnels).toHaveLength(1);
  });

  it.each([
    ['http', 502],
    ['http', 429],
    ['socks5', 5],
  ] as const)('%s %i may not the next time', async (scheme, code) => {
    const answers = [code, code];
    const { cluster, proxy } = await stand(scheme, { answer: () => answers.pop() });
    const client = add(connect(cluster));
    expect(await client.list(ref)).toEqual([]);
    expect(proxy.tunnels).toHaveLength(3);
  });

  it('refuses a WebSocket alike', async () => {
    let answer: 403 | undefined;
    const { cluster } = await stand('http', { answer: () => answer });
    const client = add(connect(cluster));
    const session = await client.add(ref, { image: 'busybox', command: ['sleep', '100'] });
    await session.waitForRunning();
    answer = 403;
    expect(await errorOf(session.attach({ stdout: () => {} }))).toMatchObject(refused);
  });

  it('is not there', async () => {
    const { cluster, proxy } = await stand('http');
    await proxy.close();
    const client = add(connect(cluster));
    const message = /cannot reach the proxy http:\/\/127\.0\.0\.1:\d+: .*ECONNREFUSED/;
    await withinSome(
      async (timeout) => {
        const error = await errorOf(client.list(ref, { timeout }));
        expect(error).toMatchObject({ kind: 'deadline', message: expect.stringMatching(message) });
      },
      [500, 2_000, 4_000],
    );
  });

  it('accepts no way of logging in that is known', async () => {
    const refusing = net.createServer((socket) =>
      socket.once('data', () => socket.write(Buffer.of(5, 0xff))),
    );
    const { port } = add(await listen(refusing));
    const proxyUrl = `socks5://me:secret@127.0.0.1:${port}`;
    const client = add(connect({ server: 'https://api.test', 'proxy-url': proxyUrl }));
    expect(await errorOf(client.list(ref))).toMatchObject({
      ...refused,
      message: expect.stringMatching(/no method of logging in accepted/),
    });
  });

  it('speaks another language', async () => {
    const { cluster, proxy } = await stand('http');
    const client = add(connect({ ...cluster, 'proxy-url': `socks5://127.0.0.1:${proxy.port}` }));
    expect(await errorOf(client.list(ref))).toMatchObject({
      ...refused,
      message: expect.stringContaining('does not speak SOCKS 5'),
    });
  });
});

describe('the user and password of a proxy', () => {
  it('go to one of HTTP', async () => {
    const { cluster, proxy } = await stand('http');
    const client = add(connect({ ...cluster, 'proxy-url': `http://me:p%40ss@127.0.0.1:${proxy.port}` }));
    await client.list(ref);
    expect(proxy.logins).toEqual([`Basic ${Buffer.from('me:p@ss').toString('base64')}`]);
  });

  it('go to one of SOCKS', async () => {
    const { cluster, proxy } = await stand('socks5', { login: 'me:p@ss' });
    const client = add(connect({ ...cluster, 'proxy-url': `socks5://me:p%40ss@127.0.0.1:${proxy.port}` }));
    expect(await client.list(ref)).toEqual([]);
    expect(proxy.logins).toEqual(['me:p@ss']);
  });

  it.each([
    ['me:wrong@', /user and password refused\); check the user and password in proxy-url/],
    ['', /no method of logging in accepted\); set proxy-url to socks5:\/\/USER:PASSWORD@/],
  ])('are refused: "%s"', async (login, message) => {
    const { cluster, proxy } = await stand('socks5', { login: 'me:p@ss' });
    const client = add(connect({ ...cluster, 'proxy-url': `socks5://${login}127.0.0.1:${proxy.port}` }));
    const error = await errorOf(client.list(ref));
    expect(error).toMatchObject({ kind: 'server-unavailable', message: expect.stringMatching(message) });
    expect(String(error)).not.toContain('wrong');
  });
});
