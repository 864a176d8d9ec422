import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { errorOfStatus } from '../../src/client/errors/from-status.js';
import { kindsByName } from '../../src/client/errors/kinds.js';
import * as client from '../../src/client/index.js';
import { startApiServer } from '../../src/testing/index.js';
import { openCluster } from '../contract/cluster.js';
import { errorOf } from '../contract/context.js';
import { busybox } from '../contract/target.js';
import { aborted } from './errors/aborted.js';
import { askServer } from './errors/ask-server.js';
import { broken } from './errors/broken.js';
import { gone } from './errors/gone.js';
import { refused } from './errors/refused.js';
import { type Stage, setStage, type Way } from './errors/stage.js';

const ways: readonly Way[] = [...refused, ...gone, ...broken, ...aborted];

/** What no server of today answers the client with: why, and the answer it would be. */
const onlyOnTheTestingServer = {
  conflict: {
    because: 'the patch names no version, and the server itself tries it again when the Pod has changed',
    answer: { code: 409, reason: 'Conflict', message: 'the object has been modified' },
    says: /^the object has been modified$/,
  },
  'subresource-not-found': {
    because: 'every minor since 1.25 has pods/ephemeralcontainers',
    answer: { code: 404, reason: 'NotFound', message: 'the server could not find the requested resource' },
    says: /^the server has no pods\/ephemeralcontainers, which Kubernetes has from 1\.25 on/,
  },
} as const;

type Unreachable = keyof typeof onlyOnTheTestingServer;
const unreachable = Object.keys(onlyOnTheTestingServer) as Unreachable[];

function check(error: unknown, kind: client.ErrorKind, says: RegExp): void {
  if (!client.isClientError(error)) throw error;
  expect(error.kind).toBe(kind);
  expect(error.message).toMatch(says);
}

it('every kind of error is reached', () => {
  const reached = new Set<string>([...ways.map(({ kind }) => kind), ...unreachable]);
  expect([...reached].sort()).toEqual(Object.values(kindsByName).sort());
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
      if (way.ownCluster && at.clusterRun === '') return skip();
      const error = await way.reach(at);
      check(error, way.kind, way.says);
      expect(error).toMatchObject({ ...way.fields });
      expect((error as client.AnyClientError).status?.code).toBe(way.code);
    });
  }

  it('an old resourceVersion is a conflict', async () => {
    const { name } = await at.anyPod();
    const { namespace, kubeConfig } = at.target;
    const path = `/api/v1/namespaces/${namespace}/pods/${name}/ephemeralcontainers`;
    const contentType = 'application/strategic-merge-patch+json';
    const body = { metadata: { resourceVersion: '1' } };
    const { code, status } = await askServer(kubeConfig, { method: 'PATCH', path, contentType, body });
    check(
      errorOfStatus(code, status, { podName: name, containerName: 'dbg' }),
      'conflict',
      /was modified|been modified/,
    );
  });

  it('a subresource that the server does not have is told from a Pod that is not there', async () => {
    const { name } = await at.anyPod();
    const { namespace, kubeConfig } = at.target;
    const path = `/api/v1/namespaces/${namespace}/pods/${name}/nosuch`;
    const { code, status } = await askServer(kubeConfig, { method: 'PATCH', path, body: {} });
    const { says } = onlyOnTheTestingServer['subresource-not-found'];
    check(
      errorOfStatus(code, status, { podName: name, containerName: 'dbg' }),
      'subresource-not-found',
      says,
    );
  });
});

describe('on the testing server only', () => {
  it.each(unreachable)('%s', async (kind) => {
    const { because, answer, says } = onlyOnTheTestingServer[kind];
    const server = await startApiServer({
      pods: [{ metadata: { name: 'web' }, spec: { containers: [{ name: 'app' }] } }],
    });
    server.faults.add({
      path: /\/ephemeralcontainers$/,
      times: Number.POSITIVE_INFINITY,
      action: { kind: 'status', ...answer },
    });
    const own = client.EphemeralContainersClient.fromToken({ server: server.url, token: 'any' });
    const error = await errorOf(own.add({ name: 'web' }, busybox));
    own.close();
    await server.close();
    check(error, kind, says);
    expect(because).not.toBe('');
  });
});
