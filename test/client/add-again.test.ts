import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EphemeralContainersClient } from '../../src/client/index.js';
import type { ApiServer } from '../../src/testing/index.js';
import { errorOf } from '../contract/context.js';
import { withinSome } from '../limits.js';
import { startStub, stubPod, stubRef } from './stub-server.js';
import { connect, createCleanup, ref, startServer } from './transport/stand.js';

const { add, run: cleanUp } = createCleanup();
let server: ApiServer;
let client: EphemeralContainersClient;
beforeEach(async () => {
  server = add(await startServer());
  client = add(connect({ server: server.url, 'insecure-skip-tls-verify': true }));
});
afterEach(cleanUp);

const env = [
  { name: 'A', value: '1' },
  { name: 'B', value: '2' },
];
const full = { name: 'dbg', image: 'busybox:1', command: ['sleep', '99'], env, stdin: true };
const stored = () => server.getPod('web')?.spec.ephemeralContainers ?? [];

describe('a name that is there', () => {
  it.each<[string, { image: string; [field: string]: unknown }]>([
    ['lacks fields', { image: 'busybox:1' }],
    ['lacks a variable', { ...full, env: env.slice(0, 1) }],
    ['lacks input', { ...full, stdin: undefined }],
    ['has another image', { ...full, image: 'busybox:2' }],
    ['has another value', { ...full, env: [{ name: 'A', value: '2' }] }],
  ])('is taken for a container that %s', async (_, other) => {
    await client.add(ref, full);
    const again = { ...other, name: 'dbg' } as typeof full;
    for (const pod of [ref, await client.readPod(ref)]) {
      expect(await errorOf(client.add(pod, again))).toMatchObject({
        kind: 'name-taken',
        containerName: 'dbg',
      });
    }
    expect((await client.preview(ref, again)).dryRun.error).toMatchObject({ kind: 'name-taken' });
    expect(stored()).toHaveLength(1);
  });

  it.each<[string, object]>([
    ['as it was', {}],
    ['with its defaults written out', { terminationMessagePolicy: 'File', imagePullPolicy: 'IfNotPresent' }],
    ['with empty fields', { args: [], tty: false, volumeMounts: null }],
    ['with a field that nobody knows', { nonsense: 1 }],
  ])('is not for the same, %s', async (_, more) => {
    await client.add(ref, full);
    const again = { ...full, ...more } as typeof full;
    for (const pod of [ref, await client.readPod(ref)]) {
      expect((await client.add(pod, again, { fieldValidation: 'Ignore' })).name).toBe('dbg');
    }
    expect(stored()).toHaveLength(1);
  });
});

/** What Go merges into something else than itself: the first of a name takes the value of each that has it. */
const repeated = { image: 'busybox:1', env: [env[0], { name: 'A', value: '2' }] as typeof env };

describe('a container with a variable twice', () => {
  const taken = 'Pod "web" is invalid: spec: existing ephemeral containers "NAME" may not be changed';
  const stand = async (change: (container: object) => object) => {
    let pod: object = stubPod;
    let patches = 0;
    const stub = add(
      await startStub((step, response, body) => {
        if (step === 'read') return Boolean(response.end(JSON.stringify(pod)));
        if (step !== 'patch') return false;
        const sent = (JSON.parse(body) as { spec: { ephemeralContainers: { name: string }[] } }).spec;
        const [container] = sent.ephemeralContainers;
        if (patches++ > 0) {
          const message = taken.replace('NAME', container?.name ?? '');
          response.writeHead(422).end(JSON.stringify({ kind: 'Status', message, code: 422 }));
          return true;
        }
        pod = { ...stubPod, spec: { ...stubPod.spec, ephemeralContainers: [change(container ?? {})] } };
        response.destroy();
        return true;
      }),
    );
    return { stub, client: add(stub.connect({ minor: '1.34' })) };
  };

  it.each<[string, (container: object) => object]>([
    ['', (container) => container],
    [
      ', to which a webhook added',
      (container) => ({ ...container, env: [{ name: 'X', value: 'x' }, ...repeated.env], stdin: true }),
    ],
  ])('is added though the answer was lost%s', async (_, change) => {
    const { stub, client } = await stand(change);
    const session = await client.add(stubRef, repeated);
    expect(session.name).toMatch(/^debugger-/);
    expect(session.pod.spec?.ephemeralContainers).toHaveLength(1);
    expect(stub.asked).toEqual(['read', 'patch', 'patch', 'read']);
  });

  it('is not where another one took the name', async () => {
    const { client } = await stand((container) => ({ ...container, image: 'other' }));
    expect(await errorOf(client.add(stubRef, repeated))).toMatchObject({
      kind: 'name-taken',
      status: { code: 422 },
    });
  });
});

it('a container that a webhook changed as it was stored is added', async () => {
  const stub = add(
    await startStub((step, response) => {
      if (step !== 'patch') return false;
      const changed = { name: 'dbg', image: 'mirror/busybox', env };
      const spec = { ...stubPod.spec, ephemeralContainers: [changed] };
      return Boolean(response.end(JSON.stringify({ ...stubPod, spec })));
    }),
  );
  expect((await add(stub.connect()).add(stubRef, { name: 'dbg', image: 'busybox' })).name).toBe('dbg');
});

it.each(['delete', 'replace'])('no field is an order to the server: $patch: %s', async (order) => {
  await client.add(ref, { name: 'first', image: 'busybox:1' });
  const container = { ...full, $patch: order, securityContext: { $patch: order, runAsUser: 5 } };
  await client.add(ref, container as typeof full, { fieldValidation: 'Ignore' });
  expect(stored()).toMatchObject([{ name: 'first' }, { ...full, securityContext: { runAsUser: 5 } }]);
});

describe('a container of which it is open whether it was stored', () => {
  const container = { image: 'busybox:1', command: ['sleep', '99'] };
  const hang = () => {
    server.faults.add({ method: 'PATCH', action: { kind: 'hang', when: 'after-commit' } });
  };
  const again = async (error: unknown) => {
    const { containerName: name = '' } = error as { readonly containerName?: string };
    expect(stored().map((item) => item.name)).toEqual([name]);
    await client.add(ref, { ...container, name });
    expect(stored()).toHaveLength(1);
  };
  const open =
    /; ephemeral container "debugger-\w{5}" may have been stored, and adding it again by that name is safe$/;

  it('is named by the error of the deadline', async () => {
    await withinSome(async (timeout) => {
      server.faults.clear();
      hang();
      const error = await errorOf(client.add(ref, container, { timeout }));
      expect(error).toMatchObject({ kind: 'deadline', message: expect.stringMatching(open) });
      await again(error);
    });
  });

  it('is named by the error of an abort', async () => {
    hang();
    const controller = new AbortController();
    const adding = errorOf(client.run(ref, container, { signal: controller.signal }));
    await expect.poll(() => stored()).toHaveLength(1);
    controller.abort();
    const error = await adding;
    expect(error).toMatchObject({ kind: 'aborted', message: expect.stringMatching(open) });
    await again(error);
  });

  it('is named by an error of the server, in its own words', async () => {
    const action = { kind: 'status', code: 500, when: 'after-commit' } as const;
    server.faults.add({ method: 'PATCH', times: 9, action });
    const error = await errorOf(client.add(ref, container));
    expect(error).toMatchObject({ kind: 'server-unavailable' });
    expect(String(error)).not.toMatch(open);
    server.faults.clear();
    await again(error);
  });

  it('is named, and not in doubt, once it was stored', async () => {
    await withinSome(async (timeout) => {
      const error = await errorOf(client.run(ref, container, { timeout }));
      expect(error).toMatchObject({ kind: 'deadline', containerName: stored().at(-1)?.name });
      expect(String(error)).not.toMatch(open);
    });
  });

  it('is not named by what went wrong before it was sent, or on a dry run', async () => {
    server.faults.add({ method: 'GET', path: /web$/, action: { kind: 'hang', when: 'before-commit' } });
    const before = await errorOf(client.add(ref, container, { timeout: 300 }));
    expect(before).toMatchObject({ kind: 'deadline', containerName: undefined });
    server.faults.clear();
    hang();
    const dry = await errorOf(client.add(ref, container, { timeout: 500, dryRun: true }));
    expect(dry).toMatchObject({ kind: 'deadline', containerName: undefined });
  });
});
