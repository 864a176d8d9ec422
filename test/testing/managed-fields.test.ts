import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiServer, startApiServer } from '../../src/testing/index.js';
import { type Answer, addContainer, podUrl, send, webPod } from './pods.js';

let server: ApiServer;
beforeEach(async () => {
  server = await startApiServer({
    pods: [webPod(), webPod('old', { ephemeralContainers: [{ name: 'dbg', image: 'busybox:1' }] })],
  });
});
afterEach(() => server.close());

function apply(containers: object[], query: string, pod = 'web'): Promise<Answer> {
  return send(podUrl(server, `/ephemeralcontainers?${query}`, pod), {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/apply-patch+yaml' },
    body: JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: pod },
      spec: { ephemeralContainers: containers },
    }),
  });
}

interface Entry {
  readonly manager: string;
  readonly operation: string;
  readonly subresource: string;
  readonly fieldsV1: { 'f:spec': { 'f:ephemeralContainers': Readonly<Record<string, object>> } };
}

function owners(answer: Answer): (readonly [manager: string, operation: string, fields: object])[] {
  return (answer.body.metadata.managedFields as Entry[]).map(({ manager, operation, fieldsV1 }) => [
    manager,
    operation,
    fieldsV1['f:spec']['f:ephemeralContainers'],
  ]);
}

const element = (name: string): string => `k:{"name":"${name}"}`;

test("what is applied is its manager's, field by field", async () => {
  const env = [{ name: 'A', value: '1' }];
  const answer = await apply([{ name: 'dbg', image: 'busybox:1', command: ['sh'], env }], 'fieldManager=m');
  expect(owners(answer)).toEqual([
    [
      'm',
      'Apply',
      {
        [element('dbg')]: {
          '.': {},
          'f:command': {},
          'f:env': { [element('A')]: { '.': {}, 'f:name': {}, 'f:value': {} } },
          'f:image': {},
          'f:name': {},
        },
      },
    ],
  ]);
});

test('an update owns the containers that it adds, and an apply over them is a conflict', async () => {
  const added = await addContainer(
    server,
    { name: 'dbg', image: 'busybox:1' },
    { query: '?fieldManager=debug' },
  );
  const [[manager, operation, fields] = []] = owners(added);
  expect([manager, operation, Object.keys(fields ?? {})]).toEqual(['debug', 'Update', [element('dbg')]]);
  const refused = await apply([{ name: 'dbg', image: 'other:1' }], 'fieldManager=m');
  expect([refused.code, refused.body.message]).toEqual([
    409,
    'Apply failed with 1 conflict: conflict with "debug" with subresource "ephemeralcontainers" using v1: .spec.ephemeralContainers[name="dbg"].image',
  ]);
});

test('the same applied by two is theirs together', async () => {
  const container = { name: 'dbg', image: 'busybox:1' };
  await apply([container], 'fieldManager=m');
  const both = await apply([container], 'fieldManager=n');
  expect(
    owners(both)
      .map(([manager]) => manager)
      .sort(),
  ).toEqual(['m', 'n']);
  // what one leaves out now is still the other's
  expect((await apply([], 'fieldManager=n')).code).toBe(200);
});

test("what a Pod was given with is somebody's before the first apply", async () => {
  const refused = await apply([{ name: 'dbg', image: 'other:1' }], 'fieldManager=m', 'old');
  expect(refused.body.message).toContain('conflict with "before-first-apply" with subresource');
});

test('a Pod itself is not applied here', async () => {
  const { code, body } = await send(podUrl(server, '?fieldManager=m'), {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/apply-patch+yaml' },
    body: '{}',
  });
  expect([code, body.message]).toEqual([415, expect.stringContaining('ephemeralcontainers only')]);
});
