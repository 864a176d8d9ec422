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

// messages: kube-apiserver 1.37.2
test('a list that goes on has its version already', async () => {
  const { body } = await list('limit=1');
  const next = `limit=1&continue=${encodeURIComponent(body.metadata.continue)}`;
  const refused = await list(`${next}&resourceVersion=5`);
  expect([refused.code, refused.body.message]).toEqual([
    400,
    'specifying resource version is not allowed when using continue',
  ]);
  expect((await list(`${next}&resourceVersion=0`)).code).toBe(200);
});

test('a watch of what is yet to come tells nothing of before', async () => {
  const path = `${server.url}/api/v1/namespaces/default/pods`;
  const answer = await fetch(`${path}?watch=1&timeoutSeconds=1&resourceVersion=99999`);
  server.setPod(webPod('c'));
  expect(await answer.text()).toBe('');
});

test('initial events as of what is yet to come are refused', async () => {
  const query = 'watch=1&timeoutSeconds=1&resourceVersion=99999&sendInitialEvents=true';
  const { code, body } = await list(`${query}&resourceVersionMatch=NotOlderThan`);
  const event = typeof body === 'string' ? JSON.parse(body.split('\n')[0] ?? '') : body;
  expect([code, event.type, event.object.code]).toEqual([200, 'ERROR', 504]);
  expect(event.object.message).toMatch(/^Timeout: Too large resource version: 99999, current: \d+$/);
});

test('a watch is not written in YAML', async () => {
  const { code, body } = await list('watch=1&timeoutSeconds=1', 'application/yaml');
  expect(code).toBe(406);
  expect(body).toContain('reason: NotAcceptable');
  expect(body).toContain('application/json;stream=watch');
});

test('metadata of none is no list', async () => {
  const accept = 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io';
  expect((await list('labelSelector=a%3Dnone', accept)).body.items).toBeNull();
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
