import { describe, expect, it } from 'vitest';
import { validateEphemeralContainer, validateEphemeralContainers, withDefaults } from '../../src/index.js';

const pod = { spec: { containers: [{ name: 'app' }] } };
const plain = { name: 'debugger', image: 'busybox:1.36' };

function fields(value: unknown): string[] {
  const result = validateEphemeralContainer(value, { pod });
  return result.ok ? [] : result.causes.map(({ field, reason }) => `${reason} ${field}`);
}

describe('values that are not JSON', () => {
  it.each([
    ['null', null],
    ['undefined', undefined],
    ['a number', 5],
    ['a string', 'debugger'],
    ['a list', []],
    ['a function', () => plain],
    ['a symbol', Symbol('x')],
    ['a BigInt', 5n],
    ['a Date', new Date(0)],
    ['a Map', new Map([['name', 'debugger']])],
  ])('%s is refused', (_, value) => {
    expect(validateEphemeralContainer(value, { pod }).ok).toBe(false);
    expect(() => withDefaults(value as never)).not.toThrow();
  });

  it('names a BigInt, and validates the rest', () => {
    const value = { ...plain, securityContext: { runAsUser: 5n }, ports: [] };
    expect(fields(value)).toEqual([
      'FieldValueTypeInvalid spec.ephemeralContainers[0].securityContext.runAsUser',
      'FieldValueForbidden spec.ephemeralContainers[0].ports',
    ]);
  });

  it('names a getter that throws', () => {
    const value = {
      ...plain,
      get env(): never {
        throw new Error('no');
      },
    };
    expect(fields(value)).toEqual(['FieldValueTypeInvalid spec.ephemeralContainers[0].env']);
  });

  it('names a cycle', () => {
    const value: Record<string, unknown> = { ...plain };
    value['securityContext'] = { capabilities: value };
    const result = validateEphemeralContainer(value, { pod, fieldValidation: 'Ignore' });
    expect(result.ok ? [] : result.causes.map(({ reason }) => reason)).toContain('FieldValueTypeInvalid');
  });

  it('stops where toJSON never does', () => {
    const endless = (): object => ({ toJSON: () => ({ next: endless() }) });
    expect(fields({ ...plain, env: endless() })).toEqual([
      'FieldValueTypeInvalid spec.ephemeralContainers[0].env',
    ]);
  });

  it('stops at a proxy that refuses everything', () => {
    const refuse = (): never => {
      throw new Error('no');
    };
    const value = new Proxy({}, { get: refuse, ownKeys: refuse, getPrototypeOf: refuse, has: refuse });
    expect(validateEphemeralContainer(value, { pod }).ok).toBe(false);
    expect(validateEphemeralContainers([plain, value], { pod }).ok).toBe(false);
  });
});

describe('values that become JSON', () => {
  class Container {
    name = 'debugger';
    image = 'busybox:1.36';
    ports: undefined = undefined;
    check(): void {}
  }

  it.each([
    ['an instance of a class', new Container()],
    ['a null prototype', Object.assign(Object.create(null) as object, plain)],
    ['toJSON', { toJSON: () => plain }],
    ['a boxed string', { ...plain, image: new String('busybox:1.36') }],
    ['members that are left out', { ...plain, env: undefined, ports: () => [], [Symbol('x')]: 1 }],
  ])('%s is taken for what is sent', (_, value) => {
    expect(validateEphemeralContainer(value, { pod })).toMatchObject({ ok: true });
    expect(withDefaults(value as never)).toMatchObject(plain);
  });

  it('does not count inherited members', () => {
    expect(fields(Object.create(plain))).toEqual([
      'FieldValueRequired spec.ephemeralContainers[0].name',
      'FieldValueRequired spec.ephemeralContainers[0].image',
    ]);
    expect(fields(Object.assign(Object.create({ ports: [] }), plain))).toEqual([]);
  });

  it('takes a hole for null', () => {
    // biome-ignore lint/suspicious/noSparseArray: a hole is what is tested
    expect(fields({ ...plain, command: ['sh', , '-c'] })).toEqual([]);
    // biome-ignore lint/suspicious/noSparseArray: a hole is what is tested
    expect(fields({ ...plain, env: [, { name: 'A' }] })).toEqual([
      'FieldValueRequired spec.ephemeralContainers[0].env[0].name',
    ]);
  });

  it.each(['__proto__', 'constructor', 'toString', ''])('reports a member named %j', (key) => {
    const value = JSON.parse(`{"name":"debugger","image":"busybox:1.36",${JSON.stringify(key)}:{"a":1}}`);
    expect(fields(value)).toEqual([`FieldValueInvalid spec.ephemeralContainers[0].${key}`]);
    expect(Object.keys(withDefaults(value))).not.toContain(key);
  });
});

describe('values that are large', () => {
  const long = 'a'.repeat(10_000_000);

  it.each([
    ['name', { ...plain, name: long }],
    ['image', { ...plain, image: ` ${long}` }],
    ['image of spaces', { ...plain, image: ' '.repeat(10_000_000) }],
    ['target', { ...plain, targetContainerName: long }],
    ['variable', { ...plain, env: [{ name: `=${long}`, value: long }] }],
    ['path', { ...plain, volumeMounts: [{ name: 'x', mountPath: '/../'.repeat(2_000_000) }] }],
    [
      'divisor',
      {
        ...plain,
        env: [
          {
            name: 'A',
            valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '9'.repeat(5_000_000) } },
          },
        ],
      },
    ],
  ])('a %s of 10 MB is validated', (_, value) => {
    expect(validateEphemeralContainer(value, { pod }).ok).toBe(false);
  });

  it('a list of 100,000 mounts is validated', () => {
    const volumeMounts = Array.from({ length: 100_000 }, (_, index) => ({
      name: 'x',
      mountPath: `/${index}`,
    }));
    const volumeDevices = volumeMounts.map(({ name, mountPath }) => ({ name, devicePath: mountPath }));
    const result = validateEphemeralContainer({ ...plain, volumeMounts, volumeDevices }, { pod });
    expect(result.ok).toBe(false);
  });

  it('a value nested a hundred thousand deep is validated', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`);
    const [first] = fields({ ...plain, securityContext: deep });
    expect(first).toMatch(/^FieldValueTypeInvalid spec.ephemeralContainers\[0\].securityContext.a/);
  });
});

describe('input', () => {
  it('is never changed', () => {
    const value = {
      ...plain,
      foo: 1,
      env: [null, { name: 5 }],
      restartPolicy: 'Never',
      procMount: 'Unmasked',
    };
    const before = JSON.stringify(value);
    const frozen = deepFreeze(value);
    validateEphemeralContainer(frozen, { pod, minor: '1.25' });
    withDefaults(frozen as never);
    expect(JSON.stringify(value)).toBe(before);
  });

  it('may be a Pod of any shape', () => {
    for (const odd of [
      {},
      { spec: null },
      { spec: { containers: 5, volumes: [null, 7] } },
      { metadata: [] },
    ]) {
      expect(() => validateEphemeralContainer(plain, { pod: odd as never })).not.toThrow();
    }
  });
});

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
