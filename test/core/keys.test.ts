import { describe, expect, it } from 'vitest';
import { explainConfigKey, explainEnvName, explainRelaxedEnvName } from '../../src/core/keys.js';

/** The beginning of each problem, which tells them apart. */
function first(problems: readonly string[]): string[] {
  return problems.map((problem) => problem.slice(0, 24));
}

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
