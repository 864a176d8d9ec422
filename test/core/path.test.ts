import { describe, expect, it } from 'vitest';
import { formatField, type Path } from '../../src/core/path.js';

describe('path', () => {
  it.each<[Path, string, string]>([
    [[], '', '[]'],
    [['env'], '', 'env'],
    [['env', 0, 'name'], '', 'env[0].name'],
    [[0, 'name'], '', '[0].name'],
    [['a', 0, 1], '', 'a[0][1]'],
    [[], 'spec', 'spec'],
    [['env', 1], 'spec.ephemeralContainers[0]', 'spec.ephemeralContainers[0].env[1]'],
    [[''], 'spec', 'spec.'],
  ])('%j after %j is %s', (path, before, expected) => {
    expect(formatField(path, before)).toBe(expected);
  });
});
