import { describe, expect, it } from 'vitest';
import { validateEphemeralContainer, validateEphemeralContainers } from '../../src/index.js';
import { accepts, type Given, refuses, stored } from './table.js';

describe('unique-name', () => {
  const list = (names: readonly string[]) => names.map((name) => ({ name, image: 'busybox' }));
  const given: Given = { spec: { initContainers: [{ name: 'init', image: 'busybox' }] } };
  accepts(list, [['a'], ['a', 'b']], given);
  refuses(
    list,
    [
      [['app'], '.name: Duplicate value: "app"'],
      [['init'], '.name: Duplicate value: "init"'],
      [['a', 'a'], 'spec.ephemeralContainers[1].name: Duplicate value: "a"'],
      [
        ['a', 'b', 'a', 'a'],
        'spec.ephemeralContainers[2].name: Duplicate value: "a"',
        'spec.ephemeralContainers[3].name: Duplicate value: "a"',
      ],
    ],
    given,
  );
});

describe('unique-name, its path', () => {
  const container = { name: 'app', image: 'busybox' };
  const pod = { spec: { containers: [{ name: 'app' }] } };
  const pathsOf = (result: ReturnType<typeof validateEphemeralContainers>) =>
    result.ok ? [] : result.causes.map(({ field, path }) => [field, ...path]);

  it('leads from the one container, or from the list', () => {
    const field = 'spec.ephemeralContainers[0].name';
    expect(pathsOf(validateEphemeralContainer(container, { pod }) as never)).toEqual([[field, 'name']]);
    expect(pathsOf(validateEphemeralContainers([container], { pod }))).toEqual([[field, 0, 'name']]);
  });

  it('leads from the one container behind others that the Pod has', () => {
    const existing = { spec: { containers: [{ name: 'app' }], ephemeralContainers: [stored('old')] } };
    const field = 'spec.ephemeralContainers[1].name';
    expect(pathsOf(validateEphemeralContainer(container, { pod: existing as never }) as never)).toEqual([
      [field, 'name'],
    ]);
  });
});
