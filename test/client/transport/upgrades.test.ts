import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { ClientOptions, EphemeralContainersClient } from '../../../src/client/index.js';
import type { ApiServer, Program } from '../../../src/testing/index.js';
import { errorOf } from '../../contract/context.js';
import { type MiddlemanOptions, startMiddleman, toPort } from './fronts.js';
import { connect, createCleanup, ref, startServer } from './stand.js';
import { untilAttached } from './until-attached.js';

const { add, run: cleanUp } = createCleanup();
afterEach(cleanUp);

interface Stand {
  readonly server: ApiServer;
  readonly client: EphemeralContainersClient;
}

async function stand(
  meddling: MiddlemanOptions,
  options?: Parameters<typeof startServer>[0],
  clientOptions?: ClientOptions,
): Promise<Stand> {
  const server = add(await startServer(options));
  const { cluster } = add(await startMiddleman(toPort(server.port), meddling));
  return { server, client: add(connect(cluster, undefined, clientOptions)) };
}

async function attach({ client }: Stand): Promise<unknown> {
  const session = await client.add(ref, { image: 'busybox', command: ['sleep', '100'] });
  await session.waitForRunning();
  return errorOf(session.attach({ stdout: () => {} }));
}

const echo = { image: 'busybox', command: ['sh', '-c', 'echo early; cat; exit 3'] };

describe('a server that only speaks v4, before 1.30', () => {
  it.each([
    ['a few bytes', 'hello'],
    ['many lines', Array.from({ length: 20_000 }, (_, index) => `line ${index}\n`).join('')],
    ['none', ''],
  ])('takes all input and its end, and gives all output and the exit code: %s', async (_, stdin) => {
    const { server, client } = await stand({}, { minor: '1.29' });
    const { exitCode, output } = await client.run(ref, echo, { stdin });
    expect({ exitCode, output: output.toString() }).toEqual({ exitCode: 3, output: `early\n${stdin}` });
    const offered = server.requests.find(({ path }) => path.endsWith('/attach'))?.headers;
    expect(offered?.['sec-websocket-protocol']).toBe('v5.channel.k8s.io,v4.channel.k8s.io');
  });

  it('keeps stderr apart from what comes after the attach', async () => {
    const program: Program = async (io) => {
      await untilAttached(server, io);
      await io.write('out\n');
      await io.writeError('err\n');
      return 1;
    };
    const { server, client } = await stand({}, { minor: '1.29', kubelet: { containers: [{ program }] } });
    const stderr: Buffer[] = [];
    const { exitCode, output } = await client.run(
      ref,
      { image: 'attached:1' },
      {
        stderr: (bytes) => void stderr.push(bytes),
      },
    );
    expect([exitCode, output.toString(), Buffer.concat(stderr).toString()]).toEqual([1, 'out\n', 'err\n']);
  });

  it('is attached to, written to and left', async () => {
    const { client } = await stand({}, { minor: '1.29' });
    const session = await client.add(ref, { image: 'busybox', command: ['cat'], stdin: true });
    await session.waitForRunning();
    let output = '';
    const stdout = (bytes: Buffer) => {
      output += bytes.toString();
    };
    const attached = await session.attach({ stdin: 'hello\n', stdout });
    await expect.poll(() => output).toBe('hello\n');
    attached.detach();
    expect(await attached.done).toBe('detached');
  });
});

/** The answer to an upgrade, whatever its protocol is to be. */
function switchProtocols(key: unknown, socket: Socket, protocol: string): void {
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  const lines = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
  const all = [...lines, `Sec-WebSocket-Accept: ${accept}`, protocol].filter(Boolean);
  socket.write(`${all.join('\r\n')}\r\n\r\n`);
}

describe('an answer that is not an upgrade', () => {
  it.each([
    ['no protocol', ''],
    ['another protocol', 'Sec-WebSocket-Protocol: channel.k8s.io'],
  ])('%s is an error that says what the server should speak', async (_, protocol) => {
    const error = await attach(
      await stand({
        upgrade({ headers }, socket) {
          switchProtocols(headers['sec-websocket-key'], socket, protocol);
          return true;
        },
      }),
    );
    expect(error).toMatchObject({
      kind: 'request-failed',
      message: expect.stringMatching(/does not speak v5\.channel\.k8s\.io or v4\.channel\.k8s\.io.*proxy/),
    });
  });

  it('is a plain request once a proxy took its header off', async () => {
    const changeUpgrade = (head: string) => head.replace(/^Upgrade: .*\r\n/m, '');
    expect(await attach(await stand({ changeUpgrade }))).toMatchObject({
      kind: 'request-failed',
      status: { code: 400 },
      message: expect.stringMatching(/^Upgrade request required; is there a proxy/),
    });
  });

  it.each([
    ['200, and a body without end', 200],
    ['426', 426],
  ])('is answered %s by a proxy that knows no WebSockets', async (_, code) => {
    const error = await attach(
      await stand({
        upgrade(_, socket) {
          socket.write(`HTTP/1.1 ${code} Whatever\r\nContent-Type: text/plain\r\n`);
          socket.write(code === 200 ? '\r\nhello' : 'Content-Length: 5\r\n\r\nhello');
          return true;
        },
      }),
    );
    expect(error).toMatchObject({
      kind: 'request-failed',
      message: expect.stringMatching(/is there a proxy .* that does not pass WebSockets\?$/),
    });
  });

  it.each([
    [400, { message: 'container app not found' }, 'request-failed'],
    [
      403,
      { message: 'pods "web" is forbidden: User "u" cannot get resource "pods/attach" in API group ""' },
      'forbidden-by-rbac',
    ],
    [404, { message: 'pods "web" not found', details: { name: 'web', kind: 'pods' } }, 'pod-not-found'],
    [429, { message: 'slow down', details: { retryAfterSeconds: 2 } }, 'server-unavailable'],
    [500, { message: 'error dialing backend: EOF' }, 'server-unavailable'],
  ])('is refused with %i and a Status, which is on the error', async (code, words, kind) => {
    const status = { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, ...words };
    const error = await attach(await stand({ upgrade: refuseWith(code, JSON.stringify(status)) }));
    expect(error).toMatchObject({ kind, status });
    if (code === 429) expect(error).toMatchObject({ retryAfter: 2_000 });
  });

  it('is refused in words that are no Status', async () => {
    const error = await attach(await stand({ upgrade: refuseWith(502, '<html>bad gateway</html>') }));
    expect(error).toMatchObject({ kind: 'server-unavailable', status: { code: 502 } });
  });

  it('is never answered', async () => {
    const error = await attach(await stand({ upgrade: () => true }, {}, { requestTimeout: 1_000 }));
    expect(error).toMatchObject({ kind: 'connection-lost', message: 'no answer within 1000 ms' });
  });

  it('is refused with a body that never ends', async () => {
    const upgrade = (_: unknown, socket: Socket) =>
      socket.write('HTTP/1.1 500 Sorry\r\nContent-Length: 100\r\n\r\nhalf');
    const error = await attach(
      await stand(
        { upgrade: (request, socket) => upgrade(request, socket) || true },
        {},
        { requestTimeout: 1_000 },
      ),
    );
    expect(error).toMatchObject({ kind: 'connection-lost' });
  });

  it('takes nothing from a run without input, which has its output from the log', async () => {
    const { client } = await stand({ upgrade: refuseWith(426, '') });
    const { exitCode, output } = await client.run(ref, {
      image: 'busybox',
      command: ['sh', '-c', 'echo a; exit 2'],
    });
    expect([exitCode, output.toString()]).toEqual([2, 'a\n']);
  });

  it('is the error of a run with input', async () => {
    const { client } = await stand({ upgrade: refuseWith(426, '') });
    expect(await errorOf(client.run(ref, echo, { stdin: 'hello' }))).toMatchObject({
      kind: 'request-failed',
      message: expect.stringMatching(/WebSockets\?$/),
    });
  });
});

function refuseWith(code: number, body: string): NonNullable<MiddlemanOptions['upgrade']> {
  return (_, socket) => {
    const length = `Content-Length: ${Buffer.byteLength(body)}`;
    socket.end(`HTTP/1.1 ${code} Refused\r\nContent-Type: application/json\r\n${length}\r\n\r\n${body}`);
    return true;
  };
}
