import { describe, expect, test } from 'vitest';
import type { DebugFlags } from '../../src/build/debug/flags.js';
import { debugContainerOf } from '../../src/build/debug-container.js';

function make(custom: unknown): { [key: string]: unknown } {
  const flags = { image: 'b', name: 'dbg', profile: 'legacy', custom, kubectl: '1.37' };
  return debugContainerOf(flags as DebugFlags, '1.37');
}

const base = { name: 'dbg', image: 'b', terminationMessagePolicy: 'File' };
const field = (name: string, key: string, optional?: boolean) => ({
  [name]: { key, ...(optional !== undefined && { optional }) },
});

// each as kubectl 1.37's own code answers it
describe('several keys of one field', () => {
  test.each<[string, object, object]>([
    ['the last one wins', { workingDir: '/a', WORKINGDIR: '/b' }, { workingDir: '/b' }],
    ['the exact one too has to be last', { WorkingDir: '/b', workingDir: '/a' }, { workingDir: '/a' }],
    ['an empty one wins', { workingDir: '/a', WorkingDir: '' }, {}],
    ['null changes no plain value', { stdin: true, STDIN: null }, { stdin: true }],
    ['null clears a list', { args: ['a'], Args: null }, {}],
    ['null clears an object', { securityContext: { runAsUser: 5 }, SecurityContext: null }, {}],
    [
      'objects merge',
      {
        securityContext: { runAsUser: 5, capabilities: { add: ['A'] } },
        SecurityContext: { privileged: true, Capabilities: { drop: ['B'] } },
      },
      {
        securityContext: { runAsUser: 5, privileged: true, capabilities: { add: ['A'], drop: ['B'] } },
      },
    ],
    ['a list has the length of the last', { args: ['a', 'b'], ARGS: ['x'] }, { args: ['x'] }],
    [
      'and in each place what was not given anew',
      { args: ['a', 'b', 'c'], ARGS: ['x'], Args: [null, null, null, null] },
      { args: ['x', 'b', 'c', ''] },
    ],
    ['but for an empty one', { args: ['a', 'b'], ARGS: [], Args: [null] }, { args: [''] }],
    [
      'in objects too',
      {
        env: [{ name: 'A', value: '1', valueFrom: field('secretKeyRef', 'k', true) }, { name: 'B' }],
        ENV: [{ name: 'C', valueFrom: field('secretKeyRef', 'l') }],
      },
      { env: [{ name: 'C', value: '1', valueFrom: field('secretKeyRef', 'l', true) }] },
    ],
    [
      'in order of their names, where the file is YAML',
      { workingDir: '/a', WorkingDir: '/b', args: [1] },
      { workingDir: '/a', args: ['1'] },
    ],
  ])('%s', (_, custom, expected) => {
    expect(make(custom)).toStrictEqual({ ...base, ...expected });
  });

  test.each<[object, RegExp]>([
    [{ STDIN: 'x', stdin: true }, /custom\.stdin must be true or false, not string/],
    [{ stdin: 'x', STDIN: null }, /custom\.stdin must be true or false, not string/],
    [{ args: 'a', Args: ['b'] }, /custom\.args must be an array, not string/],
    [{ securityContext: { runAsUser: 1.5 }, SecurityContext: null }, /runAsUser must be an integer/],
    [{ command: ['sh'], COMMAND: [null] }, /not modifiable via custom profile/],
  ])('all have to be right: %o', (custom, message) => {
    expect(() => make(custom)).toThrow(message);
  });
});

describe('values', () => {
  test.each([2 ** 63, -(2 ** 63), 1e21, Number.NaN, 10n ** 19n])(
    'runAsUser %s is refused, as by Go',
    (runAsUser) => {
      expect(() => make({ securityContext: { runAsUser } })).toThrow(
        /custom\.securityContext\.runAsUser must be an integer of 64 bits/,
      );
    },
  );

  test('an integer of 64 bits is taken', () => {
    const securityContext = { runAsUser: 2 ** 63 - 1024, runAsGroup: -1 };
    expect(make({ securityContext })['securityContext']).toEqual(securityContext);
  });

  test.each([
    [new Map([['args', ['a']]]), 'custom must be an object, not Map'],
    [new Set(), 'custom must be an object, not Set'],
    [new Date(0), 'custom must be an object, not Date'],
    [{ securityContext: new Map() }, 'custom.securityContext must be an object, not Map'],
    [{ env: [new Map()] }, 'custom.env[0] must be an object, not Map'],
    [{ workingDir: Number.NaN }, 'custom.workingDir must be a string, not number'],
    [{ workingDir: Number.POSITIVE_INFINITY }, 'custom.workingDir must be a string, not number'],
  ])('%o is refused', (custom, message) => {
    expect(() => make(custom)).toThrow(message);
  });

  test('the instance of a class that holds data is one, and so is an object of no class', () => {
    class V1SecurityContext {
      runAsUser = 5;
    }
    const custom = Object.assign(Object.create(null), { securityContext: new V1SecurityContext() });
    expect(make(custom)['securityContext']).toEqual({ runAsUser: 5 });
  });
});
