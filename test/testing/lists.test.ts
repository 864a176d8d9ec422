import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiServer, startApiServer } from '../../src/testing/index.js';
import { type Answer, podUrl, send, webPod } from './pods.js';

let server: ApiServer;
beforeEach(async () => {
  server = await startApiServer({ pods: [webPod('a'), webPod('b')] });
});
afterEach(() => server.close());

const list = (query: string, accept = 'application/json'): Promise<Answer> =>
  send(`${server.url}/api/v1/namespaces/default/pods?${query}`, { headers: { Accept: accept } });

test('a list goes on where its page ended, as of the version it began with', async () => {
  const first = await list('limit=1');
  server.removePod('b');
  const next = `limit=1&continue=${encodeURIComponent(first.body.metadata.continue)}`;
  const second = await list(next);
  expect(second.body.items.map(({ metadata }: { metadata: { name: string } }) => metadata.name)).toEqual([
    'b',
  ]);
  expect(second.body.metadata).toEqual({ resourceVersion: first.body.metadata.resourceVersion });
  server.compact();
  expect((await list(next)).code).toBe(410);
  expect((await list('continue=nonsense')).code).toBe(400);
});

test.each([
  ['app=a,tier', ['a']],
  ['app!=a', ['b']],
  ['!tier', ['b']],
  ['app in (a, b)', ['a', 'b']],
  ['app notin (a)', ['b']],
  ['weight>1', ['b']],
])('the label selector %s', async (selector, names) => {
  const labels = { a: { app: 'a', tier: 'x', weight: '1' }, b: { app: 'b', weight: '2' } };
  for (const [name, own] of Object.entries(labels)) server.setPod({ metadata: { name, labels: own } });
  const { body } = await list(`labelSelector=${encodeURIComponent(selector)}`);
  expect(body.items.map(({ metadata }: { metadata: { name: string } }) => metadata.name)).toEqual(names);
});

test.each(['app in a', '=a', 'a b'])('%s is no label selector', async (selector) => {
  expect((await list(`labelSelector=${encodeURIComponent(selector)}`)).code).toBe(400);
});

test('a client that takes no JSON is answered 406, one that prefers a table gets the list', async () => {
  expect((await list('', 'application/yaml')).code).toBe(406);
  const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';
  expect((await list('', accept)).body.kind).toBe('PodList');
});

test('a watch from a future version sends no earlier events', async () => {
  const path = `${server.url}/api/v1/namespaces/default/pods`;
  const answer = await fetch(`${path}?watch=1&timeoutSeconds=1&resourceVersion=99999`);
  server.setPod(webPod('c'));
  expect(await answer.text()).toBe('');
});

test('initial events at a future version are refused', async () => {
  const query = 'watch=1&timeoutSeconds=1&resourceVersion=99999&sendInitialEvents=true';
  const { code, body } = await list(`${query}&resourceVersionMatch=NotOlderThan`);
  const event = typeof body === 'string' ? JSON.parse(body.split('\n')[0] ?? '') : body;
  expect([code, event.type, event.object.code]).toEqual([200, 'ERROR', 504]);
  expect(event.object.message).toMatch(/^Timeout: Too large resource version: 99999, current: \d+$/);
});

test('the status of a Pod is the Pod', async () => {
  expect((await send(podUrl(server, '/status', 'a'))).body.metadata.name).toBe('a');
});

test('many requests at once are no leak', async () => {
  const warnings: string[] = [];
  const warn = (warning: Error): void => void warnings.push(warning.name);
  process.on('warning', warn);
  const watch = (): Promise<Response> => fetch(`${server.url}/api/v1/pods?watch=1`);
  const answers = await Promise.all(Array.from({ length: 20 }, watch));
  for (const answer of answers) await answer.body?.cancel();
  process.off('warning', warn);
  expect(warnings).not.toContain('MaxListenersExceededWarning');
});
