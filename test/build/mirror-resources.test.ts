import { expect, test } from 'vitest';
import { mirrorTarget, validateEphemeralContainer } from '../../generated/v1.37/index.js';
import type { Pod } from '../../src/core/pod.js';

const read = (resource: string, containerName?: string | null) => ({
  name: 'VALUE',
  valueFrom: { resourceFieldRef: { resource, ...(containerName !== undefined && { containerName }) } },
});

function podOf(kind: string, resource: string, limits?: object | null, containerName?: string | null): Pod {
  const target = { name: 'it', env: [read(resource, containerName)], resources: limits && { limits } };
  return { spec: { containers: [{ name: 'app' }], [kind]: [target] } };
}

/** The container that the mirrored variable names. */
function nameOf(pod: Pod): unknown {
  const { container } = mirrorTarget(pod, 'it');
  const validated = validateEphemeralContainer({ name: 'new', image: 'busybox', ...container }, { pod });
  expect(validated.ok).toBe(true);
  return container.env?.[0]?.valueFrom?.resourceFieldRef?.containerName;
}

// the kubelet gives a regular container by name what it gives it by itself, the node's where no limit is set
test.each(['limits.cpu', 'limits.memory', 'requests.cpu', 'limits.hugepages-2Mi'])(
  '%s of a regular container is read by name',
  (resource) => {
    expect(nameOf(podOf('containers', resource))).toBe('it');
    expect(nameOf(podOf('containers', resource, null, null))).toBe('it');
    expect(nameOf(podOf('containers', resource, { cpu: '1' }, ''))).toBe('it');
  },
);

// it does not look for ephemeral containers by name, and the new container could not start
test.each(['limits.cpu', 'requests.memory'])('%s of an ephemeral container is left alone', (resource) => {
  expect(nameOf(podOf('ephemeralContainers', resource))).toBeUndefined();
});

const set = { cpu: '500m', memory: 1024, 'ephemeral-storage': '1Gi' };
test.each([
  ['limits.cpu', set, 'it'],
  ['limits.memory', set, 'it'],
  ['limits.ephemeral-storage', set, 'it'],
  // 0 by name, the node's by itself
  ['limits.cpu', undefined, undefined],
  ['limits.memory', null, undefined],
  ['limits.ephemeral-storage', { cpu: '1' }, undefined],
  ['limits.cpu', { cpu: '0' }, undefined],
  ['limits.cpu', { cpu: null }, undefined],
  // 0 either way, and by name what it is where it is set
  ['requests.cpu', undefined, 'it'],
  ['limits.hugepages-2Mi', undefined, 'it'],
])('%s of an init container with limits %o names %s', (resource, limits, expected) => {
  expect(nameOf(podOf('initContainers', resource, limits))).toBe(expected);
});

test.each(['containers', 'initContainers', 'ephemeralContainers'])(
  'a variable of %s that names a container keeps it',
  (kind) => {
    expect(nameOf(podOf(kind, 'limits.cpu', undefined, 'app'))).toBe('app');
  },
);
