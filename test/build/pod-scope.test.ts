import { describe, expect, test } from 'vitest';
import { forPod } from '../../generated/v1.37/index.js';

const pod = {
  metadata: { name: 'web' },
  spec: {
    containers: [{ name: 'app' }, { name: 'side' }],
    ephemeralContainers: [] as { name: string; image: string }[],
    volumes: [{ name: 'data' }],
  },
} as const;
const scope = forPod(pod);

describe('builders', () => {
  test('give plain data without undefined', () => {
    // as it comes from a caller without exactOptionalPropertyTypes
    const given: object = { workingDir: undefined };
    const container = scope.ephemeralContainer({
      ...given,
      name: 'dbg',
      image: 'busybox',
      targetContainerName: 'app',
      volumeMounts: [scope.volumeMount({ name: 'data', mountPath: '/data' })],
      volumeDevices: [scope.volumeDevice({ name: 'data', devicePath: '/dev/data' })],
    });
    expect(container).toStrictEqual({
      name: 'dbg',
      image: 'busybox',
      targetContainerName: 'app',
      volumeMounts: [{ name: 'data', mountPath: '/data' }],
      volumeDevices: [{ name: 'data', devicePath: '/dev/data' }],
    });
  });

  test('throw nothing', () => {
    // @ts-expect-error no such target
    const container = scope.ephemeralContainer({ name: 'app', image: 'b', targetContainerName: 'nginx' });
    const result = scope.check(container);
    expect(result.ok ? [] : result.causes.map(({ field, reason }) => [field, reason])).toEqual(
      expect.arrayContaining([
        ['spec.ephemeralContainers[0].name', 'FieldValueDuplicate'],
        ['spec.ephemeralContainers[0].targetContainerName', 'FieldValueNotFound'],
      ]),
    );
  });

  test('make what kubectl debug would, with a name that is free', () => {
    expect(scope.debugContainer({ image: 'busybox', target: 'side' })).toStrictEqual({
      name: expect.stringMatching(/^debugger-/),
      image: 'busybox',
      targetContainerName: 'side',
      terminationMessagePolicy: 'File',
      securityContext: { capabilities: { add: ['SYS_PTRACE'] } },
    });
  });

  test('are functions on their own', () => {
    const { ephemeralContainer, check } = scope;
    expect(check(ephemeralContainer({ name: 'dbg', image: 'busybox' })).ok).toBe(true);
  });
});

test.each([null, undefined, 5, 'x', [], {}, { name: 'dbg', image: 'b', volumeMounts: [{ name: 'x' }] }])(
  'check refuses %o',
  (value) => {
    expect(scope.check(value).ok).toBe(false);
  },
);

test('check validates by the Pod as it is then', () => {
  const live = { spec: { containers: [{ name: 'app' }], ephemeralContainers: [] as object[] } };
  const { check } = forPod(live as object);
  const container = { name: 'dbg', image: 'busybox' };
  expect(check(container).ok).toBe(true);
  live.spec.ephemeralContainers.push({ name: 'dbg', image: 'other', terminationMessagePolicy: 'File' });
  expect(check(container).ok).toBe(false);
});

test('advice and mirror are of the Pod', () => {
  expect(scope.adviseTarget()).toMatchObject({ target: undefined });
  expect(scope.mirrorTarget('app')).toEqual({ container: {}, omitted: [] });
});
