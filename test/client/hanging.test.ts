import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { EphemeralContainersClient } from '../../src/client/index.js';
import { createLifetime, endLifetime, withScope } from '../../src/client/scope.js';
import { errorOf } from '../contract/context.js';
import { withinSome } from '../limits.js';
import { startStub, stubPod, stubRef } from './stub-server.js';
import { listen } from './transport/fronts.js';
import { createCleanup } from './transport/stand.js';

const { add, run: cleanUp } = createCleanup();
afterEach(cleanUp);

const container = { name: 'dbg', image: 'busybox' };

it('an upgrade that nobody asked for is an error', async () => {
  const head = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n';
  const server = net.createServer((socket) => void socket.once('data', () => socket.write(head)));
  const { port } = add(await listen(server));
  const client = add(EphemeralContainersClient.fromToken({ server: `http://127.0.0.1:${port}`, token: 't' }));
  expect(await errorOf(client.list(stubRef))).toMatchObject({
    kind: 'request-failed',
    message: expect.stringContaining('answered 101'),
  });
});

describe('a call of which a part never ends', () => {
  const never = () => new Promise<never>(() => {});

  it('ends at its deadline', async () => {
    const options = { timeout: 50, what: 'nothing' };
    expect(await errorOf(withScope(createLifetime(), options, never))).toMatchObject({ kind: 'deadline' });
  });

  it('ends with the client', async () => {
    const lifetime = createLifetime();
    const error = errorOf(withScope(lifetime, { timeout: 60_000, what: 'nothing' }, never));
    endLifetime(lifetime);
    expect(await error).toMatchObject({ kind: 'aborted' });
  });
});

describe('the version of the server', () => {
  it('is asked for once by many calls', async () => {
    const stub = add(await startStub(() => false));
    const client = add(stub.connect());
    await Promise.all(Array.from({ length: 20 }, () => client.add(stubRef, container)));
    expect(stub.asked.filter((step) => step === 'version')).toHaveLength(1);
  });

  it('keeps no call beyond its deadline or its abort, and goes on for the others', async () => {
    let answer = () => {};
    const stub = add(
      await startStub((step, response) => {
        if (step !== 'version') return false;
        answer = () => response.end('{"minor":"34"}');
        return true;
      }),
    );
    const client = add(stub.connect());
    const controller = new AbortController();
    const first = errorOf(client.add(stubRef, container, { timeout: 200 }));
    const second = errorOf(client.add(stubRef, container, { signal: controller.signal }));
    const third = client.add(stubRef, container);
    expect(await first).toMatchObject({ kind: 'deadline' });
    controller.abort();
    expect(await second).toMatchObject({ kind: 'aborted' });
    await expect.poll(() => stub.asked).toContain('version');
    answer();
    expect((await third).name).toBe('dbg');
    expect(stub.asked.filter((step) => step === 'version')).toHaveLength(1);
  });

  it('is asked for anew where all that asked gave up, and each is told why', async () => {
    await withinSome(
      async (limit) => {
        let isSilent = true;
        const stub = add(await startStub((step) => step === 'version' && isSilent));
        const client = add(stub.connect({ requestTimeout: 0.3 * limit }));
        const limits = [0.8 * limit, limit];
        const gaveUp = limits.map((timeout) => errorOf(client.add(stubRef, container, { timeout })));
        for (const error of await Promise.all(gaveUp)) {
          const message = expect.stringContaining('no answer within');
          expect(error).toMatchObject({ kind: 'deadline', message });
        }
        isSilent = false;
        expect((await client.add(stubRef, container)).name).toBe('dbg');
      },
      [500, 5_000, 50_000],
    );
  });
});

describe('a login that hangs', () => {
  it('is begun anew once no call waits for it, and comes too late after', async () => {
    const stub = add(await startStub(() => false));
    const late: ((token: string) => void)[] = [];
    let asked = 0;
    const token = () => (++asked === 1 ? new Promise<string>((resolve) => late.push(resolve)) : 't');
    const options = { server: stub.server, token, minor: '1.34', requestTimeout: 100 } as const;
    const client = add(EphemeralContainersClient.fromToken(options));
    const both = [300, 600].map((timeout) => errorOf(client.list(stubRef, { timeout })));
    for (const error of await Promise.all(both)) expect(error).toMatchObject({ kind: 'deadline' });
    expect(asked).toBe(1);
    expect(await client.list(stubRef)).toEqual([]);
    late[0]?.('old');
    expect((await client.readPod(stubRef)).metadata).toEqual(stubPod.metadata);
    expect(asked).toBe(3);
  });
});
