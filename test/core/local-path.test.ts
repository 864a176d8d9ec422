import { describe, expect, it } from 'vitest';
import { explainBacksteps, explainLocalPath, hasBackstep } from '../../src/core/local-path.js';

describe('a path in a volume', () => {
  it.each([
    ['a/..', true],
    ['..', true],
    ['../a', true],
    ['a/../b', true],
    ['a..', false],
    ['..a/b', false],
    ['a/...', false],
    ['', false],
  ])('%j goes back: %j', (path, expected) => {
    expect(hasBackstep(path)).toBe(expected);
    expect(explainBacksteps(path)).toEqual(expected ? ["must not contain '..'"] : []);
  });

  it('is relative, and says both', () => {
    expect(explainLocalPath('a/b')).toEqual([]);
    expect(explainLocalPath('/..')).toEqual(['must be a relative path', "must not contain '..'"]);
  });
});
