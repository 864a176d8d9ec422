import { describe, expect, test } from 'vitest';
import { parseDuration } from '../../src/cli/flags/parse-duration.js';
import { parseEnv } from '../../src/cli/flags/parse-env.js';
import { parsePodName } from '../../src/cli/flags/parse-pod-name.js';
import { splitCommand } from '../../src/cli/flags/split-command.js';
import { parseFieldValidation, parseMinor } from '../../src/cli/validate/parse-choices.js';

describe('durations', () => {
  test.each([
    ['30s', 30_000],
    ['5m', 300_000],
    ['1m30s', 90_000],
    ['1.5h', 5_400_000],
    ['250ms', 250],
    ['45', 45_000],
    ['0', Number.POSITIVE_INFINITY],
    ['0s', Number.POSITIVE_INFINITY],
  ])('%s', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });
  test.each(['', 'soon', '5 m', '-1s', '1d', '5m!', 's'])('%j is none', (text) => {
    expect(() => parseDuration(text)).toThrow('such as 30s');
  });
});

describe('--env, as pflag reads it', () => {
  test.each<[string, [string, string][]]>([
    ['A=1', [['A', '1']]],
    ['A=', [['A', '']]],
    ['A=1,2', [['A', '1,2']]],
    [
      'A=1,B=2',
      [
        ['A', '1'],
        ['B', '2'],
      ],
    ],
    [
      '"A=1,2",B=3',
      [
        ['A', '1,2'],
        ['B', '3'],
      ],
    ],
    [
      '"A=say ""x""",B=3',
      [
        ['A', 'say "x"'],
        ['B', '3'],
      ],
    ],
    ['"A=1"', [['A', '1']]],
    ['A=b=c', [['A', 'b=c']]],
  ])('%s', (text, pairs) => {
    expect(parseEnv(text)).toEqual(pairs);
  });
  test('keeps the order of several', () => {
    expect(parseEnv('B=2', parseEnv('A=1'))).toEqual([
      ['A', '1'],
      ['B', '2'],
    ]);
  });
  test.each(['A', '', 'A,B'])('%j has no value', (text) => {
    expect(() => parseEnv(text)).toThrow('must be formatted as key=value');
  });
});

describe('names of Pods', () => {
  test.each(['web-0', 'pod/web-0', 'pods/web-0', 'po/web-0', 'Pod/web-0'])('%s', (text) => {
    expect(parsePodName(text)).toBe('web-0');
  });
  test.each([
    ['deployment/web', 'only a Pod can have ephemeral containers'],
    ['pod/', 'names no Pod'],
    ['', 'names no Pod'],
    ['a/b/c', 'names no Pod'],
  ])('%j', (text, why) => {
    expect(() => parsePodName(text)).toThrow(why);
  });
});

describe('the command after --', () => {
  test('is set apart, with what looks like flags in it', () => {
    expect(splitCommand(['run', 'web', '--image', 'x', '--', 'sh', '-c', 'a -- b', '--'])).toEqual({
      own: ['run', 'web', '--image', 'x'],
      command: ['sh', '-c', 'a -- b', '--'],
    });
  });
  test('other commands keep their --', () => {
    expect(splitCommand(['validate', '--', '-odd-name.yaml'])).toEqual({
      own: ['validate', '--', '-odd-name.yaml'],
      command: undefined,
    });
  });
});

describe('choices', () => {
  test.each(['1.30', 'v1.30', '1.30.4', ' 1.30 '])('the minor %j', (text) => {
    expect(parseMinor(text)).toBe('1.30');
  });
  test.each(['1.99', '30', '1.3', 'latest', '', '1.30.x'])('no minor: %j', (text) => {
    expect(() => parseMinor(text)).toThrow('Supported are 1.25 to 1.37.');
  });
  test('field validation in any case', () => {
    expect(parseFieldValidation('warn')).toBe('Warn');
    expect(() => parseFieldValidation('no')).toThrow('Allowed choices are Strict, Warn, Ignore.');
  });
});
