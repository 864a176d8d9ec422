import { describe, expect, it } from 'vitest';
import { isObject, member, objects } from '../../src/core/json.js';

describe('json', () => {
  it.each([
    [{}, true],
    [Object.create(null), true],
    [[], false],
    [null, false],
    [undefined, false],
    ['{}', false],
    [5, false],
  ])('%j is an object: %j', (value, expected) => {
    expect(isObject(value)).toBe(expected);
    expect(member({ key: value }, 'key')).toEqual(expected ? value : {});
    expect(objects([value])).toEqual(expected ? [value] : []);
  });

  it('has no members of what is not there, and no objects of what is no list', () => {
    expect(member({}, 'key')).toEqual({});
    for (const value of [undefined, null, {}, 'list', { length: 1 }]) expect(objects(value)).toEqual([]);
  });
});
