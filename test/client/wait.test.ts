import { afterEach, describe, expect, it } from 'vitest';
import { EphemeralContainersClient, type WaitOptions } from '../../src/client/index.js';
import { startApiServer } from '../../src/testing/index.js';
import { errorOf } from '../contract/context.js';
import { hang, withinSome } from '../limits.js';
import { startStub, stubPod, stubRef } from './stub-server.js';
import { createCleanup } from './transport/stand.js';

const { add, run: cleanUp } = createCleanup();
afterEach(cleanUp);

const container = { name: 'dbg', image: 'busybox' };
const line = (type: string, object: unknown) => `${JSON.stringify({ type, object })}\n`;
const refusal = (code: number, reason: string) =>
  line('ERROR', { kind: 'Status', status: 'Failure', code, reason, message: 'no' });

/** A server of a Pod whose container is in `state`, and whose watches bring so much, and end. */
async function stand(
  state: object | undefined,
  { pods, events }: Partial<Record<'pods' | 'events', string>>,
) {
  const statuses = state && [{ name: 'dbg', state }];
  const pod = { ...stubPod, status: { phase: 'Running', ephemeralContainerStatuses: statuses ?? null } };
  const counts = { lists: 0, watches: 0 };
  const stub = add(
    await startStub((_, response, __, path) => {
      const isWatch = path.includes('watch=true');
      const answer = path.includes('/events') ? events : isWatch ? pods : JSON.stringify({ items: [pod] });
      if (!isWatch && !/\/pods\?/.test(path)) return false;
      counts[isWatch ? 'watches' : 'lists']++;
      // What is left open says nothing more.
      if (answer === undefined) response.flushHeaders();
      else response.end(answer);
      return true;
    }),
  );
  const client = add(stub.connect());
  return { counts, session: await client.add(stubRef, container) };
}

describe('watches that end at once', () => {
  it.each([
    ['in good order', ''],
    ['after a bookmark', line('BOOKMARK', { kind: 'Pod', metadata: { resourceVersion: '9' } })],
    ['since the version is gone', refusal(410, 'Expired')],
    ['since the server fails', refusal(500, 'InternalError')],
    ['after null', 'null\n'],
    ['after an error without a status', line('ERROR', null)],
    ['after an event without an object', line('MODIFIED', null)],
    ['after an event of no kind that is known', line('CHANGED', stubPod)],
  ])('%s are asked for a few times only', async (_, pods) => {
    await withinSome(
      async (timeout) => {
        const { session, counts } = await stand(undefined, { pods, events: pods });
        expect(await errorOf(session.waitForRunning({ timeout }))).toMatchObject({ kind: 'deadline' });
        expect(counts.watches).toBeGreaterThan(2);
        expect(counts.watches).toBeLessThan(20);
        expect(counts.lists).toBeLessThan(12);
      },
      [1_500, 6_000],
    );
  });
});

describe('a Pod that a watch brings', () => {
  it('is refused if it is malformed', async () => {
    const { session } = await stand(undefined, { pods: line('MODIFIED', { metadata: { uid: 5 } }) });
    expect(await errorOf(session.waitForRunning())).toMatchObject({
      kind: 'request-failed',
    });
  });
});

describe('the events of a container that cannot start', () => {
  const event = (uid: string, message: string) =>
    line('ADDED', {
      metadata: { uid },
      involvedObject: { fieldPath: 'spec.ephemeralContainers{dbg}' },
      type: 'Warning',
      reason: 'Failed',
      message,
    });

  it.each([
    ['waits', { waiting: { reason: 'RunContainerError', message: 'no such file' } }, 'RunContainerError'],
    ['is said to have ended', { terminated: { exitCode: 128, reason: 'StartError' } }, 'StartError'],
  ])('are with the error, though its status is quicker: it %s', async (_, state, reason) => {
    const { session } = await stand(state, { events: event('1', 'Error: no such file') });
    for (const waiting of [session.waitForRunning(), session.waitForExit()]) {
      const error = await errorOf(waiting);
      expect(error).toMatchObject({ kind: 'start-failed', reason, events: [{ reason: 'Failed' }] });
    }
  });

  it('are told once each, and again when they changed', async () => {
    const state = { waiting: { reason: 'ErrImagePull' } };
    await withinSome(async (timeout) => {
      const { session, counts } = await stand(state, { events: event('1', 'one') + event('2', 'two') });
      const told: string[] = [];
      const onEvent: WaitOptions['onEvent'] = ({ message }) => void told.push(message);
      const imagePullTimeout = Number.POSITIVE_INFINITY;
      await errorOf(session.waitForRunning({ imagePullTimeout, timeout, onEvent }));
      expect(counts.watches).toBeGreaterThan(2);
      expect(told).toEqual(['one', 'two']);
    });
  });

  it('are told again when they happened again', async () => {
    const server = add(
      await startApiServer({
        pods: [stubPod],
        kubelet: { backOff: 300, containers: [{ failure: { reason: 'ErrImagePull', message: 'no' } }] },
      }),
    );
    const client = add(EphemeralContainersClient.fromToken({ server: server.url, token: 't' }));
    const session = await client.add(stubRef, container);
    const controller = new AbortController();
    const { signal } = controller;
    const imagePullTimeout = Number.POSITIVE_INFINITY;
    const onEvent: WaitOptions['onEvent'] = ({ count }) => void (count > 1 && controller.abort());
    const error = await errorOf(session.waitForRunning({ imagePullTimeout, timeout: hang, signal, onEvent }));
    expect(error).toMatchObject({ kind: 'aborted' });
  });
});

describe('a callback that fails', () => {
  const wrong = new Error('of the caller');
  const throws = () => {
    throw wrong;
  };
  const rejects = async () => throws();
  it.each([
    ['onState', throws],
    ['onState', rejects],
    ['onEvent', throws],
    ['onEvent', rejects],
  ] as const)('%s: ends the wait with what it failed with', async (name, callback) => {
    const state = { waiting: { reason: 'ErrImagePull' } };
    const events = line('ADDED', {
      metadata: { uid: '1' },
      involvedObject: { fieldPath: 'spec.ephemeralContainers{dbg}' },
      reason: 'Pulling',
    });
    const { session } = await stand(state, { events });
    expect(await errorOf(session.waitForRunning({ [name]: callback }))).toBe(wrong);
  });
});

describe('what makes no sense', () => {
  it.each([Number.NaN, -1, null, '5000'])('imagePullTimeout: %s', async (imagePullTimeout) => {
    const { session } = await stand({ waiting: { reason: 'ErrImagePull' } }, {});
    const options = { imagePullTimeout } as WaitOptions;
    const wrong = `imagePullTimeout: must be a number of milliseconds, 0 at least, got ${imagePullTimeout}`;
    await expect(session.waitForRunning(options)).rejects.toThrow(new TypeError(wrong));
  });

  it.each([[null], [5], [[]]])('options: %j', async (options) => {
    const { session } = await stand(undefined, {});
    const wrong = new TypeError(`options: must be an object, got ${String(options)}`);
    const call = (name: 'waitForRunning' | 'waitForExit' | 'attach') => session[name](options as object);
    await expect(call('waitForRunning')).rejects.toThrow(wrong);
    await expect(call('waitForExit')).rejects.toThrow(wrong);
    await expect(call('attach')).rejects.toThrow(wrong);
    await expect(session.logs(options as object).next()).rejects.toThrow(wrong);
  });
});
