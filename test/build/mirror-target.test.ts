import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ephemeralContainer, mirrorTarget, validateEphemeralContainer } from '../../generated/v1.37/index.js';
import type { Pod } from '../../src/core/pod.js';

const why = 'cannot be set for an Ephemeral Container';
const app = {
  name: 'app',
  image: 'nginx',
  command: ['nginx'],
  workingDir: '/srv',
  env: [
    { name: 'LEVEL', value: 'debug' },
    { name: 'CPUS', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1' } } },
    { name: 'SIDE', valueFrom: { resourceFieldRef: { containerName: 'side', resource: 'limits.cpu' } } },
    { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'token', key: 'value' } } },
  ],
  envFrom: [{ prefix: 'APP_', configMapRef: { name: 'settings' } }],
  ports: [{ containerPort: 80 }],
  resources: { limits: { cpu: '1' } },
  volumeMounts: [
    { name: 'data', mountPath: '/data', readOnly: true },
    { name: 'data', mountPath: '/etc/app.conf', subPath: 'app.conf' },
    { name: 'data', mountPath: '/logs', subPathExpr: '$(NAME)' },
    { name: 'data', mountPath: '/whole', subPath: '' },
    { name: 'data', mountPath: '/all', subPath: null, subPathExpr: null },
  ],
  volumeDevices: [{ name: 'disk', devicePath: '/dev/xvda' }],
  securityContext: { runAsUser: 1000, capabilities: { drop: ['ALL'] } },
  livenessProbe: { exec: { command: ['true'] } },
  lifecycle: { preStop: { exec: { command: ['true'] } } },
  terminationMessagePath: '/dev/termination-log',
};
const pod: Pod = {
  metadata: { name: 'web' },
  spec: {
    containers: [app, { name: 'side' }],
    initContainers: [{ name: 'setup' }],
    ephemeralContainers: [{ name: 'old', image: 'busybox' } as { name: string }],
    volumes: [
      { name: 'data' },
      { name: 'disk', persistentVolumeClaim: { claimName: 'disk' } } as { name: string },
    ],
  },
};

test('takes over environment, mounts, devices and security context', () => {
  const [level, , side, token] = app.env;
  expect(mirrorTarget(pod, 'app').container).toStrictEqual({
    env: [
      level,
      {
        name: 'CPUS',
        valueFrom: { resourceFieldRef: { containerName: 'app', resource: 'limits.cpu', divisor: '1' } },
      },
      side,
      token,
    ],
    envFrom: app.envFrom,
    volumeMounts: [app.volumeMounts[0], app.volumeMounts[3], { name: 'data', mountPath: '/all' }],
    volumeDevices: app.volumeDevices,
    securityContext: app.securityContext,
  });
});

test('reports what it left out', () => {
  expect(mirrorTarget(pod, 'app').omitted).toEqual([
    { path: ['ports'], reason: why },
    { path: ['resources'], reason: why },
    { path: ['livenessProbe'], reason: why },
    { path: ['lifecycle'], reason: why },
    { path: ['volumeMounts', 1], reason: `subPath ${why}` },
    { path: ['volumeMounts', 2], reason: `subPathExpr ${why}` },
  ]);
});

test('reports nothing of empty fields', () => {
  const target = { name: 'app', ports: [], resources: {}, env: [], volumeMounts: null, securityContext: {} };
  expect(mirrorTarget({ spec: { containers: [target] } }, 'app')).toEqual({
    container: { securityContext: {} },
    omitted: [],
  });
});

test('shares nothing with the Pod, and does not change it', () => {
  const before = JSON.stringify(pod);
  const { container } = mirrorTarget(pod, 'app');
  container.env?.splice(0);
  Object.assign(container.securityContext ?? {}, { privileged: true });
  Object.assign(container.volumeMounts?.[0] ?? {}, { mountPath: '/' });
  expect(JSON.stringify(pod)).toBe(before);
});

test.each(['setup', 'old', 'side'])('%s can be mirrored too', (name) => {
  expect(mirrorTarget(pod, name).omitted).toEqual([]);
});

test('names the containers there are', () => {
  expect(() => mirrorTarget(pod, 'nginx')).toThrow(
    new RangeError('Pod "web" has no container "nginx"; its containers: app, side, setup, old'),
  );
  expect(() => mirrorTarget({}, 'x')).toThrow('the Pod has no container "x"; its containers: none');
});

describe('the result is valid for its Pod', () => {
  const validate = (owner: Pod, name: string): unknown => {
    const { container } = mirrorTarget(owner, name);
    const debuggerContainer = ephemeralContainer({ name: 'mirror-of-it', image: 'busybox', ...container });
    const result = validateEphemeralContainer(debuggerContainer, { pod: owner });
    return result.ok ? 'ok' : result.causes.map(({ field, message }) => `${field}: ${message}`);
  };

  test('of a container with everything', () => {
    expect(validate(pod, 'app')).toBe('ok');
  });

  const recorded: { [name: string]: Pod } = JSON.parse(
    readFileSync(new URL('../conformance/recorded/pods.json', import.meta.url), 'utf8'),
  );
  // a static Pod takes no ephemeral container at all
  const takers = Object.entries(recorded).filter(([key]) => key !== 'mirror');
  const all = takers.flatMap(([key, owner]) =>
    [...(owner.spec?.containers ?? []), ...(owner.spec?.initContainers ?? [])].map(({ name }) => ({
      key,
      name,
    })),
  );
  test.each(all)('of $name in the recorded Pod $key', ({ key, name }) => {
    expect(validate(recorded[key] ?? {}, name)).toBe('ok');
  });

  test('of any container that a Pod can have', () => {
    const mount = fc.record(
      {
        name: fc.constantFrom('data', 'logs'),
        mountPath: fc.uuid().map((id) => `/mnt/${id}`),
        readOnly: fc.boolean(),
        subPath: fc.constantFrom('', null, 'a/b'),
        mountPropagation: fc.constantFrom('None', 'HostToContainer'),
      },
      { requiredKeys: ['name', 'mountPath'] },
    );
    const variable = fc.constantFrom<object>(
      { name: 'A', value: '$(B)' },
      { name: 'B', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
      { name: 'C', valueFrom: { resourceFieldRef: { resource: 'requests.memory' } } },
      { name: 'D', valueFrom: { configMapKeyRef: { name: 'm', key: 'k', optional: true } } },
    );
    const target = fc.record(
      {
        name: fc.constant('app'),
        env: fc.array(variable, { maxLength: 4 }),
        envFrom: fc.array(fc.constant({ secretRef: { name: 's' } }), { maxLength: 2 }),
        volumeMounts: fc.array(mount, { maxLength: 4 }),
        securityContext: fc.record(
          {
            runAsUser: fc.nat(70000),
            runAsNonRoot: fc.boolean(),
            readOnlyRootFilesystem: fc.boolean(),
            seccompProfile: fc.constantFrom(
              { type: 'RuntimeDefault' },
              { type: 'Localhost', localhostProfile: 'a.json' },
            ),
          },
          { requiredKeys: [] },
        ),
        resources: fc.constantFrom({}, { limits: { memory: '1Gi' } }),
        ports: fc.constantFrom([], [{ containerPort: 80 }]),
        restartPolicy: fc.constant('Always'),
      },
      { requiredKeys: ['name'] },
    );
    const property = fc.property(target, (container) => {
      const owner = { spec: { containers: [container], volumes: [{ name: 'data' }, { name: 'logs' }] } };
      expect(validate(owner, 'app')).toBe('ok');
      const subPaths = (container.volumeMounts ?? []).filter(({ subPath }) => subPath === 'a/b').length;
      const { omitted, container: mirrored } = mirrorTarget(owner, 'app');
      expect(omitted.filter(({ path }) => path[0] === 'volumeMounts')).toHaveLength(subPaths);
      expect((mirrored.volumeMounts ?? []).length + subPaths).toBe((container.volumeMounts ?? []).length);
    });
    fc.assert(property, { numRuns: 300 });
  });
});
