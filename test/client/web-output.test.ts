import { afterEach, beforeEach, expect, it } from 'vitest';
import { EphemeralContainersClient } from '../../src/client/index.js';
import type { ApiServer } from '../../src/testing/index.js';
import { errorOf } from '../contract/context.js';
import { ref, startServer } from './transport/stand.js';

const talks = { image: 'busybox', command: ['sh', '-c', 'echo out; echo err >&2'] };
let server: ApiServer;
let client: EphemeralContainersClient;
beforeEach(async () => {
  server = await startServer();
  client = EphemeralContainersClient.fromToken({ server: server.url, token: 'secret' });
});
afterEach(async () => {
  client.close();
  await server.close();
});

function collect() {
  let text = '';
  const stream = new WritableStream<Uint8Array>({
    async write(chunk) {
      await new Promise((resolve) => setImmediate(resolve));
      text += Buffer.from(chunk).toString();
    },
  });
  return { stream, text: () => text };
}

it('takes the output of run, and stays open and unlocked', async () => {
  const { stream, text } = collect();
  await client.run(ref, talks, { stdout: stream, stderr: stream });
  expect(text().split('\n').sort()).toEqual(['', 'err', 'out']);
  expect(stream.locked).toBe(false);
  await stream.getWriter().write(Buffer.from('more'));
  expect(text()).toMatch(/more$/);
});

it('takes the output of attach', async () => {
  const { stream, text } = collect();
  const session = await client.add(ref, {
    image: 'busybox',
    command: ['sh', '-c', 'cat'],
    stdin: true,
    stdinOnce: true,
  });
  await session.waitForRunning();
  const attached = await session.attach({ stdin: 'typed\n', stdout: stream });
  expect(await attached.done).toBe('ended');
  expect(text()).toBe('typed\n');
});

it('takes the output of each Pod of a fleet', async () => {
  const { stream, text } = collect();
  for await (const result of client.fleet([ref], talks, {
    until: 'exit',
    perPod: () => ({ stdout: stream }),
  }))
    expect(result.ok).toBe(true);
  expect(text()).toContain('out\n');
});

it('takes a log, by way of a ReadableStream', async () => {
  const { stream, text } = collect();
  const session = await client.add(ref, talks);
  await session.waitForExit();
  await ReadableStream.from(session.logs({ follow: true })).pipeTo(stream);
  expect(text().split('\n').sort()).toEqual(['', 'err', 'out']);
});

it('ends the call where it cannot be written', async () => {
  const stream = new WritableStream<Uint8Array>({
    write() {
      throw new Error('full');
    },
  });
  expect(await errorOf(client.run(ref, talks, { stdout: stream }))).toMatchObject({
    kind: 'aborted',
    message: expect.stringContaining('full'),
  });
  const locked = collect().stream;
  locked.getWriter();
  expect(await errorOf(client.run(ref, talks, { stdout: locked }))).toMatchObject({ kind: 'aborted' });
});
