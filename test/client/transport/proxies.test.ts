import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { EphemeralContainersClient } from '../../../src/client/index.js';
import { errorOf } from '../../contract/context.js';
import { hang, withinSome } from '../../limits.js';
import { findProgram } from '../../programs/built.js';
import { createProxyStand, host } from './proxy-stand.js';
import { startSocksProxy } from './socks-proxy.js';
import { connect, createCleanup, ref, runThrough, startServer, throughout } from './stand.js';

const { add, run: cleanUp } = createCleanup();
const { authority, stand } = createProxyStand({ add });
afterEach(cleanUp);

describe.each(['http', 'socks5', 'socks5h'] as const)('through a proxy, %s', (scheme) => {
  it('go requests, watches, logs and attached streams', async () => {
    const { cluster, proxy } = await stand(scheme);
    const client = add(connect(cluster));
    expect(await runThrough(client)).toBe(throughout);
    expect(new Set(proxy.tunnels)).toEqual(new Set([`${host}:6443`]));
  });

  it('goes what is not encrypted', async () => {
    const { plainCluster, proxy } = await stand(scheme);
    const client = add(connect(plainCluster));
    expect(await runThrough(client)).toBe(throughout);
    expect(new Set(proxy.tunnels)).toEqual(new Set(['plain.test:8080']));
  });

  it('requests share one tunnel, and a closed client leaves none', async () => {
    const { cluster, proxy } = await stand(scheme);
    const client = add(connect(cluster));
    for (let left = 10; left > 0; left--) await client.list(ref);
    expect(proxy.tunnels).toHaveLength(1);
    client.close();
    await expect.poll(() => proxy.open()).toBe(0);
  });

  it('has a tunnel of its own for each WebSocket, which may not be one that is just being closed', async () => {
    const { cluster, proxy } = await stand(scheme);
    const client = add(connect(cluster));
    const session = await client.add(ref, { image: 'busybox', command: ['sleep', '100'] });
    await session.waitForRunning();
    const before = proxy.tunnels.length;
    const attached = await session.attach({ stdout: () => {}, tty: false, history: false });
    expect(proxy.tunnels).toHaveLength(before + 1);
    attached.detach();
  });

  it('keeps no call beyond its deadline', async () => {
    const { cluster } = await stand(scheme, { answer: () => 'hang' });
    const client = add(connect(cluster));
    expect(await errorOf(client.list(ref, { timeout: 300 }))).toMatchObject({ kind: 'deadline' });
  });

  it('leaves nothing of a tunnel that is being opened when the client is closed', async () => {
    const { cluster, proxy } = await stand(scheme, { answer: () => 'hang' });
    const client = add(connect(cluster));
    const error = errorOf(client.list(ref));
    await expect.poll(() => proxy.tunnels.length).toBe(1);
    client.close();
    expect(await error).toMatchObject({ kind: 'aborted' });
    await expect.poll(() => proxy.connections()).toBe(0);
  });

  it('goes on when its tunnels are cut', async () => {
    const { server, cluster, proxy } = await stand(scheme);
    const client = add(connect(cluster));
    const session = await client.add(ref, { image: 'busybox', command: ['sleep', '100'] });
    await session.waitForRunning();
    const attached = await session.attach({ stdout: () => {} });
    const exit = session.waitForExit();
    await expect.poll(() => proxy.open()).toBeGreaterThan(1);
    proxy.cut();
    expect(await errorOf(attached.done)).toMatchObject({ kind: 'connection-lost' });
    server.killContainer('web', session.name);
    expect(await exit).toMatchObject({ exitCode: 137 });
  });

  it('gives up on one that never connects', async () => {
    const { cluster, proxy } = await stand(scheme, { answer: () => 'hang' });
    const client = add(connect(cluster, undefined, { requestTimeout: 100 }));
    await withinSome(async (timeout) => {
      expect(await errorOf(client.list(ref, { timeout }))).toMatchObject({
        kind: 'deadline',
        message: expect.stringContaining('last error: no answer within'),
      });
      expect(proxy.tunnels.length).toBeGreaterThan(1);
    });
  });
});

describe('a proxy that is spoken to over TLS', () => {
  it('is trusted by what Node trusts', async () => {
    const certificate = authority.issue({ commonName: 'proxy', hosts: ['127.0.0.1'] });
    const { cluster, proxy } = await stand('http', { secure: certificate });
    const secure = { ...cluster, 'proxy-url': `https://127.0.0.1:${proxy.port}` };
    expect(await errorOf(add(connect(secure)).list(ref))).toMatchObject({
      kind: 'server-unavailable',
      transient: false,
      message: expect.stringMatching(/certificate.*NODE_EXTRA_CA_CERTS/),
    });
    const folder = mkdtempSync(join(tmpdir(), 'proxy-'));
    writeFileSync(join(folder, 'ca.pem'), authority.cert);
    const args = [findProgram('client/transport/programs/list-through'), JSON.stringify(secure)];
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') };
    const { stdout } = await promisify(execFile)(process.execPath, args, { env, timeout: hang });
    rmSync(folder, { recursive: true });
    expect(stdout).toBe('0\n');
    expect(proxy.tunnels).toEqual([`${host}:6443`]);
  });
});

describe('proxy-url', () => {
  it.each(['ftp://127.0.0.1:1', 'socks4://127.0.0.1:1', '127.0.0.1:3128', 'http://'])(
    'is not %s',
    (proxyUrl) => {
      expect(() => connect({ server: 'https://127.0.0.1', 'proxy-url': proxyUrl })).toThrow(
        /proxy-url: must be an http, https or socks5 URL/,
      );
    },
  );

  it('does not show its password in errors', () => {
    expect(() => connect({ server: 'https://127.0.0.1', 'proxy-url': 'ftp://me:secret@proxy' })).toThrow(
      'got "ftp://…@proxy"',
    );
  });

  it('is for a token too', async () => {
    const { proxy, proxyUrl } = await stand('socks5');
    const options = { server: `https://${host}:6443`, ca: authority.cert, token: 'secret', proxyUrl };
    expect(await add(EphemeralContainersClient.fromToken(options)).list(ref)).toEqual([]);
    expect(proxy.tunnels).toEqual([`${host}:6443`]);
  });

  it('is all that counts: the environment does not, as for client-node', async () => {
    vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:1');
    vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:1');
    const server = add(await startServer());
    const client = add(connect({ server: server.url, 'insecure-skip-tls-verify': true }));
    expect(await client.list(ref)).toEqual([]);
    vi.unstubAllEnvs();
  });

  it('finds servers by address', async () => {
    const proxy = add(await startSocksProxy({ hosts: {}, answer: () => 5 }));
    const proxyUrl = `socks5://127.0.0.1:${proxy.port}`;
    for (const address of ['10.1.2.3', '[fd00::1:2]', host]) {
      const options = { server: `https://${address}:6443`, token: '', proxyUrl };
      const client = add(EphemeralContainersClient.fromToken(options));
      await withinSome(
        async (timeout) => {
          const error = await errorOf(client.list(ref, { timeout }));
          expect(String(error)).toContain(`does not connect to ${address}:6443: connection refused`);
        },
        [300, 3_000, 30_000],
      );
    }
    const asked = new Set(proxy.tunnels.map((tunnel, index) => `${proxy.types[index]} ${tunnel}`));
    expect([...asked]).toEqual([
      '1 10.1.2.3:6443',
      '4 [fd000000000000000000000000010002]:6443',
      `3 ${host}:6443`,
    ]);
  });
});
