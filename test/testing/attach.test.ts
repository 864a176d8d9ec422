import { afterEach, describe, expect, test } from 'vitest';
import { type ApiServer, type ApiServerOptions, startApiServer } from '../../src/testing/index.js';
import { addContainer, podUrl, until, untilRunning, untilTerminated, webPod } from './pods.js';
import { openSession, Refused } from './sockets.js';

let server: ApiServer;
afterEach(() => server.close());

const all = 'stdin=true&stdout=true&stderr=true';

async function start(options: ApiServerOptions = {}): Promise<void> {
  server = await startApiServer({ pods: [webPod()], ...options });
}

async function run(container: { readonly name: string; readonly [field: string]: unknown }): Promise<string> {
  expect((await addContainer(server, { image: 'busybox:1', ...container })).code).toBe(200);
  await untilRunning(server, container.name);
  return podUrl(server, `/attach?container=${container.name}&${all}`);
}

describe('attach over v5', () => {
  test('carries input, both outputs and the end, but not the exit code', async () => {
    await start();
    const url = await run({ name: 'sh', command: ['sh'], stdin: true, stdinOnce: true });
    const session = await openSession(url);
    expect(session.protocol).toBe('v5.channel.k8s.io');
    session.send(0, 'echo out; echo err >&2; exit 3\n');
    expect(await session.closed).toBe(1000);
    expect([session.stdout(), session.stderr()]).toEqual(['out\n', 'err\n']);
    expect(session.status()).toEqual({ metadata: {}, status: 'Success' });
    expect(await untilTerminated(server, 'sh')).toMatchObject({ exitCode: 3, reason: 'Error' });
  });

  test('ends the input of a program with stdinOnce, and its output still arrives', async () => {
    await start();
    const session = await openSession(
      await run({ name: 'cat', command: ['cat'], stdin: true, stdinOnce: true }),
    );
    session.send(0, 'to the end');
    session.endInput();
    expect(await session.closed).toBe(1000);
    expect(session.stdout()).toBe('to the end');
    expect((await untilTerminated(server, 'cat')).exitCode).toBe(0);
  });

  test('without stdinOnce the end of the input ends the session, not the input', async () => {
    await start();
    const session = await openSession(await run({ name: 'cat', command: ['cat'], stdin: true }));
    session.send(0, 'a');
    await until(session.stdout, (text) => text === 'a');
    session.endInput();
    expect(await session.closed).toBe(1000);
    expect(server.getPod('web')?.status.ephemeralContainerStatuses?.[0]?.state.running).toBeDefined();
  });

  test('shows only what is written after it', async () => {
    await start();
    const url = await run({
      name: 'sh',
      command: ['sh', '-c', 'echo early; read x; echo late'],
      stdin: true,
    });
    const session = await openSession(url);
    session.send(0, 'go\n');
    await session.closed;
    expect(session.stdout()).toBe('late\n');
  });

  test('a megabyte goes through a program and back, whole', async () => {
    await start();
    const session = await openSession(
      await run({ name: 'cat', command: ['cat'], stdin: true, stdinOnce: true }),
    );
    const text = Array.from({ length: 1 << 16 }, (_, line) => `line ${line} ---`.padEnd(15)).join('\n');
    for (let at = 0; at < text.length; at += 50_000) session.send(0, text.slice(at, at + 50_000));
    session.endInput();
    await session.closed;
    expect(session.stdout() === text).toBe(true);
  });

  test('two clients see the same', async () => {
    await start();
    const url = await run({ name: 'sh', command: ['sh'], stdin: true });
    const [first, second] = [await openSession(url), await openSession(url)];
    first.send(0, 'echo both; exit\n');
    await Promise.all([first.closed, second.closed]);
    expect([first.stdout(), second.stdout()]).toEqual(['both\n', 'both\n']);
  });

  test('sizes reach the program, on a terminal only', async () => {
    const sizes: object[] = [];
    await start({
      kubelet: {
        containers: [
          {
            program: async (io) => {
              io.onResize((size) => sizes.push(size));
              for await (const _line of io.stdin) return 0;
              return 1;
            },
          },
        ],
      },
    });
    for (const tty of [false, true]) {
      const name = tty ? 'tty' : 'plain';
      const session = await openSession(await run({ name, stdin: true, tty }));
      session.send(4, JSON.stringify({ Width: 80, Height: tty ? 25 : 24 }));
      session.send(0, 'end\n');
      await session.closed;
    }
    expect(sizes).toEqual([{ width: 80, height: 25 }]);
  });

  test('a terminal shows what is typed, and writes both outputs as one', async () => {
    await start();
    const session = await openSession(await run({ name: 'sh', command: ['sh'], stdin: true, tty: true }));
    session.send(0, 'echo hi; echo err >&2\r');
    await until(session.stdout, (text) => text.endsWith('err\r\n/ # '));
    session.send(0, 'exit\r');
    await session.closed;
    expect(session.stdout()).toContain('echo hi; echo err >&2\r\nhi\r\nerr\r\n/ # exit\r\n');
    expect(session.stderr()).toBe('');
  });
});

describe('a container that does not run', () => {
  const waiting = { kubelet: { containers: [{ startsAfter: 1e9 }] } };

  test.each(['1.36', '1.37'] as const)('%s: the node refuses the upgrade', async (minor) => {
    await start({ minor, ...waiting });
    await addContainer(server, { name: 'dbg', image: 'busybox:1' });
    const refused = await openSession(podUrl(server, `/attach?container=dbg&${all}`)).catch((error) => error);
    expect(refused).toBeInstanceOf(Refused);
    expect([refused.code, refused.body]).toEqual([500, 'container dbg not found in pod web_default']);
  });

  test.each(['1.30', '1.35'] as const)('%s: the upgrade succeeds, the error channel tells', async (minor) => {
    await start({ minor, ...waiting });
    await addContainer(server, { name: 'dbg', image: 'busybox:1' });
    const session = await openSession(podUrl(server, `/attach?container=dbg&${all}`));
    expect(await session.closed).toBe(1000);
    expect(session.status()).toMatchObject({
      status: 'Failure',
      reason: 'InternalError',
      message:
        'Internal error occurred: unable to upgrade connection: container dbg not found in pod web_default',
      code: 500,
    });
  });

  test('one that has ended is not found either', async () => {
    await start();
    await addContainer(server, { name: 'done', image: 'busybox:1', command: ['true'] });
    await untilTerminated(server, 'done');
    const refused = await openSession(podUrl(server, `/attach?container=done&${all}`)).catch(
      (error) => error,
    );
    expect(refused.code).toBe(500);
  });
});

describe('what the server refuses', () => {
  test.each([
    ['no such Pod', 'nosuch', 'container=app&stdout=true', 404, 'pods \\"nosuch\\" not found'],
    [
      'no such container',
      'web',
      'container=nosuch&stdout=true',
      400,
      'container nosuch is not valid for pod web',
    ],
    ['no stream', 'web', 'container=app', 400, 'you must specify at least 1 of stdin, stdout, stderr'],
    [
      'a Pod without a node',
      'pending',
      'container=app&stdout=true',
      400,
      'pod pending does not have a host assigned',
    ],
  ])('%s', async (_name, pod, query, code, message) => {
    await start({ pods: [webPod(), { ...webPod('pending'), status: { phase: 'Pending' } }] });
    const refused = await openSession(podUrl(server, `/attach?${query}`, pod)).catch((error) => error);
    expect([refused.code, refused.body]).toEqual([code, expect.stringContaining(message)]);
  });

  test('protocols it does not speak', async () => {
    await start();
    const refused = await openSession(podUrl(server, `/attach?container=app&${all}`), [
      'v3.channel.k8s.io',
    ]).catch((error) => error);
    expect(refused.code).toBe(403);
  });
});

describe('v4', () => {
  test.each(['1.29', '1.37'] as const)('%s: closing the socket ends the input', async (minor) => {
    await start({ minor });
    const url = await run({ name: 'cat', command: ['cat'], stdin: true, stdinOnce: true });
    const session = await openSession(url, ['v4.channel.k8s.io']);
    expect(session.protocol).toBe('v4.channel.k8s.io');
    session.send(0, 'a');
    await until(session.stdout, (text) => text === 'a');
    session.socket.close();
    expect((await untilTerminated(server, 'cat')).exitCode).toBe(0);
  });

  test('is all that servers before 1.30 speak', async () => {
    await start({ minor: '1.29' });
    const url = await run({ name: 'cat', command: ['cat'], stdin: true });
    const session = await openSession(url, ['v5.channel.k8s.io', 'v4.channel.k8s.io']);
    expect(session.protocol).toBe('v4.channel.k8s.io');
    session.socket.terminate();
  });
});
