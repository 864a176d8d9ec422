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
const tooLong = 'metadata.annotations: Too long: may not be more than 262144 bytes';
const image = (name: string): object => ({ spec: { containers: [{ name: 'app', image: name }] } });

// messages: kube-apiserver 1.37.2
describe('an update of a Pod', () => {
  test('may set a deadline and shorten it', async () => {
    expect((await patch({ spec: { activeDeadlineSeconds: 500 } })).code).toBe(200);
    expect((await patch({ spec: { activeDeadlineSeconds: 600 } })).body.message).toBe(
      'Pod "web" is invalid: spec.activeDeadlineSeconds: Invalid value: 600: must be less than or equal to previous value',
    );
    expect((await patch({ spec: { activeDeadlineSeconds: null } })).body.message).toBe(
      'Pod "web" is invalid: spec.activeDeadlineSeconds: Invalid value: null: must not update from a positive integer to nil value',
    );
    expect((await patch({ spec: { activeDeadlineSeconds: -1 } })).body.message).toBe(
      'Pod "web" is invalid: [spec.activeDeadlineSeconds: Invalid value: -1: must be between 1 and 2147483647, inclusive, spec.activeDeadlineSeconds: Invalid value: -1: must be between 0 and 2147483647, inclusive]',
    );
  });

  test('may add tolerations, and take none away', async () => {
    const added = { op: 'add', path: '/spec/tolerations/-', value: { key: 'b', operator: 'Exists' } };
    expect((await patch([added], 'json')).code).toBe(200);
    expect((await patch([{ op: 'remove', path: '/spec/tolerations/0' }], 'json')).body.message).toBe(
      'Pod "web" is invalid: spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds',
    );
  });

  test.each([
    ['a label', { metadata: { labels: { a: 'b c' } } }, `metadata.labels: ${labelValue}`],
    ['the key of a label', { metadata: { labels: { 'a b': 'b' } } }, `metadata.labels: ${key}`],
    [
      'the key of an annotation',
      { metadata: { annotations: { 'a b': 'b' } } },
      `metadata.annotations: ${key}`,
    ],
    ['annotations that are too long', { metadata: { annotations: { a: 'x'.repeat(300_000) } } }, tooLong],
    [
      'a finalizer',
      { metadata: { finalizers: ['x'] } },
      'metadata.finalizers[0]: Invalid value: "x": name is neither a standard finalizer name nor is it fully qualified',
    ],
    ['no image', image(''), 'spec.containers[0].image: Required value'],
    [
      'an image with a space',
      image(' a'),
      'spec.containers[0].image: Invalid value: " a": must not have leading or trailing whitespace',
    ],
    [
      'two causes',
      { metadata: { labels: { a: 'b c' } }, ...image('') },
      `[metadata.labels: ${labelValue}, spec.containers[0].image: Required value]`,
    ],
    [
      'a gate',
      { spec: { schedulingGates: [{ name: 'a' }] } },
      "spec.schedulingGates[0].name: Forbidden: only deletion is allowed, but found new scheduling gate 'a'",
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

  test('is judged by Pod Security, if it changes an image', async () => {
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

  test.each([
    ['a label', { labels: { a: 'b c' } }, {}, `metadata.labels: ${labelValue}`],
    ['annotations', { annotations: { a: 'x'.repeat(300_000) } }, {}, tooLong],
    [
      'mounts',
      {},
      {
        initContainers: [{ name: 'i', image: 'b', volumeMounts: [{ name: 'nope', mountPath: '/x' }] }],
        containers: [
          {
            name: 'a',
            image: 'b',
            volumeMounts: [
              { name: '', mountPath: '' },
              { name: 'v', mountPath: '/x' },
              { name: 'v', mountPath: '/x' },
            ],
          },
        ],
        volumes: [{ name: 'v', emptyDir: {} }],
      },
      '[spec.containers[0].volumeMounts[0].name: Required value, spec.containers[0].volumeMounts[0].name: Not found: "", spec.containers[0].volumeMounts[0].mountPath: Required value, spec.containers[0].volumeMounts[2].mountPath: Invalid value: "/x": must be unique, spec.initContainers[0].volumeMounts[0].name: Not found: "nope"]',
    ],
    [
      'a device',
      {},
      { containers: [{ name: 'a', image: 'b', volumeDevices: [{ name: 'nope', devicePath: '/x' }] }] },
      'spec.containers[0].volumeDevices[0].name: Not found: "nope"',
    ],
  ])('is refused for %s', async (_, metadata, spec, message) => {
    const { code, body } = await create(metadata, spec);
    expect([code, body.message]).toEqual([422, `Pod "new" is invalid: ${message}`]);
  });

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
    expect((await finalizers(['x.io/a', 'x.io/b'])).body.message).toBe(
      'Pod "web" is invalid: metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"x.io/b"}',
    );
    const before = server.getPod('web')?.metadata.generation;
    expect((await remove()).body.metadata.generation).toBe(before);
    expect((await finalizers(null)).code).toBe(200);
    expect((await send(podUrl(server))).code).toBe(404);
  });
});
