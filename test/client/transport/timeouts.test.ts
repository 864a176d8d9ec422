import type { IncomingMessage, ServerResponse } from 'node:http';
import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { ClientOptions } from '../../../src/client/index.js';
import { errorOf } from '../../contract/context.js';
import { hang, withinSome } from '../../limits.js';
import { listen, type MiddlemanOptions, startMiddleman, toPort } from './fronts.js';
import { connect, createCleanup, ref, startServer } from './stand.js';

const { add, run: cleanUp } = createCleanup();
afterEach(cleanUp);

async function stand(meddling: MiddlemanOptions, options: ClientOptions) {
  const server = add(await startServer());
  const { cluster } = add(await startMiddleman(toPort(server.port), meddling));
  return { server, client: add(connect(cluster, undefined, options)) };
}

/** Meddles with the first `times` requests of a kind, and counts all of them. */
function firstOf(pattern: RegExp, times: number, meddle: (response: ServerResponse) => void) {
  let count = 0;
  return {
    count: () => count,
    answer(request: IncomingMessage, response: ServerResponse): boolean {
      if (!pattern.test(request.url ?? '') || ++count > times) return false;
      meddle(response);
      return true;
    },
  };
}

const say = (text: string) => (response: ServerResponse) => {
  response.writeHead(200).write(text);
};

describe('a request', () => {
  it.each([
    ['whose answer never comes', () => {}],
    ['whose answer stops in the middle', say('{"metadata":')],
    [
      'whose refusal stops in the middle',
      (response: ServerResponse) => void response.writeHead(403).write('{'),
    ],
  ])('%s is sent again, and does not outlast the call', async (_, meddle) => {
    await withinSome(
      async (requestTimeout) => {
        const once = firstOf(/pods\/web$/, 1, meddle);
        const { client } = await stand({ answer: once.answer }, { requestTimeout });
        expect(await client.list(ref, { timeout: hang })).toEqual([]);
        expect(once.count()).toBe(2);

        const always = firstOf(/pods\/web$/, Number.POSITIVE_INFINITY, meddle);
        const { client: other } = await stand({ answer: always.answer }, { requestTimeout });
        expect(await errorOf(other.list(ref, { timeout: 2.5 * requestTimeout }))).toMatchObject({
          kind: 'deadline',
          message: expect.stringContaining('no answer within'),
        });
      },
      [500, 5_000, 25_000],
    );
  });
});

describe('a watch that goes silent', () => {
  it.each([
    ['before its head', () => {}],
    ['after its head', (response: ServerResponse) => void response.writeHead(200).flushHeaders()],
    ['in the middle of an event', say('{"type":"MODIFIED","obj')],
  ])('%s is requested again without a gap', async (_, meddle) => {
    const silent = firstOf(
      /watch=true.*fieldSelector=metadata|fieldSelector=metadata.*watch=true/,
      1,
      meddle,
    );
    const { client } = await stand({ answer: silent.answer }, { requestTimeout: 300, watchTimeout: 1 });
    const container = { image: 'busybox', command: ['sh', '-c', 'sleep 0.2; exit 7'] };
    const session = await client.add(ref, container);
    expect(await session.waitForExit({ timeout: hang })).toMatchObject({ exitCode: 7 });
    expect(silent.count()).toBeGreaterThan(1);
  });
});

describe('a log that is followed', () => {
  it('stays connected while its container is quiet', async () => {
    const { server, client } = await stand({}, { requestTimeout: 200, watchTimeout: 1 });
    // Longer than a watch, a request, and the time after which a silent log is looked at again.
    const command = ['sh', '-c', 'echo one; sleep 5; echo two'];
    const session = await client.add(ref, { image: 'busybox', command });
    const log: Buffer[] = [];
    for await (const bytes of session.logs({ follow: true, timeout: hang })) log.push(bytes);
    expect(Buffer.concat(log).toString()).toBe('one\ntwo\n');
    expect(server.requests.filter(({ path }) => path.endsWith('/log')).length).toBeGreaterThan(2);
  });

  it.each([
    ['before its head', { kind: 'hang', when: 'before-commit' }],
    ['in the middle of a line', { kind: 'cut', afterBytes: 33, how: 'silent' }],
    ['after a line', { kind: 'cut', afterBytes: 35, how: 'silent' }],
  ] as const)('is asked for anew when it goes silent %s', async (_, action) => {
    const { server, client } = await stand({}, { requestTimeout: 300, watchTimeout: 1 });
    const silent = server.faults.add({ path: /\/log$/, action });
    const command = ['sh', '-c', 'echo one; sleep 1; echo two'];
    const session = await client.add(ref, { image: 'busybox', command });
    const log: Buffer[] = [];
    for await (const bytes of session.logs({ follow: true, timeout: hang })) log.push(bytes);
    expect(Buffer.concat(log).toString()).toBe('one\ntwo\n');
    expect(silent.hits()).toBe(1);
  });
});

describe('an attached stream', () => {
  it('whose other end vanished is detected by pings', async () => {
    const server = add(await startServer());
    const sockets: net.Socket[] = [];
    // Passes on what comes until it is told to be silent, and keeps the connections open.
    let silent = false;
    const front = add(
      await listen(
        net.createServer((near) => {
          const far = net.connect(server.port, '127.0.0.1');
          sockets.push(near, far);
          for (const socket of [near, far]) socket.on('error', () => {});
          near.on('data', (bytes) => silent || far.write(bytes));
          far.on('data', (bytes) => silent || near.write(bytes));
        }),
      ),
    );
    add({ close: () => sockets.forEach((socket) => void socket.destroy()) });
    const cluster = { server: `http://127.0.0.1:${front.port}`, 'insecure-skip-tls-verify': true };
    const client = add(connect(cluster, undefined, { pingInterval: 100 }));
    const session = await client.add(ref, { image: 'busybox', command: ['sleep', '100'] });
    await session.waitForRunning();
    const attached = await session.attach({ stdout: () => {} });
    silent = true;
    expect(await errorOf(attached.done)).toMatchObject({ kind: 'connection-lost' });
  });

  it('stays open while both ends are quiet', async () => {
    await withinSome(
      async (pingInterval) => {
        const { server, client } = await stand({}, { pingInterval });
        const command = ['sh', '-c', 'sleep 2; echo late'];
        const session = await client.add(ref, { image: 'busybox', command });
        await session.waitForRunning();
        let output = '';
        const stdout = (bytes: Buffer) => {
          output += bytes.toString();
        };
        const attached = await session.attach({ stdout });
        expect(await attached.done).toBe('ended');
        expect(output).toBe('late\n');
        expect(server.requests.filter(({ path }) => path.endsWith('/attach'))).toHaveLength(1);
      },
      [150, 600, 1_200],
    );
  });
});
