import { describe, expect, expectTypeOf, test } from 'vitest';
import * as oldest from '../../generated/builders/v1.25.js';
import * as newest from '../../generated/builders/v1.35.js';
import type { EnvVarValueFrom, SeccompProfileOther } from '../../generated/shapes/v1.35.js';

const { env, envFrom, seccomp, appArmor, ephemeralContainer, envVar } = newest;

describe('functions that make unions', () => {
  test.each<[string, unknown, unknown]>([
    ['env.value', env.value('A', 'x'), { name: 'A', value: 'x' }],
    ['env.value, empty', env.value('A', ''), { name: 'A', value: '' }],
    [
      'env.fromField',
      env.fromField('A', 'status.podIP'),
      { name: 'A', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
    ],
    [
      'env.fromResource',
      env.fromResource('A', 'limits.memory', { containerName: 'app', divisor: '1Mi' }),
      {
        name: 'A',
        valueFrom: { resourceFieldRef: { resource: 'limits.memory', containerName: 'app', divisor: '1Mi' } },
      },
    ],
    [
      'env.fromSecret',
      env.fromSecret('A', 'db', 'password'),
      { name: 'A', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } },
    ],
    [
      'env.fromConfigMap',
      env.fromConfigMap('A', 'db', 'host', { optional: true }),
      { name: 'A', valueFrom: { configMapKeyRef: { name: 'db', key: 'host', optional: true } } },
    ],
    [
      'env.fromFile',
      env.fromFile('A', 'scratch', 'db.env', 'HOST', { optional: false }),
      {
        name: 'A',
        valueFrom: {
          fileKeyRef: { volumeName: 'scratch', path: 'db.env', key: 'HOST', optional: false },
        },
      },
    ],
    ['envFrom.secret', envFrom.secret('db'), { secretRef: { name: 'db' } }],
    [
      'envFrom.configMap',
      envFrom.configMap('db', { prefix: 'DB_', optional: true }),
      { prefix: 'DB_', configMapRef: { name: 'db', optional: true } },
    ],
    ['seccomp.runtimeDefault', seccomp.runtimeDefault(), { type: 'RuntimeDefault' }],
    [
      'seccomp.localhost',
      seccomp.localhost('audit.json'),
      { type: 'Localhost', localhostProfile: 'audit.json' },
    ],
    ['appArmor.unconfined', appArmor.unconfined(), { type: 'Unconfined' }],
  ])('%s', (_, made, wanted) => {
    // Of the same JSON, too: no member is there without a value.
    expect(made).toStrictEqual(wanted);
    expect(JSON.stringify(made)).toBe(JSON.stringify(wanted));
  });

  test('have the type of what they make', () => {
    expectTypeOf(env.fromSecret('A', 'db', 'password')).toEqualTypeOf<EnvVarValueFrom>();
    expectTypeOf(seccomp.runtimeDefault()).toEqualTypeOf<SeccompProfileOther>();
  });

  test('are there from the minor on that keeps what they make', () => {
    expect(Object.keys(oldest.env)).not.toContain('fromFile');
    expect(Object.keys(newest.env)).toContain('fromFile');
    expect('appArmor' in oldest).toBe(false);
    expect('appArmorProfile' in oldest).toBe(false);
  });
});

describe('builders', () => {
  test('drop what is undefined, at any depth, and change nothing', () => {
    const fields = {
      name: 'debugger',
      image: 'busybox',
      workingDir: undefined,
      env: [{ name: 'A', value: undefined }],
      securityContext: { runAsUser: 0, capabilities: undefined },
    };
    const before = structuredClone(fields);
    // As a user writes it who does not compile with exactOptionalPropertyTypes.
    const made = ephemeralContainer(fields as unknown as Parameters<typeof ephemeralContainer>[0]);
    expect(made).toStrictEqual({
      name: 'debugger',
      image: 'busybox',
      env: [{ name: 'A' }],
      securityContext: { runAsUser: 0 },
    });
    expect(fields).toStrictEqual(before);
  });

  test('share nothing with what they are given', () => {
    const args = ['-l'];
    const made = ephemeralContainer({ name: 'a', image: 'b', args });
    args.push('-a');
    expect(made.args).toEqual(['-l']);
  });

  test('keep every value that JSON can have, a member called __proto__ too', () => {
    const given = JSON.parse('{"name":"A","value":"","__proto__":{"x":1},"n":null,"list":[[],{}]}');
    const made = envVar(given);
    expect(JSON.stringify(made)).toBe(JSON.stringify(given));
    expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
  });

  test('are one per type that can be used, called after it', () => {
    expect(Object.keys(newest).sort()).toEqual(
      [
        'ephemeralContainer envVar envVarSource objectFieldSelector resourceFieldSelector configMapKeySelector',
        'secretKeySelector fileKeySelector envFromSource configMapEnvSource secretEnvSource volumeMount',
        'volumeDevice securityContext capabilities seLinuxOptions seccompProfile appArmorProfile',
        'windowsSecurityContextOptions env envFrom seccomp appArmor',
      ]
        .join(' ')
        .split(' ')
        .sort(),
    );
  });
});
