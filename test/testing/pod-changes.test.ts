import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ApiServer, startApiServer } from '../../src/testing/index.js';
import { type Answer, podUrl, send, until, webPod } from './pods.js';

let server: ApiServer;
beforeEach(async () => {
  server = await startApiServer({
    namespaces: {
      strict: { labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
      warned: { labels: { 'pod-security.kubernetes.io/warn': 'restricted' } },
    },
    pods: [
      webPod('web', { tolerations: [{ key: 'a', operator: 'Exists' }] }),
      { ...webPod(), metadata: { name: 'web', namespace: 'strict' } },
      { ...webPod(), metadata: { name: 'web', namespace: 'warned' } },
    ],
  });
});
afterEach(() => server.close());

const types = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
};

function patch(body: object, type: keyof typeof types = 'strategic', namespace = 'default'): Promise<Answer> {
  return send(podUrl(server, '', 'web', namespace), {
    method: 'PATCH',
    headers: { 'Content-Type': types[type] },
    body: JSON.stringify(body),
  });
}

function create(metadata: object, spec: object = {}): Promise<Answer> {
  const pod = webPod('new', spec);
  return send(`${server.url}/api/v1/namespaces/default/pods`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...pod, metadata: { name: 'new', ...metadata } }),
  });
}

const labelValue =
  "Invalid value: \"b c\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
const key =
  "Invalid value: \"a b\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const image = (name: string): object => ({ spec: { containers: [{ name: 'app', image: name }] } });

// messages: kube-apiserver 1.37.2
describe('an update of a Pod', () => {
  test('may change an image, the deadline and tolerations', async () => {
    expect((await patch(image('nginx:2'))).code).toBe(200);
    expect((await patch({ spec: { activeDeadlineSeconds: 500 } })).code).toBe(200);
    const added = { op: 'add', path: '/spec/tolerations/-', value: { key: 'b', operator: 'Exists' } };
    expect((await patch([added], 'json')).code).toBe(200);
    expect((await patch({ spec: { hostNetwork: true } })).body.message).toMatch(
      /^Pod "web" is invalid: spec: Forbidden: pod updates may not change fields other than /,
    );
  });

  test.each([
    ['a label', { metadata: { labels: { a: 'b c' } } }, `metadata.labels: ${labelValue}`],
    ['the key of a label', { metadata: { labels: { 'a b': 'b' } } }, `metadata.labels: ${key}`],
    ['no image', image(''), 'spec.containers[0].image: Required value'],
    [
      'two causes',
      { metadata: { labels: { a: 'b c' } }, ...image('') },
      `[metadata.labels: ${labelValue}, spec.containers[0].image: Required value]`,
    ],
    [
      'another identity',
      { metadata: { uid: '1-1' } },
      'metadata.uid: Invalid value: "1-1": field is immutable',
    ],
  ])('is refused for %s', async (_, body, message) => {
    const { code, body: status } = await patch(body);
    expect([code, status.message]).toEqual([422, `Pod "web" is invalid: ${message}`]);
  });

  test('is evaluated by Pod Security, if it changes an image', async () => {
    expect((await patch({ metadata: { labels: { a: 'b' } } }, 'merge', 'strict')).code).toBe(200);
    const { code, body } = await patch(image('nginx:2'), 'strategic', 'strict');
    expect(code).toBe(403);
    expect(body.message).toMatch(/^pods "web" is forbidden: violates PodSecurity "restricted:latest": /);
    const warned = await patch(image('nginx:2'), 'strategic', 'warned');
    expect(warned.code).toBe(200);
    expect(warned.headers.get('warning')).toContain('would violate PodSecurity');
  });
});

describe('a new Pod', () => {
  test('has no version', async () => {
    const { code, body } = await create({ resourceVersion: '5' });
    expect([code, body.message]).toEqual([500, 'resourceVersion should not be set on objects to be created']);
    expect((await create({ resourceVersion: '0' })).code).toBe(201);
  });

  test.each([['a label', { labels: { a: 'b c' } }, {}, `metadata.labels: ${labelValue}`]])(
    'is refused for %s',
    async (_, metadata, spec, message) => {
      const { code, body } = await create(metadata, spec);
      expect([code, body.message]).toEqual([422, `Pod "new" is invalid: ${message}`]);
    },
  );

  test.each([
    ['BestEffort', {}],
    ['Burstable', { requests: { cpu: '1' } }],
    ['Guaranteed', { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '1' } }],
  ])('is %s by its resources', async (qosClass, resources) => {
    const { body } = await create({}, { containers: [{ name: 'a', image: 'b', resources }] });
    expect(body.status.qosClass).toBe(qosClass);
  });
});

describe('a Pod with finalizers', () => {
  const remove = (query = ''): Promise<Answer> => send(podUrl(server, query), { method: 'DELETE' });
  const finalizers = (list: readonly string[] | null): Promise<Answer> =>
    patch({ metadata: { finalizers: list } }, 'merge');

  test.each(['', '?gracePeriodSeconds=0'])('stays until they are gone: DELETE %s', async (query) => {
    await finalizers(['x.io/a']);
    expect((await remove(query)).body.metadata.deletionTimestamp).toBeDefined();
    await until(
      () => server.getPod('web')?.metadata.deletionGracePeriodSeconds,
      (seconds) => seconds === 0,
    );
    const before = server.getPod('web')?.metadata.generation;
    expect((await remove()).body.metadata.generation).toBe(before);
    expect((await finalizers(null)).code).toBe(200);
    expect((await send(podUrl(server))).code).toBe(404);
  });
});
