import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EphemeralContainersClient, type Session } from '../../src/client/index.js';
import { type ApiServer, startApiServer } from '../../src/testing/index.js';
import { errorOf } from '../contract/context.js';

const ref = { namespace: 'default', name: 'web' };
const pod = { metadata: ref, spec: { containers: [{ name: 'app', image: 'app:1' }] } };
const container = { name: 'dbg', image: 'busybox' };

let server: ApiServer;
let client: EphemeralContainersClient;
let session: Session;

beforeEach(async () => {
  server = await startApiServer({
    pods: [pod],
    kubelet: {
      containers: [
        {
          program: async ({ container, write, sleep }) => {
            await write(`${container.image} says so\n`);
            if (container.image === 'ends:1') return 0;
            await sleep(60_000);
            return 0;
          },
          // Its end is not seen.
          exitSeenAfter: 60_000,
        },
      ],
    },
  });
  client = EphemeralContainersClient.fromToken({ server: server.url, token: 't', minor: '1.34' });
});
afterEach(async () => {
  vi.useRealTimers();
  client.close();
  await server.close();
});

async function start(image = 'busybox'): Promise<void> {
  session = await client.add(ref, { ...container, image });
  await session.waitForRunning();
}

/** Another Pod has its name, with a container of the same name that runs. */
async function replace(): Promise<void> {
  server.removePod('web');
  server.setPod(pod);
  const other = await client.add(ref, { ...container, image: 'other:1' });
  await other.waitForRunning();
}

function later(milliseconds: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + milliseconds });
}

/** What it read, and the error it ended with. */
async function follow(follow = true) {
  const read = { text: '', ended: Promise.resolve<unknown>(undefined) };
  const reading = async () => {
    for await (const bytes of session.logs({ follow })) read.text += bytes.toString();
  };
  read.ended = errorOf(reading());
  if (follow) await expect.poll(() => read.text).toMatch(/says so\n$/);
  return read;
}

const readsOfPod = () => server.requests.filter(({ path }) => path.endsWith('/pods/web')).length;

describe('a session whose Pod was replaced', () => {
  it.each([
    ['a while ago', () => later(4_000)],
    ['just now, which another call found out', async () => void (await errorOf(session.waitForExit()))],
  ])('%s: uses nothing of the new Pod', async (_, happens) => {
    await start();
    await replace();
    await happens();
    let output = '';
    const stdout = (bytes: Buffer) => {
      output += bytes.toString();
    };
    expect(await errorOf(session.attach({ stdin: 'exit\n', stdout }))).toMatchObject({
      kind: 'pod-replaced',
    });
    const read = await follow(false);
    expect(await read.ended).toMatchObject({ kind: 'pod-replaced' });
    expect([output, read.text]).toEqual(['', '']);
    expect(server.requests.some(({ path }) => /\/(attach|log)$/.test(path))).toBe(false);
  });

  it('while its log is followed: ends with what the old one wrote', async () => {
    await start();
    const read = await follow();
    await replace();
    expect(await read.ended).toMatchObject({ kind: 'pod-replaced' });
    expect(read.text).toBe('busybox says so\n');
  });

  it('while the connection of its log is broken', async () => {
    await start();
    const read = await follow();
    server.faults.add({ path: /\/log$/, times: 2, action: { kind: 'drop', when: 'before-commit' } });
    server.dropConnections();
    await replace();
    expect(await read.ended).toMatchObject({ kind: 'pod-replaced' });
    expect(read.text).toBe('busybox says so\n');
  });
});

describe('a log that is followed', () => {
  it('ends with its Pod, where that is deleted', async () => {
    await start();
    const read = await follow();
    server.removePod('web');
    expect(await read.ended).toMatchObject({ kind: 'pod-terminated', state: 'Deleted' });
  });

  it('ends with its Pod, where that fails and the container is said to run', async () => {
    await start('ends:1');
    const read = await follow();
    const status = server.getPod('web')?.status;
    server.setPod({ metadata: ref, status: { ...status, phase: 'Failed', reason: 'Evicted' } });
    expect(await read.ended).toMatchObject({
      kind: 'pod-terminated',
      state: 'Failed',
      message: expect.stringMatching(/: Evicted$/),
    });
    expect(read.text).toBe('ends:1 says so\n');
  });
});

it('is not looked at again where it was seen just now', async () => {
  await start();
  const before = readsOfPod();
  const attached = await session.attach();
  attached.detach();
  for await (const _ of session.logs()) break;
  for await (const _ of session.logs({ follow: true })) break;
  expect(readsOfPod()).toBe(before);
  later(4_000);
  for await (const _ of session.logs()) break;
  for await (const _ of session.logs()) break;
  expect(readsOfPod()).toBe(before + 1);
});

it('is not opened where the Pod has no such container', async () => {
  await start();
  expect(await errorOf(client.open(ref, 'nosuch'))).toMatchObject({
    kind: 'container-not-found',
    existing: ['dbg'],
    message: 'Pod "web" has no ephemeral container "nosuch"; it has: dbg',
  });
});
