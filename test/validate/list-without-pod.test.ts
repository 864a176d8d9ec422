import { describe, expect, test } from 'vitest';
import { validateEphemeralContainers } from '../../src/index.js';

describe('a list without a Pod', () => {
  const fields = (list: unknown) => {
    const result = validateEphemeralContainers(list);
    return result.ok ? [] : result.causes.map(({ field, path }) => [field, ...path]);
  };
  test('has the index of each container in fields, messages and paths', () => {
    const list = [
      { name: 'a', image: 'b' },
      { name: 'b', image: 'c', env: [{ name: '' }], imagee: 'x' },
    ];
    expect(fields(list)).toEqual([
      ['spec.ephemeralContainers[1].imagee', 1, 'imagee'],
      ['spec.ephemeralContainers[1].env[0].name', 1, 'env', 0, 'name'],
    ]);
    const result = validateEphemeralContainers(list, { fieldValidation: 'Warn' });
    expect(result).toMatchObject({
      causes: [{ field: 'spec.ephemeralContainers[1].env[0].name' }],
      warnings: ['unknown field "spec.ephemeralContainers[1].imagee"'],
    });
    const strict = validateEphemeralContainers(list);
    expect(!strict.ok && strict.causes[0].message).toBe(
      'strict decoding error: unknown field "spec.ephemeralContainers[1].imagee"',
    );
  });
  test('has no name twice', () => {
    expect(
      fields([
        { name: 'a', image: 'b' },
        { name: 'a', image: 'c' },
      ]),
    ).toEqual([['spec.ephemeralContainers[1].name', 1, 'name']]);
  });
  test('may name containers and volumes that are not known without the Pod', () => {
    const mounts = [{ name: 'data', mountPath: '/data' }];
    expect(fields([{ name: 'a', image: 'b', targetContainerName: 'app', volumeMounts: mounts }])).toEqual([]);
  });
});
