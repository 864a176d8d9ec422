import { describe, expect, it } from 'vitest';
import {
  isDigit,
  isEnvName,
  isKey,
  isLetter,
  isLowerOrDigit,
  isRelaxedEnvName,
  isStrictEnvName,
} from '../../src/core/characters.js';

describe('characters', () => {
  it('are told apart as by patterns', () => {
    for (let code = 0; code < 0x300; code++) {
      const char = String.fromCharCode(code);
      expect([char, isLowerOrDigit(code)]).toEqual([char, /^[a-z0-9]$/.test(char)]);
      expect([char, isLetter(code)]).toEqual([char, /^[a-zA-Z]$/.test(char)]);
      expect([char, isDigit(code)]).toEqual([char, /^[0-9]$/.test(char)]);
      expect([char, isKey(char)]).toEqual([char, /^[-._a-zA-Z0-9]$/.test(char)]);
      expect([char, isEnvName(char)]).toEqual([char, /^[-._a-zA-Z]$/.test(char)]);
      expect([char, isRelaxedEnvName(char)]).toEqual([char, /^[ -<>-~]$/.test(char)]);
    }
  });

  it.each([
    ['', false, false],
    ['a9', true, true],
    ['.', false, true],
    ['..', false, true],
    ['..a', false, true],
    ['.a', true, true],
    ['9a', false, true],
    ['a b', false, true],
    ['a=', false, false],
  ])('%j names a variable: strictly %j, relaxed %j', (value, strict, relaxed) => {
    expect(isStrictEnvName(value)).toBe(strict);
    expect(isRelaxedEnvName(value)).toBe(relaxed);
  });
});
