import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ApiServer, startApiServer } from '../../src/testing/index.js';
import { addContainer, namesOf, podUrl, send, until, untilRunning, webPod } from './pods.js';
import { openSession } from './sockets.js';

let server: ApiServer;
beforeEach(async () => {
  server = await startApiServer({ pods: [webPod()] });
});
afterEach(() => server.close());

const container = { name: 'dbg', image: 'busybox:1' };
const patch = { method: 'PATCH', path: /\/ephemeralcontainers$/ };
const added = (): string[] => namesOf(server.getPod('web'));

describe('a request', () => {
  test.each([
    ['before-commit', false, []],
    ['after-commit', false, ['dbg']],
    ['before-commit', true, []],
    ['after-commit', true, ['dbg']],
  ] as const)('dropped %s (reset: %s) leaves %j', async (when, reset, names) => {
    const fault = server.faults.add({ ...patch, action: { kind: 'drop', when, reset } });
    await expect(addContainer(server, container)).rejects.toThrow();
    expect(added()).toEqual(names);
    expect(fault.hits()).toBe(1);
    expect((await addContainer(server, container)).code).toBe(200);
    expect(added()).toEqual(['dbg']);
  });

  test('answered 429 says when to come back', async () => {
    server.faults.add({ ...patch, action: { kind: 'status', code: 429, retryAfter: 7 } });
    const { code, headers, body } = await addContainer(server, container);
    expect([code, headers.get('retry-after'), body.reason, body.details]).toEqual([
      429,
      '7',
      'TooManyRequests',
      { retryAfterSeconds: 7 },
    ]);
    expect(added()).toEqual([]);
  });

  test('answered 504 after the commit', async () => {
    server.faults.add({ ...patch, action: { kind: 'status', code: 504, when: 'after-commit' } });
    expect((await addContainer(server, container)).code).toBe(504);
    expect(added()).toEqual(['dbg']);
  });

  test.each([
    ['before-commit', []],
    ['after-commit', ['dbg']],
  ] as const)('that hangs %s never gets an answer', async (when, names) => {
    server.faults.add({ ...patch, action: { kind: 'hang', when } });
    const aborted = new AbortController();
    const answer = fetch(podUrl(server, '/ephemeralcontainers'), {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/strategic-merge-patch+json' },
      body: JSON.stringify({ spec: { ephemeralContainers: [container] } }),
      signal: aborted.signal,
    });
    const settled = answer.then(
      () => 'answered',
      () => 'aborted',
    );
    await until(
      () => server.requests.length,
      (count) => count === 1,
    );
    // a request after it is answered, so its own answer would have come
    expect((await send(podUrl(server))).code).toBe(200);
    expect(added()).toEqual(names);
    aborted.abort();
    expect(await settled).toBe('aborted');
  });

  test('is delayed', async () => {
    server.faults.add({ ...patch, action: { kind: 'delay', ms: 50 } });
    const begin = performance.now();
    expect((await addContainer(server, container)).code).toBe(200);
    expect(performance.now() - begin).toBeGreaterThan(45);
  });
});

describe('which requests', () => {
  test('skip and times count matching ones', async () => {
    server.faults.add({ method: 'GET', skip: 1, times: 2, action: { kind: 'status', code: 503 } });
    const codes: number[] = [];
    for (let time = 0; time < 5; time += 1) codes.push((await send(podUrl(server))).code);
    expect(codes).toEqual([200, 503, 503, 200, 200]);
  });

  test('removed ones apply to no request', async () => {
    const fault = server.faults.add({
      times: Number.POSITIVE_INFINITY,
      action: { kind: 'status', code: 500 },
    });
    expect((await send(podUrl(server))).code).toBe(500);
    fault.remove();
    expect((await send(podUrl(server))).code).toBe(200);
    expect(fault.hits()).toBe(1);
  });
});

describe('what a fault cannot do to a request, it does not count', () => {
  test('gone is for watches and lists', async () => {
    const fault = server.faults.add({ action: { kind: 'gone' } });
    expect((await send(podUrl(server))).code).toBe(200);
    expect(fault.hits()).toBe(0);
    const { code, body } = await send(`${server.url}/api/v1/pods`);
    expect([code, body.reason, body.message]).toEqual([
      410,
      'Expired',
      'The resourceVersion for the provided list is too old.',
    ]);
    expect(fault.hits()).toBe(1);
  });

  test('a status after the commit is answered to a watch', async () => {
    server.faults.add({ watch: true, action: { kind: 'status', code: 503, when: 'after-commit' } });
    expect((await send(`${server.url}/api/v1/pods?watch=1&timeoutSeconds=5`)).code).toBe(503);
  });

  test.each(['close', 'reset'] as const)('an answer that is no stream is cut, too: %s', async (how) => {
    server.faults.add({ action: { kind: 'cut', afterBytes: 20, how } });
    await expect(send(podUrl(server))).rejects.toThrow();
    expect((await send(podUrl(server))).code).toBe(200);
  });

  test.each([
    [409, 'Conflict', 'the server reported a conflict'],
    [410, 'Expired', 'The provided resource version is too old.'],
    [502, 'InternalError', 'an error on the server ("fault") has prevented the request from succeeding'],
  ])('%i has its reason', async (code, reason, message) => {
    server.faults.add({ action: { kind: 'status', code } });
    const { body } = await send(podUrl(server));
    expect([body.code, body.reason, body.message]).toEqual([code, reason, message]);
  });
});

describe('a stream', () => {
  const watchUrl = (): string => `${server.url}/api/v1/namespaces/default/pods?watch=1`;

  test.each(['close', 'reset'] as const)('of a watch is cut after so many bytes: %s', async (how) => {
    server.faults.add({ watch: true, action: { kind: 'cut', afterBytes: 10, how } });
    const response = await fetch(watchUrl());
    const chunks: Uint8Array[] = [];
    const reading = (async () => {
      for await (const chunk of response.body ?? []) chunks.push(chunk);
    })();
    await expect(reading).rejects.toThrow();
    expect(Buffer.concat(chunks).length).toBeLessThanOrEqual(10);
    expect((await send(podUrl(server))).code).toBe(200);
  });

  test('of a watch falls silent', async () => {
    server.faults.add({ watch: true, action: { kind: 'cut', afterBytes: 10, how: 'silent' } });
    const response = await fetch(watchUrl());
    const reader = response.body?.getReader();
    const first = await reader?.read();
    expect(first?.value?.length).toBe(10);
    const next = reader?.read().then(
      () => 'more',
      () => 'cancelled',
    );
    await addContainer(server, container);
    await untilRunning(server, 'dbg');
    const other = await Promise.race([next, Promise.resolve('nothing')]);
    expect(other).toBe('nothing');
    await reader?.cancel();
  });

  test.each([
    ['event', 200],
    ['answer', 410],
  ] as const)('of a watch is told 410 as %s', async (as, code) => {
    server.faults.add({ watch: true, action: { kind: 'gone', as } });
    const answer = await send(watchUrl());
    expect(answer.code).toBe(code);
    expect(JSON.stringify(answer.body)).toContain('"reason":"Expired"');
  });

  test('of a log is cut', async () => {
    await addContainer(server, { ...container, command: ['sh', '-c', 'seq 1000'] });
    await until(
      () => server.getPod('web')?.status.ephemeralContainerStatuses?.[0]?.state.terminated,
      (terminated) => terminated !== undefined,
    );
    server.faults.add({ path: /\/log$/, action: { kind: 'cut', afterBytes: 100 } });
    await expect(send(podUrl(server, '/log?container=dbg'))).rejects.toThrow();
    expect((await send(podUrl(server, '/log?container=dbg'))).body.split('\n')).toHaveLength(1001);
  });

  test('of attach is cut, and the container goes on', async () => {
    await addContainer(server, { ...container, command: ['cat'], stdin: true });
    await untilRunning(server, 'dbg');
    server.faults.add({ path: /\/attach$/, action: { kind: 'cut', afterBytes: 3 } });
    const url = podUrl(server, '/attach?container=dbg&stdin=true&stdout=true');
    const session = await openSession(url);
    session.socket.on('error', () => {});
    session.send(0, 'abcdefg');
    expect(await session.closed).toBe(1006);
    expect(session.status()).toBeUndefined();
    const again = await openSession(url);
    again.send(0, 'more');
    await until(again.stdout, (text) => text === 'more');
    again.socket.terminate();
  });

  test.each([
    [{ kind: 'drop', when: 'before-commit' }, undefined],
    [{ kind: 'status', code: 503 }, 503],
  ] as const)('of attach is refused: %j', async (action, code) => {
    await addContainer(server, { ...container, command: ['cat'], stdin: true });
    await untilRunning(server, 'dbg');
    server.faults.add({ path: /\/attach$/, action });
    const error = await openSession(podUrl(server, '/attach?container=dbg&stdout=true')).catch(
      (reason) => reason,
    );
    expect(error).toBeInstanceOf(Error);
    expect(error.code === 'ECONNRESET' ? undefined : error.code).toBe(code);
  });
});
