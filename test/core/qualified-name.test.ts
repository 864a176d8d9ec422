import { describe, expect, it } from 'vitest';
import { explainQualifiedName } from '../../src/core/qualified-name.js';

/** The beginning of each problem, which tells them apart. */
function first(problems: readonly string[]): string[] {
  return problems.map((problem) => problem.slice(0, 24));
}

describe('a qualified name', () => {
  it.each([
    ['app', []],
    ['example.com/app', []],
    ['/app', ['prefix part must be non-']],
    ['example.com/', ['name part must be non-em', 'name part must consist o']],
    ['a/b/c', ['a valid label key must c']],
    ['A.B/app', ['prefix part a lowercase ']],
    ['-app', ['name part must consist o']],
    ['x'.repeat(64), ['name part must be no mor']],
  ])('%j', (value, expected) => expect(first(explainQualifiedName(value, 37))).toEqual(expected));

  it('is called so before 1.35, and measured in characters', () => {
    expect(explainQualifiedName('a/b/c', 34)[0]).toMatch(/^a qualified name must/);
    expect(explainQualifiedName('x'.repeat(64), 34)[0]).toBe('name part must be no more than 63 characters');
    expect(explainQualifiedName('x'.repeat(64), 35)[0]).toBe('name part must be no more than 63 bytes');
  });
});
