import ts from 'typescript';
import { expect, test } from 'vitest';
import { createProgram, listErrors, readOptions } from '../types/program.js';

const prelude = `
import type { V1Pod } from '@kubernetes/client-node';
import { debugContainer, type EphemeralContainer, ephemeralContainer, forPod, mirrorTarget } from '../../generated/v1.37/index.js';

const scope = forPod({
  spec: {
    containers: [{ name: 'app', image: 'nginx' }, { name: 'side' }],
    initContainers: [{ name: 'setup' }],
    ephemeralContainers: [{ name: 'old' }],
    volumes: [{ name: 'data', emptyDir: {} }],
  },
});
const literal = { kind: 'Pod', spec: { containers: [{ name: 'app' }], volumes: [] } } as const;
declare const wide: V1Pod;
declare const name: string;
declare const container: EphemeralContainer;
void [debugContainer, ephemeralContainer, forPod, mirrorTarget, scope, literal, wide, name, container];
`;

/** A line of a program, and what the compiler says of it: nothing where it is right. */
const lines: readonly [string, string?][] = [
  ["scope.ephemeralContainer({ name: 'dbg', image: 'busybox' }) satisfies EphemeralContainer"],
  ["scope.ephemeralContainer({ name: 'dbg', image: 'b', targetContainerName: 'setup', stdin: true })"],
  ["scope.ephemeralContainer({ name, image: 'b', volumeMounts: [{ name: 'data', mountPath: '/d' }] })"],
  [
    "scope.ephemeralContainer({ name: 'app', image: 'b' })",
    `Type '"app"' is not assignable to type '"already a container of this pod: app"'.`,
  ],
  [
    "scope.ephemeralContainer({ name: 'old', image: 'b' })",
    `Type '"old"' is not assignable to type '"already a container of this pod: old"'.`,
  ],
  [
    "scope.ephemeralContainer({ name: 'Debug', image: 'b' })",
    `Type '"Debug"' is not assignable to type '"not a DNS label: Debug"'.`,
  ],
  ["scope.ephemeralContainer({ name: 'a_b', image: 'b' })", 'not a DNS label: a_b'],
  ["scope.ephemeralContainer({ name: '-a', image: 'b' })", 'not a DNS label: -a'],
  ["scope.ephemeralContainer({ name: '', image: 'b' })", 'not a DNS label: '],
  [
    "scope.ephemeralContainer({ name: 'dbg', image: 'b', targetContainerName: 'old' })",
    `Type '"old"' is not assignable to type '"app" | "side" | "setup"'.`,
  ],
  ["scope.ephemeralContainer({ name: 'dbg', image: 'b', targetContainerName: name })", `Type 'string'`],
  [
    "scope.ephemeralContainer({ name: 'dbg', image: 'b', volumeMounts: [{ name: 'logs', mountPath: '/d' }] })",
    `Type '"logs"' is not assignable to type '"data"'.`,
  ],
  [
    "scope.ephemeralContainer({ name: 'dbg', image: 'b', volumeDevices: [{ name: 'logs', devicePath: '/d' }] })",
    `Type '"logs"' is not assignable to type '"data"'.`,
  ],
  [
    "scope.ephemeralContainer({ name: 'dbg', image: 'b', ports: [{ containerPort: 80 }] })",
    'cannot be set for an Ephemeral Container',
  ],
  [
    "scope.ephemeralContainer({ name: 'dbg', image: 'b', volumeMounts: [{ name: 'data', mountPath: '/d', subPath: 'x' }] })",
    'cannot be set for an Ephemeral Container',
  ],
  ["scope.ephemeralContainer({ name: 'dbg', imgae: 'b' })", "Did you mean to write 'image'?"],
  ['scope.ephemeralContainer(container)', 'is not assignable to type \'"app" | "side" | "setup"\''],
  ['scope.check(container)'],
  ["scope.volumeMount({ name: 'data', mountPath: '/d' })"],
  [
    "scope.volumeMount({ name: 'logs', mountPath: '/d' })",
    `Type '"logs"' is not assignable to type '"data"'.`,
  ],
  [
    "scope.ephemeralContainer({ name: 'dbg', image: 'b', volumeMounts: [scope.volumeMount({ name: 'data', mountPath: '/d' })] })",
  ],
  [
    "forPod({ spec: { containers: [{ name: 'app' }] } }).volumeMount({ name: 'data', mountPath: '/d' })",
    'this pod declares no volumes',
  ],
  ["forPod(literal).volumeMount({ name: 'data', mountPath: '/d' })", 'this pod declares no volumes'],
  ["forPod(literal).ephemeralContainer({ name: 'app', image: 'b' })", 'already a container of this pod: app'],
  [
    "forPod({}).ephemeralContainer({ name: 'a', image: 'b', targetContainerName: 'x' })",
    'this pod declares no containers',
  ],
  [
    "forPod(wide).ephemeralContainer({ name: 'a', image: 'b', targetContainerName: 'x', volumeMounts: [{ name: 'v', mountPath: '/v' }] })",
  ],
  ["forPod(wide).ephemeralContainer({ name: 'A', image: 'b' })", 'not a DNS label: A'],
  ["scope.debugContainer({ image: 'b' }) satisfies EphemeralContainer"],
  [
    "scope.debugContainer({ image: 'b', name: 'dbg', target: 'app', profile: 'restricted', kubectl: '1.36' })",
  ],
  ["scope.debugContainer({ image: 'b', name: 'app' })", 'already a container of this pod: app'],
  ["scope.debugContainer({ image: 'b', target: 'nginx' })", `Type '"nginx"' is not assignable to type`],
  [
    "debugContainer({ image: 'b', profile: 'auto' })",
    `Type '"auto"' is not assignable to type 'DebugProfile`,
  ],
  ["debugContainer({ image: 'b', kubectl: '1.24' })", `Type '"1.24"' is not assignable to type`],
  ["debugContainer({ image: 'b', name: undefined, env: { A: '1' }, pod: wide, custom: { args: ['x'] } })"],
  ["debugContainer({ image: 'b', custom: { command: ['sh'] } })", 'not modifiable via custom profile'],
  ["debugContainer({ image: 'b', custom: { ports: [] } })", 'cannot be set for an Ephemeral Container'],
  ["ephemeralContainer({ name: 'dbg', image: 'b', ...mirrorTarget(wide, 'app').container })"],
  ["scope.ephemeralContainer({ name: 'dbg', image: 'b', ...scope.mirrorTarget('app').container })"],
  ["scope.mirrorTarget('nginx')", `is not assignable to parameter of type '"app" | "side" | "setup"'`],
];

const file = 'test/build/virtual-scope.ts';
const text = `${prelude}${lines.map(([line]) => `${line};\n`).join('')}`;
const program = createProgram([], readOptions(), new Map([[file, text]]));
const errors = listErrors(program, [file]).get(file) ?? [];
const first = prelude.split('\n').length;

test.each(lines.map(([line, words], index) => ({ line, words, at: first + index })))(
  '$line: $words',
  ({ words, at }) => {
    const found = errors.filter((error) => error.startsWith(`${at}:`));
    if (words === undefined) expect(found).toEqual([]);
    else expect(found).toEqual([expect.stringContaining(words)]);
  },
);

test('nothing else is wrong with the program', () => {
  const wrong = lines.flatMap(([, words], index) => (words === undefined ? [] : [first + index]));
  expect(errors.map((error) => Number(error.split(':')[0]))).toEqual(wrong);
});

test('the type of a scope is its names', () => {
  const source = program.getSourceFiles().find(({ fileName }) => fileName.endsWith(file));
  const checker = program.getTypeChecker();
  const scope =
    source &&
    checker.getSymbolsInScope(source, ts.SymbolFlags.Variable).find((symbol) => symbol.name === 'scope');
  expect(scope && checker.typeToString(checker.getTypeOfSymbol(scope))).toBe(
    'PodScope<"app" | "side" | "setup", "app" | "side" | "setup" | "old", "data", EphemeralContainer>',
  );
});
