import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeadlineError, EphemeralContainersClient } from '../../src/client/index.js';
import type { ApiServer } from '../../src/testing/index.js';
import { errorOf } from '../contract/context.js';
import { connect, createCleanup, startServer } from './transport/stand.js';

const { add, run: cleanUp } = createCleanup();
let server: ApiServer;
let client: EphemeralContainersClient;

beforeEach(async () => {
  server = add(
    await startServer({
      pods: ['web', 'api'].map((name) => ({
        metadata: { name, labels: { app: name } },
        spec: { containers: [{ name: 'app', image: 'nginx:1' }] },
      })),
      kubelet: {
        containers: [
          { image: 'away:1', seenAfter: Number.POSITIVE_INFINITY },
          {
            image: 'quiet:1',
            program: async ({ sleep, write }) => {
              await sleep(4_000);
              await write('done\n');
              return 0;
            },
          },
          {
            image: 'mute:1',
            program: async ({ sleep }) => {
              await sleep(3_600_000);
              return 0;
            },
          },
        ],
      },
    }),
  );
  const options = { minor: '1.34', watchTimeout: 1 } as const;
  client = add(connect({ server: server.url, 'insecure-skip-tls-verify': true }, undefined, options));
});
afterEach(cleanUp);

const web = { name: 'web' };

describe('a program that is quiet for longer than a log may be silent', () => {
  it('is waited for over new connections, and its output is whole', async () => {
    const { output, exitCode } = await client.run(web, { image: 'quiet:1' });
    expect([exitCode, output.toString()]).toEqual([0, 'done\n']);
    const logs = server.requests.filter(({ path }) => path.endsWith('/log'));
    expect(logs.length).toBeGreaterThan(2);
  });
  it('ends at its deadline with what was last seen of it, and no word of the connection', async () => {
    const container = { name: 'mute', image: 'mute:1' };
    const error = (await errorOf(client.run(web, container, { timeout: 4_000 }))) as DeadlineError;
    expect(error.message).toBe(
      'deadline of 4 s passed while waiting for the end of ephemeral container "mute" in Pod "default/web" (last seen running, Pod Running)',
    );
    expect(error).toMatchObject({
      kind: 'deadline',
      containerName: 'mute',
      isStored: true,
    });
    expect(error.cause).toBeUndefined();
  });
});

describe('startTimeout', () => {
  it('ends a run whose container does not start', async () => {
    const container = { name: 'away', image: 'away:1' };
    const error = await errorOf(
      client.run(web, container, { startTimeout: 300, timeout: Number.POSITIVE_INFINITY }),
    );
    expect(error).toMatchObject({
      kind: 'deadline',
      timeout: 300,
      waitedFor: 'the start of ephemeral container "away" in Pod "default/web"',
      containerName: 'away',
      isStored: true,
    });
    expect(String(error)).toContain('(no status of the container yet, Pod Running)');
  });
  it('does not end one that started', async () => {
    const { exitCode } = await client.run(web, { image: 'quiet:1' }, { startTimeout: 3_000 });
    expect(exitCode).toBe(0);
  });
  it.each([0, -1, Number.NaN, '5'])('is no %j', async (startTimeout) => {
    const options = { startTimeout: startTimeout as number };
    expect(await errorOf(client.run(web, { image: 'quiet:1' }, options))).toBeInstanceOf(TypeError);
    expect(server.requests).toEqual([]);
  });
});

describe('fleet', () => {
  it('hands over the whole Pod of a selector, and passes streams and time of each', async () => {
    const outputs = new Map<string, string>();
    const results = client.fleet(
      { labelSelector: 'app in (web, api)' },
      (pod) => ({
        image: 'busybox',
        targetContainerName: String(pod.spec?.containers?.[0]?.name),
        command: ['cat'],
      }),
      {
        until: 'exit',
        perPod: ({ name }) => ({
          stdin: `input of ${name}\n`,
          stdout: (chunk) => void outputs.set(name, (outputs.get(name) ?? '') + chunk.toString()),
          timeout: 30_000,
        }),
      },
    );
    for await (const result of results) expect(result).toMatchObject({ ok: true, run: { exitCode: 0 } });
    expect(Object.fromEntries(outputs)).toEqual({ web: 'input of web\n', api: 'input of api\n' });
  });
  it('has the time that is of a Pod end only that', async () => {
    const results = client.fleet(
      [{ name: 'web' }, { name: 'api' }],
      { name: 'late', image: 'away:1' },
      {
        perPod: ({ name }) => ({ timeout: name === 'web' ? 200 : 1_500 }),
      },
    );
    const timeouts: unknown[] = [];
    for await (const result of results)
      timeouts.push([result.podKey.name, !result.ok && result.error.message.slice(0, 18)]);
    expect(timeouts[0]).toEqual(['web', expect.stringMatching(/^deadline of /)]);
    expect(timeouts.length).toBe(2);
  });
});

it('a session is opened without a request where the Pod in hand has the container', async () => {
  await client.add(web, { name: 'kept', image: 'mute:1' });
  const pod = await client.readPod(web);
  const before = server.requests.length;
  expect((await client.open(pod, 'kept')).name).toBe('kept');
  expect(server.requests.length).toBe(before);
  expect(await errorOf(client.open(pod, 'other'))).toMatchObject({
    kind: 'container-not-found',
    containerName: 'other',
    existing: ['kept'],
  });
  expect(server.requests.length).toBe(before + 1);
});
