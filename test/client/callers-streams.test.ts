import { PassThrough, Writable } from 'node:stream';
import { KubeConfig } from '@kubernetes/client-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EphemeralContainersClient, type Output } from '../../src/client/index.js';
import { createAttachedOutput } from '../../src/client/output/attached-output.js';
import type { Minor } from '../../src/index.js';
import { type ApiServer, startApiServer } from '../../src/testing/index.js';
import { errorOf } from '../contract/context.js';

const ref = { namespace: 'default', name: 'web' };
const talks = { image: 'talks:1' };
const reads = {
  image: 'busybox:1',
  command: ['sh', '-c', 'cat; echo over; exit 3'],
  stdin: true,
  stdinOnce: true,
};
let server: ApiServer;
let client: EphemeralContainersClient;

async function start(minor?: Minor): Promise<void> {
  server = await startApiServer({
    ...(minor && { minor }),
    pods: [{ metadata: { name: 'web' }, spec: { containers: [{ name: 'app', image: 'app:1' }] } }],
    kubelet: {
      containers: [
        {
          image: 'same:1',
          program: async ({ write, sleep }) => {
            for (;;) {
              await write('same\n');
              await sleep(10);
            }
          },
        },
        {
          image: 'talks:1',
          program: async ({ write, sleep }) => {
            for (let line = 0; ; line++) {
              await write(`line ${line}\n`);
              await sleep(20);
            }
          },
        },
      ],
    },
  });
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString(server.kubeConfigYaml);
  client = EphemeralContainersClient.fromKubeConfig(kubeConfig);
}
beforeEach(() => start());
afterEach(async () => {
  client.close();
  await server.close();
});

async function running(container: object) {
  const session = await client.add(ref, container as typeof talks);
  await session.waitForRunning();
  return session;
}

const stuck: Output = () => new Promise<void>(() => {});
const broken: Output = () => {
  throw new Error('no space left');
};
function closed(): Writable {
  const stream = new Writable({ write: (_, __, done) => done() });
  stream.destroy();
  return stream;
}

describe('an output that is not taken', () => {
  it.each([
    ['throws', () => broken],
    ['rejects', () => async () => broken(Buffer.alloc(0))],
    ['was closed', closed],
  ])('%s: ends a run and a session, with the reason', async (_, stdout) => {
    const aborted = { kind: 'aborted', message: expect.stringMatching(/^the output could not be written: /) };
    expect(await errorOf(client.run(ref, talks, { stdout: stdout() }))).toMatchObject(aborted);
    const fed = client.run(ref, talks, { stdout: stdout(), stdin: new PassThrough() });
    expect(await errorOf(fed)).toMatchObject(aborted);
    const session = await running(talks);
    const attached = session.attach({ stdout: stdout() }).then(({ done }) => done);
    expect(await errorOf(attached)).toMatchObject(aborted);
  });
  it('ends at the deadline of a run, whoever is waited for', async () => {
    const timeout = 2_000;
    for (const stdin of [undefined, 'in']) {
      const error = await errorOf(client.run(ref, talks, { stdout: stuck, stdin, timeout }));
      expect(error).toMatchObject({ kind: 'deadline' });
    }
  });
  it('ends a session by its signal, by letting go of it, and with its client', async () => {
    const session = await running(talks);
    const controller = new AbortController();
    const first = await session.attach({ stdout: stuck, signal: controller.signal });
    controller.abort(new Error('enough'));
    expect(await errorOf(first.done)).toMatchObject({ kind: 'aborted', cause: new Error('enough') });
    const second = await session.attach({ stdout: stuck });
    second.detach();
    expect(await second.done).toBe('detached');
    const third = await session.attach({ stdout: stuck });
    client.close();
    expect(await errorOf(third.done)).toMatchObject({ kind: 'aborted' });
  });
  it('is no stream', async () => {
    const stdout = {} as Output;
    expect(await errorOf(client.run(ref, talks, { stdout }))).toBeInstanceOf(TypeError);
    expect(server.getPod('web')?.spec.ephemeralContainers ?? []).toEqual([]);
  });
});

describe('an input', () => {
  it('that cannot be read ends a run and a session at once, with the reason', async () => {
    const aborted = { kind: 'aborted', message: 'the input could not be read: disk gone' };
    const failing = () => {
      const stream = new PassThrough();
      setTimeout(() => stream.destroy(new Error('disk gone')), 300);
      return stream;
    };
    expect(await errorOf(client.run(ref, talks, { stdin: failing() }))).toMatchObject(aborted);
    const session = await running(reads);
    expect(await errorOf((await session.attach({ stdin: failing() })).done)).toMatchObject(aborted);
  });
  it.each([null, 5, {}])('that is malformed is refused before anything is added: %j', async (stdin) => {
    const error = await errorOf(client.run(ref, talks, { stdin: stdin as unknown as string }));
    expect(error).toEqual(expect.objectContaining({ message: expect.stringMatching(/^stdin: must be/) }));
    expect(error).toBeInstanceOf(TypeError);
    expect(server.getPod('web')?.spec.ephemeralContainers ?? []).toEqual([]);
  });
  it('has no end for a terminal', async () => {
    const error = await errorOf(client.run(ref, { ...talks, tty: true }, { stdin: 'in' }));
    expect(error).toBeInstanceOf(TypeError);
  });
  it('is left to its owner by a session that is over', async () => {
    const session = await running({ ...talks, stdin: true });
    const stdin = new PassThrough();
    const first = await session.attach({ stdin });
    first.detach();
    expect(await first.done).toBe('detached');
    stdin.write('for the next');
    expect(String(stdin.read())).toBe('for the next');
  });
  it('ends before v5 too, and the log has the rest', async () => {
    client.close();
    await server.close();
    await start('1.29');
    const session = await running(reads);
    let text = '';
    const stdout = (bytes: Buffer) => {
      text += bytes.toString();
    };
    const { done } = await session.attach({ stdin: 'some\n', stdout });
    expect(await done).toBe('ended');
    expect(text).toBe('some\nover\n');
    expect(await session.waitForExit()).toMatchObject({ exitCode: 3 });
  });
});

it('passes on equal lines that keep coming, while they come', async () => {
  const controller = new AbortController();
  let text = '';
  const stdout = (bytes: Buffer) => {
    text += bytes.toString();
    if (text.length > 100) controller.abort(new Error('enough'));
  };
  const same = { image: 'same:1' };
  const error = await errorOf(client.run(ref, same, { stdout, stderr: () => {}, signal: controller.signal }));
  expect(error).toMatchObject({ kind: 'aborted', cause: new Error('enough') });
  expect(text).toMatch(/^(same\n)+$/);
});

it('passes on much without a line end, as quickly', async () => {
  let bytes = 0;
  const onBroken = (error: Error) => {
    throw error;
  };
  const write = (chunk: Buffer) => {
    bytes += chunk.length;
    return undefined;
  };
  const output = createAttachedOutput(write, write, { onBroken });
  output.open(Buffer.alloc(0));
  const frame = Buffer.alloc(16 * 1024, 'x');
  for (let frames = 0; frames < 8_000; frames++) await output.take('stdout', frame);
  await output.flush();
  expect(bytes).toBe(8_000 * frame.length);
  expect(output.passed()).toEqual({ lines: 0, rest: bytes });
});
