import { afterEach, describe, expect, it } from 'vitest';
import type { PodRef } from '../../src/client/index.js';
import { errorOf } from '../contract/context.js';
import { startStub, stubPod, stubRef } from './stub-server.js';
import { connect, createCleanup, startServer } from './transport/stand.js';

const { add, run: cleanUp } = createCleanup();
afterEach(cleanUp);

const container = { image: 'busybox:1' };
const ended: [string, object][] = [
  ['mirror-pod', { metadata: { ...stubPod.metadata, annotations: { 'kubernetes.io/config.mirror': 'x' } } }],
  ['pod-terminated', { status: { phase: 'Succeeded' } }],
  ['pod-terminated', { metadata: { ...stubPod.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' } }],
];

describe.each(ended)('a Pod that takes no container: %s', (kind, change) => {
  const pod = { ...stubPod, ...change };

  it('is refused without a request where it is in hand', async () => {
    const stub = add(await startStub(() => false));
    expect(await errorOf(add(stub.connect()).add(pod, container))).toMatchObject({ kind });
    expect(stub.asked).toEqual([]);
  });

  it('is what a preview tells', async () => {
    const stub = add(await startStub(() => false));
    const preview = await add(stub.connect()).preview(pod, container);
    expect(preview).toMatchObject({ ok: false, dryRun: { ok: false, error: { kind } } });
  });
});

describe('a Pod Security label that is none', () => {
  it.each([
    ['enforce', 'baseline', 'garbage', 'baseline', 'latest'],
    ['enforce', 'baseline', '1.30', 'baseline', 'latest'],
    ['enforce', 'baseline', 'v1.030', 'baseline', 'latest'],
    ['enforce', 'nonsense', 'v1.30', 'restricted', 'v1.30'],
    ['warn', 'baseline', 'v1.99', 'baseline', 'v1.99'],
  ])('%s %s:%s is evaluated as %s:%s', async (mode, label, version, level, evaluated) => {
    const prefix = `pod-security.kubernetes.io/${mode}`;
    const labels = { [prefix]: label, [`${prefix}-version`]: version };
    const stub = add(
      await startStub((step, response, _, path) => {
        if (step !== 'read' || path !== '/api/v1/namespaces/default') return false;
        return Boolean(response.end(JSON.stringify({ metadata: { labels } })));
      }),
    );
    const preview = await add(stub.connect()).preview(stubRef, {
      ...container,
      securityContext: { privileged: true },
    });
    expect(preview.podSecurity).toMatchObject([{ mode, level, version: evaluated, allowed: false }]);
  });
});

it('the session of a dry run waits for nothing', async () => {
  const server = add(await startServer());
  const client = add(connect({ server: server.url, 'insecure-skip-tls-verify': true }));
  const session = await client.add({ name: 'web' }, container, { dryRun: true });
  expect(session.pod.spec?.ephemeralContainers).toMatchObject([{ name: session.name }]);
  for (const attempt of [
    session.waitForRunning(),
    session.waitForExit(),
    session.attach(),
    session.logs().next(),
  ]) {
    expect(String(await errorOf(attempt))).toMatch(
      /^TypeError: ephemeral container "debugger-\w+" in Pod "default\/web" is not there: it was a dry run$/,
    );
  }
});

describe('arguments that make no sense', () => {
  const podRef = 'podRef: needs a name: { namespace, name }, or a Pod with metadata.name';
  it.each<[unknown, string]>([
    [null, podRef],
    [undefined, podRef],
    ['web', podRef],
    [{}, podRef],
    [{ name: 5 }, podRef],
    [{ metadata: null }, podRef],
    [{ namespace: '', name: 'web' }, 'podRef: namespace "" cannot be part of a path'],
    [{ namespace: null, name: 'web' }, 'podRef: namespace null cannot be part of a path'],
    [{ name: '\ud800' }, 'podRef: name "\\ud800" cannot be part of a path'],
  ])('are a reference %j', async (ref, message) => {
    const stub = add(await startStub(() => false));
    const error = await errorOf(add(stub.connect()).add(ref as PodRef, container));
    expect(error).toEqual(new TypeError(message));
    expect(stub.asked).toEqual([]);
  });

  it.each([null, undefined, 'busybox', 5])('are a container %j', async (wrong) => {
    const stub = add(await startStub(() => false));
    const error = await errorOf(add(stub.connect()).add(stubRef, wrong as never));
    expect(error).toEqual(
      new TypeError(`container: must be an object such as { image: 'busybox' }, got ${wrong}`),
    );
  });

  it('are options, of which every call rejects', async () => {
    const client = add(add(await startStub(() => false)).connect());
    const none = null as never;
    for (const call of [
      () => client.add(stubRef, container, none),
      () => client.run(stubRef, container, none),
      () => client.selectPods({}, none),
      () => client.add(stubRef, container, { fieldValidation: 'strict' as 'Strict' }),
    ]) {
      expect(await errorOf(call())).toBeInstanceOf(TypeError);
    }
  });

  it('are none for a name beside metadata that is not there', async () => {
    const client = add(add(await startStub(() => false)).connect());
    const ref = { metadata: undefined, name: 'web' } as unknown as PodRef;
    expect(await client.list(ref)).toEqual([]);
  });
});
