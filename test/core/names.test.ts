import { describe, expect, it } from 'vitest';
import { explainDnsLabel, explainDnsSubdomain } from '../../src/core/dns-names.js';
import { explainConfigKey, explainEnvName, explainRelaxedEnvName } from '../../src/core/keys.js';
import { explainBacksteps, explainLocalPath, hasBackstep } from '../../src/core/local-path.js';
import { explainQualifiedName } from '../../src/core/qualified-name.js';

/** The beginning of each problem, which tells them apart. */
function first(problems: readonly string[]): string[] {
  return problems.map((problem) => problem.slice(0, 24));
}

const label = 'a lowercase RFC 1123 lab';
const subdomain = 'a lowercase RFC 1123 sub';

describe('a DNS label', () => {
  it.each([
    ['a', []],
    ['0-9', []],
    ['x'.repeat(63), []],
    ['x'.repeat(64), ['must be no more than 63 ']],
    ['', [label]],
    ['-a', [label]],
    ['a-', [label]],
    ['A', [label]],
    ['ä', [label]],
    ['a.b', ['must not contain dots']],
    ['a.-b', [label]],
    // 63 bytes are fewer letters than 63 where they take more than one
    ['ä'.repeat(32), ['must be no more than 63 ', label]],
  ])('%j', (value, expected) => expect(first(explainDnsLabel(value, 37))).toEqual(expected));

  it('does not tell dots from the rest before 1.27', () => {
    expect(first(explainDnsLabel('a.b', 26))).toEqual([label]);
  });
});

describe('a DNS subdomain', () => {
  it.each([
    ['a.b-c.0', []],
    [`${'x'.repeat(200)}.a`, []],
    ['x'.repeat(254), ['must be no more than 253']],
    ['a..b', [subdomain]],
    ['.a', [subdomain]],
    ['a.', [subdomain]],
    ['a-.b', [subdomain]],
    ['a.-b', [subdomain]],
  ])('%j', (value, expected) => expect(first(explainDnsSubdomain(value))).toEqual(expected));
});

describe('the name of a variable', () => {
  const strict = 'a valid environment vari';
  it.each([
    ['a.b-C_9', [], []],
    ['9a', [strict], []],
    ['', [strict], [strict]],
    ['a b', [strict], []],
    ['a=b', [strict], [strict]],
    ['a\tb', [strict], [strict]],
    ['é', [strict], [strict]],
    ['.', ["must not be '.'"], []],
    ['..', ["must not be '..'"], []],
    ['..a', ["must not start with '..'"], []],
    ['.a', [], []],
  ])('%j', (value, inOld, inNew) => {
    expect(first(explainEnvName(value))).toEqual(inOld);
    expect(first(explainRelaxedEnvName(value))).toEqual(inNew);
  });
});

describe('a key of a ConfigMap', () => {
  const key = 'a valid config key must ';
  it.each([
    ['9.a-B_', []],
    ['', [key]],
    ['a b', [key]],
    ['x'.repeat(253), []],
    ['x'.repeat(254), ['must be no more than 253']],
    ['..', ["must not be '..'"]],
    ['..a', ["must not start with '..'"]],
  ])('%j', (value, expected) => expect(first(explainConfigKey(value))).toEqual(expected));
});

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
