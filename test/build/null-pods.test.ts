import { describe, expect, test } from 'vitest';
import { adviseTarget } from '../../src/build/advise-target.js';
import { debugContainerOf, debugContainerWarningsOf } from '../../src/build/debug-container.js';
import { findContainer } from '../../src/build/find-container.js';
import { listContainers } from '../../src/build/list-containers.js';

import type { Pod } from '../../src/core/pod.js';
import { mirrorTarget } from '../../src/index.js';

// what a client in another language sends, and JSON.parse gives
const app = { name: 'app', securityContext: { runAsUser: 7 } };
const withApp: { readonly [what: string]: unknown } = {
  'no other lists': {
    spec: { containers: [app], initContainers: null, ephemeralContainers: null, volumes: null },
  },
  'null containers': {
    spec: { containers: [null, app, null], initContainers: [null], ephemeralContainers: [null] },
  },
  'no metadata': { metadata: null, spec: { containers: [app] }, status: null },
  'no annotations': { metadata: { name: null, annotations: null }, spec: { containers: [app], os: null } },
  'no statuses': { spec: { containers: [app] }, status: { containerStatuses: null } },
  'null statuses': {
    spec: { containers: [app], securityContext: null },
    status: { containerStatuses: [null, { name: 'app', state: null }], initContainerStatuses: [null] },
  },
  'a null annotation': {
    metadata: { annotations: { 'kubectl.kubernetes.io/default-container': null } },
    spec: { containers: [app] },
  },
};
const without: { readonly [what: string]: unknown } = {
  nothing: null,
  'no spec': { spec: null },
  'no lists': { spec: { containers: null } },
  'null containers only': { spec: { containers: [null], initContainers: [null] } },
  'what is no list': { spec: { containers: {}, initContainers: 'x', ephemeralContainers: 5 } },
};

const debug = (pod: unknown): { [key: string]: unknown } =>
  debugContainerOf({ image: 'b', target: 'app', profile: 'restricted', pod: pod as Pod }, '1.37');

describe.each(Object.entries(withApp))('a Pod with %s', (_, value) => {
  const pod = value as Pod;

  test('has its container', () => {
    expect(listContainers(pod)).toEqual([app]);
    expect(mirrorTarget(pod, 'app').container).toEqual({ securityContext: { runAsUser: 7 } });
    expect(adviseTarget(pod).target).toBe('app');
    expect(debug(pod)['securityContext']).toMatchObject({ runAsUser: 7 });
    expect(debugContainerWarningsOf({ image: 'b', pod }, '1.37')).toEqual([]);
  });
});

describe.each(Object.entries(without))('a Pod with %s', (_, value) => {
  const pod = value as Pod;

  test('has no container', () => {
    const error = new RangeError('the Pod has no container "app"; its containers: none');
    expect(() => findContainer(pod, 'app')).toThrow(error);
    expect(() => mirrorTarget(pod, 'app')).toThrow(error);
    expect(adviseTarget(pod)).toEqual({ target: undefined, reason: 'the Pod has no containers' });
    expect(debug(pod)['name']).toMatch(/^debugger-/);
    expect(debugContainerWarningsOf({ image: 'b', pod }, '1.37')).toEqual([]);
  });
});

test('the Pod is named where its name is known', () => {
  const pod = { metadata: { name: 'web' }, spec: { initContainers: [{ name: 'setup' }] } };
  expect(() => findContainer(pod, 'app')).toThrow('Pod "web" has no container "app"; its containers: setup');
});

test('containers are listed by kind, in the order asked for', () => {
  const pod = {
    spec: { containers: [app], initContainers: [{ name: 'i' }], ephemeralContainers: [{ name: 'e' }] },
  };
  expect(listContainers(pod).map(({ name }) => name)).toEqual(['app', 'i', 'e']);
  expect(listContainers(pod, ['ephemeralContainers', 'containers']).map(({ name }) => name)).toEqual([
    'e',
    'app',
  ]);
});
