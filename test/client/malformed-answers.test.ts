import { afterEach, describe, expect, it } from 'vitest';
import { errorOf } from '../contract/context.js';
import { type Step, startStub, stubPod, stubRef } from './stub-server.js';
import { createCleanup } from './transport/stand.js';

const { add, run: cleanUp } = createCleanup();
afterEach(cleanUp);

const container = { name: 'dbg', image: 'busybox' };

async function stand(at: Step, code: number, body: string, headers: Record<string, string> = {}) {
  const stub = add(
    await startStub((step, response) => {
      if (step !== at) return false;
      response.writeHead(code, headers).end(body);
      return true;
    }),
  );
  return { stub, client: add(stub.connect()) };
}

const withSpec = (spec: object) => JSON.stringify({ ...stubPod, spec });

describe('an answer of 200 that is of another shape', () => {
  const noPods = [
    'null',
    '5',
    '"x"',
    '[]',
    '{}',
    '{"metadata":null}',
    '{"kind":"PodList","metadata":{"uid":"u"}}',
    withSpec([]),
    withSpec({ containers: {} }),
    withSpec({ ephemeralContainers: {} }),
    withSpec({ ephemeralContainers: [null] }),
    JSON.stringify({ ...stubPod, status: { ephemeralContainerStatuses: {} } }),
  ];

  it.each(noPods)('is no Pod to add to, and nothing is sent to it: %s', async (body) => {
    const { stub, client } = await stand('read', 200, body);
    expect(await errorOf(client.add(stubRef, container))).toMatchObject({
      kind: 'request-failed',
      message: expect.stringMatching(/^the server's answer is not (a Pod|an object), check the address/),
    });
    expect(stub.asked).not.toContain('patch');
  });

  it.each(noPods)('is no Pod that a container was added to: %s', async (body) => {
    const { client } = await stand('patch', 200, body);
    expect(await errorOf(client.add(stubRef, container))).toMatchObject({ kind: 'request-failed' });
  });

  it.each(['null', '[]', '{}', '{"items":{}}', '{"items":[null]}', '{"items":[{}]}'])(
    'is no list of Pods: %s',
    async (body) => {
      const { client } = await stand('list', 200, body);
      expect(await errorOf(client.selectPods({}))).toMatchObject({ kind: 'request-failed' });
    },
  );

  it('is no version', async () => {
    const { client } = await stand('version', 200, 'null');
    expect(await errorOf(client.add(stubRef, container))).toMatchObject({ kind: 'request-failed' });
  });

  it('is right where Go writes null for an empty list', async () => {
    const { client } = await stand('read', 200, withSpec({ containers: null, ephemeralContainers: null }));
    expect((await client.add(stubRef, { image: 'busybox' })).name).toMatch(/^debugger-/);
    const { client: other } = await stand('list', 200, '{"items":null}');
    expect(await other.selectPods({})).toEqual([]);
  });
});

describe('a Status with members of a wrong type', () => {
  it.each([
    { message: 5 },
    { details: null },
    { details: { causes: {} } },
    { details: { causes: [null] } },
    { details: { causes: [{ field: 5, message: 6, reason: {} }] } },
  ])('is an error without them: %j', async (status) => {
    const { client } = await stand('patch', 422, JSON.stringify({ kind: 'Status', ...status }));
    expect(await errorOf(client.add(stubRef, container))).toMatchObject({
      kind: 'invalid',
      status: { code: 422 },
    });
  });

  it('does not say when to ask again', async () => {
    const body = JSON.stringify({ kind: 'Status', details: { retryAfterSeconds: 'abc' } });
    const { stub, client } = await stand('read', 429, body);
    expect(await errorOf(client.list(stubRef, { timeout: 1_000 }))).toMatchObject({ kind: 'deadline' });
    expect(stub.asked.length).toBeLessThan(10);
  });
});

describe('a code of HTTP', () => {
  it.each([408, 500, 502, 507, 520, 529])('%i may pass, and is asked again', async (code) => {
    let left = 1;
    const stub = add(
      await startStub((_, response) => left-- > 0 && Boolean(response.writeHead(code).end('later'))),
    );
    expect(await add(stub.connect()).list(stubRef)).toEqual([]);
    expect(stub.asked).toHaveLength(2);
  });

  it.each([418, 425, 501, 505])('%i stays', async (code) => {
    const { stub, client } = await stand('read', code, 'no');
    expect(await errorOf(client.list(stubRef))).toMatchObject({ kind: 'request-failed', status: { code } });
    expect(stub.asked).toHaveLength(1);
  });

  it('500 is asked four times, though its Status has no code', async () => {
    const { stub, client } = await stand('read', 500, '{"kind":"Status","message":"boom"}');
    expect(await errorOf(client.list(stubRef))).toMatchObject({ message: 'boom', status: { code: 500 } });
    expect(stub.asked).toHaveLength(4);
  });
});

describe('Retry-After', () => {
  it('may be a date', async () => {
    let since = 0;
    const stub = add(
      await startStub((_, response) => {
        if (since > 0) return false;
        since = Date.now();
        const at = new Date(Math.ceil(since / 1_000) * 1_000 + 1_000);
        response.writeHead(503, { 'Retry-After': at.toUTCString() }).end();
        return true;
      }),
    );
    await add(stub.connect()).list(stubRef);
    expect(Date.now() - since).toBeGreaterThanOrEqual(990);
  });

  it.each([
    ['in a header', '', { 'Retry-After': '3600' }],
    ['in the Status', '{"kind":"Status","details":{"retryAfterSeconds":3600}}', {}],
  ])('beyond the deadline is an error at once: %s', async (_, body, headers) => {
    const { stub, client } = await stand('read', 429, body, headers);
    // it would be the test that ends if it waited
    expect(await errorOf(client.list(stubRef, { timeout: 3_000_000 }))).toMatchObject({
      kind: 'server-unavailable',
      retryAfter: 3_600_000,
    });
    expect(stub.asked).toHaveLength(1);
  });

  it.each(['-1', 'soon', '1.5x'])('that is malformed is ignored: %s', async (text) => {
    let left = 1;
    const stub = add(
      await startStub(
        (_, response) => left-- > 0 && Boolean(response.writeHead(503, { 'Retry-After': text }).end()),
      ),
    );
    expect(await add(stub.connect()).list(stubRef)).toEqual([]);
  });
});
