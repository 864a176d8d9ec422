import { expect, test } from 'vitest';
import { minors } from '../../generated/facts/minors.js';
import { forPod, validateEphemeralContainer } from '../../generated/v1.25/index.js';
import * as v1_37 from '../../generated/v1.37/index.js';
import { mirrorTargetOf } from '../../src/build/mirror-target.js';

const app = {
  name: 'app',
  env: [
    { name: 'A', value: '1' },
    { name: 'B', valueFrom: { fileKeyRef: { volumeName: 'data', path: 'env', key: 'B' } } },
    { name: 'C', value: '3' },
  ],
  volumeMounts: [
    { name: 'data', mountPath: '/part', subPath: 'a', recursiveReadOnly: 'Disabled' },
    { name: 'data', mountPath: '/data', readOnly: true, recursiveReadOnly: 'IfPossible' },
  ],
  securityContext: { runAsUser: 7, appArmorProfile: { type: 'RuntimeDefault' } },
};
const pod = { spec: { containers: [app], volumes: [{ name: 'data', emptyDir: {} }] } };
const subPath = {
  path: ['volumeMounts', 0],
  reason: 'subPath cannot be set for an Ephemeral Container',
};
const old = {
  container: {
    env: [app.env[0], app.env[2]],
    volumeMounts: [{ name: 'data', mountPath: '/data', readOnly: true }],
    securityContext: { runAsUser: 7 },
  },
  omitted: [
    subPath,
    { path: ['env', 1], reason: 'unknown field "valueFrom.fileKeyRef"' },
    { path: ['volumeMounts', 1, 'recursiveReadOnly'], reason: 'unknown field "recursiveReadOnly"' },
    { path: ['securityContext', 'appArmorProfile'], reason: 'unknown field "appArmorProfile"' },
  ],
};

test('what a later minor brought is left out and reported', () => {
  const before = JSON.stringify(pod);
  expect(mirrorTargetOf(pod, 'app', validateEphemeralContainer)).toEqual(old);
  expect(forPod(pod).mirrorTarget('app')).toEqual(old);
  expect(JSON.stringify(pod)).toBe(before);
});

test('and kept in the minor that has it', () => {
  const { container, omitted } = mirrorTargetOf(pod, 'app', v1_37.validateEphemeralContainer);
  expect(container).toEqual({ ...app, name: undefined, volumeMounts: [app.volumeMounts[1]] });
  expect(omitted).toEqual([subPath]);
});

test.each(minors)('of any minor the result is valid there: %s', (minor) => {
  const validate = (container: unknown): ReturnType<typeof validateEphemeralContainer> =>
    validateEphemeralContainer(container, { pod, minor });
  const { container } = mirrorTargetOf<object>(pod, 'app', validate);
  expect(validate({ name: 'new', image: 'busybox', ...container })).toMatchObject({ ok: true, warnings: [] });
});

test('the instances of a client library are taken apart alike', () => {
  class V1Container {}
  class V1EnvVar {}
  class V1SecurityContext {}
  const typed = Object.assign(new V1Container(), {
    ...app,
    env: app.env.map((variable) => Object.assign(new V1EnvVar(), variable)),
    securityContext: Object.assign(new V1SecurityContext(), app.securityContext),
  });
  const owner = { spec: { ...pod.spec, containers: [typed] } };
  expect(mirrorTargetOf(owner, 'app', validateEphemeralContainer)).toEqual(old);
  expect(typed.securityContext).toHaveProperty('appArmorProfile');
});
