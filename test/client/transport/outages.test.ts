import { afterEach, describe, expect, it, vi } from 'vitest';
import { ServerUnavailableError } from '../../../src/client/index.js';
import { createLifetime, withScope } from '../../../src/client/scope.js';
import { retrying } from '../../../src/client/transport/retry.js';
import { startProxy } from '../../e2e/proxy.js';
import { createAuthority } from './certificates.js';
import { startTlsFront } from './fronts.js';
import { connect, createCleanup, ref, startServer } from './stand.js';

const { add, run: cleanUp } = createCleanup();
afterEach(cleanUp);
afterEach(() => void vi.useRealTimers());

describe('a server that does not answer', () => {
  const never = async () => {
    throw new ServerUnavailableError('away');
  };

  it.each([
    ['is given up after some ten seconds where it never did', false, 5, 15],
    ['is waited for about a minute where it did before', true, 40, 90],
  ])('%s', async (_, answered, from, to) => {
    vi.useFakeTimers();
    const began = Date.now();
    const scope = { timeout: 600_000, what: 'an answer' };
    const waiting = withScope(createLifetime(), scope, (inner) =>
      retrying(inner, { requestTimeout: 1_000, answered }, never),
    ).catch((error: unknown) => ({ error, after: (Date.now() - began) / 1_000 }));
    await vi.advanceTimersByTimeAsync(to * 1_000);
    const { error, after } = (await waiting) as { error: unknown; after: number };
    expect(error).toMatchObject({ kind: 'server-unavailable', message: 'away' });
    expect(after).toBeGreaterThan(from);
    expect(after).toBeLessThan(to);
  });
});

describe('a connection that breaks before the server was asked to attach', () => {
  const authority = createAuthority('test');

  async function startCutting(howMany: number) {
    const server = add(await startServer());
    const front = add(
      await startTlsFront(server.port, authority.issue({ commonName: 'api', hosts: ['127.0.0.1'] })),
    );
    const proxy = add(await startProxy({ host: '127.0.0.1', port: front.port }));
    const client = add(
      connect({
        server: `https://127.0.0.1:${proxy.port}`,
        'certificate-authority-data': Buffer.from(authority.cert).toString('base64'),
      }),
    );
    let cutting = false;
    let cuts = 0;
    proxy.onLink((link) => {
      if (!cutting || cuts === howMany) return;
      cuts++;
      link.limit('down', 100).then(() => link.cut('reset'));
    });
    const cutNext = () => {
      cutting = true;
    };
    return { client, cutNext, cuts: () => cuts };
  }

  it('is made again by run, and no input is lost', async () => {
    const { client, cutNext, cuts } = await startCutting(3);
    const container = { image: 'busybox', command: ['sh', '-c', 'cat; exit 3'] };
    const { exitCode, output } = await client.run(ref, container, {
      stdin: 'all of it',
      onState: ({ phase }) => phase === 'running' && cutNext(),
    });
    expect(cuts()).toBe(3);
    expect([exitCode, output.toString()]).toEqual([3, 'all of it']);
  });

  it('is made again by a session', async () => {
    const { client, cutNext, cuts } = await startCutting(2);
    const command = ['sh', '-c', 'cat; exit 4'];
    const session = await client.add(ref, { image: 'busybox', command, stdin: true, stdinOnce: true });
    await session.waitForRunning();
    cutNext();
    const { done } = await session.attach({ stdin: 'all of it', history: false });
    expect(await done).toBe('ended');
    expect(cuts()).toBe(2);
    expect(await session.waitForExit()).toMatchObject({ exitCode: 4 });
  });
});
