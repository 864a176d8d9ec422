import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { errorOfStatus } from '../../src/client/errors/from-status.js';
import { kindsByName } from '../../src/client/errors/kinds.js';
import { EphemeralContainersClient } from '../../src/client/index.js';
import { startApiServer } from '../../src/testing/index.js';
import { openCluster } from '../contract/cluster.js';
import { errorOf } from '../contract/context.js';
import { askServer } from '../contract/errors/ask-server.js';
import { type Stage, setStage } from '../contract/errors/stage.js';
import { checkError, checkWay, ways } from '../contract/errors/ways.js';
import { busybox } from '../contract/target.js';

/** What no server of today answers the client with: the testing server does, and the cluster when asked by hand. */
const byHandOnly = {
  // The patch names no version, and a server tries it again by itself where the Pod was changed meanwhile.
  conflict: {
    says: /the object has been modified/,
    answer: { code: 409, reason: 'Conflict', message: 'the object has been modified' },
    subresource: 'ephemeralcontainers',
    body: { metadata: { resourceVersion: '1' } },
  },
  // Every minor since 1.25 has the subresource.
  'subresource-not-found': {
    says: /^the server has no pods\/ephemeralcontainers, which Kubernetes has from 1\.25 on/,
    answer: { code: 404, reason: 'NotFound', message: 'the server could not find the requested resource' },
    subresource: 'nosuch',
    body: {},
  },
} as const;

const unusual = ['conflict', 'subresource-not-found'] as const satisfies (keyof typeof byHandOnly)[];

it('every kind of error is reached', () => {
  const reached = new Set<string>([...ways.map(({ kind }) => kind), ...unusual]);
  const classes = Object.values(kindsByName);
  const found = classes.filter((kind) => reached.has(kind));
  console.log(`error classes: ${found.length} of ${classes.length} reached`);
  expect([...reached].sort()).toEqual(classes.sort());
});

describe('on the cluster', () => {
  let at: Stage;
  beforeAll(async () => {
    const target = await openCluster(inject('kubeconfig'), 'errors');
    at = setStage(target, inject('clusterRun'));
  });
  afterAll(() => at?.close());

  for (const way of ways) {
    it(`${way.kind}: ${way.title}`, async ({ skip }) => {
      if (way.needs === 'its files' && at.clusterRun === '') return skip();
      await checkWay(at, way);
    });
  }

  it.each(unusual)('%s is told by the answer to a request made by hand', async (kind) => {
    const { says, subresource, body } = byHandOnly[kind];
    const { name } = await at.anyPod();
    const { namespace, kubeConfig } = at.target;
    const { code, status } = await askServer(kubeConfig, {
      method: 'PATCH',
      path: `/api/v1/namespaces/${namespace}/pods/${name}/${subresource}`,
      contentType: 'application/strategic-merge-patch+json',
      body,
    });
    checkError(errorOfStatus(code, status, { podName: name, containerName: 'dbg' }), kind, says);
  });
});

describe('on the testing server', () => {
  it.each(unusual)('%s', async (kind) => {
    const { says, answer } = byHandOnly[kind];
    const pod = { metadata: { name: 'web' }, spec: { containers: [{ name: 'app' }] } };
    const server = await startApiServer({ pods: [pod] });
    const action = { kind: 'status', ...answer } as const;
    server.faults.add({ path: /\/ephemeralcontainers$/, times: Number.POSITIVE_INFINITY, action });
    const client = EphemeralContainersClient.fromToken({ server: server.url, token: 'any' });
    const error = await errorOf(client.add({ name: 'web' }, busybox));
    client.close();
    await server.close();
    checkError(error, kind, says);
  });
});
