import { afterEach, expect, it } from 'vitest';
import { EphemeralContainersClient, type SentRequest } from '../../src/client/index.js';
import { errorOf } from '../contract/context.js';
import { createCleanup, ref, runThrough, startServer } from './transport/stand.js';

const { add, run: cleanUp } = createCleanup();
afterEach(cleanUp);

const path = '/api/v1/namespaces/default/pods';

it('tells of every request, attached streams included, and of no secret', async () => {
  const server = add(await startServer());
  const told: SentRequest[] = [];
  const client = add(
    EphemeralContainersClient.fromToken({
      server: server.url,
      token: 'secret',
      onRequest: (request) => void told.push(request),
    }),
  );
  await runThrough(client);
  const [first] = told;
  expect(first).toEqual({
    method: 'GET',
    path: '/version',
    status: 200,
    duration: expect.any(Number),
    attempt: 1,
  });
  const seen = told.map(({ method, path, status }) => `${method} ${path} ${status}`);
  expect(seen).toEqual(
    expect.arrayContaining([
      `PATCH ${path}/web/ephemeralcontainers 200`,
      `GET ${path}/web/attach 101`,
      `GET ${path}/web/log 200`,
      `GET ${path} 200`,
    ]),
  );
  expect(JSON.stringify(told)).not.toContain('secret');
  expect(told.every(({ duration }) => duration >= 0)).toBe(true);
});

it('tells which attempt it is, what was refused, and what had no answer', async () => {
  const server = add(
    await startServer({
      faults: [
        { method: 'GET', path: `${path}/web`, times: 1, action: { kind: 'status', code: 503 } },
        { method: 'GET', path: `${path}/web`, times: 1, action: { kind: 'drop', when: 'before-commit' } },
      ],
    }),
  );
  const told: SentRequest[] = [];
  const onRequest = (request: SentRequest) => void told.push(request);
  const client = add(EphemeralContainersClient.fromToken({ server: server.url, token: 'secret', onRequest }));
  await client.list(ref);
  expect(told.map(({ status, attempt }) => [status, attempt])).toEqual([
    [503, 1],
    [undefined, 2],
    [200, 3],
  ]);
});

it('ends the call with what it throws', async () => {
  const server = add(await startServer());
  const onRequest = () => {
    throw new RangeError('no');
  };
  const client = add(EphemeralContainersClient.fromToken({ server: server.url, token: 'secret', onRequest }));
  expect(await errorOf(client.list(ref))).toEqual(new RangeError('no'));
  expect(() =>
    EphemeralContainersClient.fromToken({ server: server.url, token: 't', onRequest: 5 as never }),
  ).toThrow('onRequest: must be a function, got number');
});

it('is closed by `await using`', async () => {
  const server = add(await startServer());
  const open = EphemeralContainersClient.fromToken({ server: server.url, token: 'secret' });
  {
    await using client = open;
    await client.list(ref);
  }
  expect(await errorOf(open.list(ref))).toMatchObject({ kind: 'aborted', message: 'the client was closed' });
});
