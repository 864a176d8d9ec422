import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { DebugFlags } from '../../src/build/debug/flags.js';
import { DebugFlagsError } from '../../src/build/debug/flags-error.js';
import { isImageReference } from '../../src/build/debug/image-reference.js';
import { debugContainerOf, debugContainerWarningsOf } from '../../src/build/debug-container.js';
import type { Pod } from '../../src/core/pod.js';

type Flags = { [Key in keyof DebugFlags]?: unknown };

// what a caller without the compiler may pass
const make = (flags: Flags, kubectl = '1.37'): { [key: string]: unknown } =>
  debugContainerOf({ image: 'busybox:1.36', name: 'dbg', ...flags } as DebugFlags, kubectl);
const warn = (flags: Flags, kubectl = '1.37'): readonly string[] =>
  debugContainerWarningsOf({ image: 'busybox:1.36', name: 'dbg', ...flags } as DebugFlags, kubectl);

afterEach(() => {
  vi.restoreAllMocks();
});

const imageLines = readFileSync(new URL('recorded/image-references.jsonl', import.meta.url), 'utf8');
test.each(imageLines.trimEnd().split('\n'))('image %s', (line) => {
  const { image, before1_29, since1_29 } = JSON.parse(line);
  expect([isImageReference(image, 28), isImageReference(image, 29)]).toEqual([before1_29, since1_29]);
});

describe('name', () => {
  test('is as kubectl makes them', () => {
    expect(make({ name: undefined })['name']).toMatch(/^debugger-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
    expect(make({ name: '' })['name']).toMatch(/^debugger-.{5}$/);
  });

  test('avoids every container of the Pod', () => {
    const draws = [...Array(15).fill(0), ...Array(5).fill(0.99)];
    vi.spyOn(Math, 'random').mockImplementation(() => draws.shift() ?? 0);
    const pod = {
      spec: { containers: [{ name: 'app' }], ephemeralContainers: [{ name: 'debugger-bbbbb' }] },
    };
    expect(make({ name: undefined, pod })['name']).toBe('debugger-99999');
  });

  test('given is used as it is', () => {
    expect(make({ name: 'Bad_Name!' })['name']).toBe('Bad_Name!');
  });
});

describe('env', () => {
  const expected = [{ name: 'B', value: '1' }, { name: 'A' }, { name: 'C', value: '$(B)' }];

  test.each([
    { B: '1', A: '', C: '$(B)' },
    new Map([
      ['B', '1'],
      ['A', ''],
      ['C', '$(B)'],
    ]),
    [
      ['B', '0'],
      ['A', ''],
      ['C', '$(B)'],
      ['B', '1'],
    ],
  ])('keeps the order of %o', (env) => {
    expect(make({ env })['env']).toEqual(expected);
  });

  test('takes names of the prototype', () => {
    const env = JSON.parse('{"__proto__": "1", "constructor": "2"}');
    expect(make({ env })['env']).toEqual([
      { name: '__proto__', value: '1' },
      { name: 'constructor', value: '2' },
    ]);
  });
});

test('what is empty is left out, as Go does', () => {
  const flags = { command: [], args: [], env: {}, target: '', imagePullPolicy: '', stdin: false, tty: false };
  expect(make({ ...flags, profile: 'baseline' })).toEqual({
    name: 'dbg',
    image: 'busybox:1.36',
    terminationMessagePolicy: 'File',
  });
});

test('the result shares nothing with the flags', () => {
  const command = ['sh'];
  const container = make({ command });
  command.push('-c');
  expect(container['command']).toEqual(['sh']);
});

describe('refusals', () => {
  const cases: readonly [Flags, string, string][] = [
    [{ image: '' }, 'you must specify --image when not using --copy-to.', 'image'],
    [{ image: undefined }, 'you must specify --image when not using --copy-to.', 'image'],
    [{ image: 'Bad Image' }, 'invalid image name "Bad Image": invalid reference format', 'image'],
    [{ tty: true }, '-i/--stdin is required for containers with -t/--tty=true', 'tty'],
    [{ imagePullPolicy: 'always' }, 'invalid image pull policy: always', 'imagePullPolicy'],
    [{ profile: 'auto', image: '' }, 'unknown profile: auto', 'profile'],
    [{ profile: 'constructor' }, 'unknown profile: constructor', 'profile'],
    [{ profile: '' }, 'unknown profile: ', 'profile'],
    [{ kubectl: '1.30', custom: {} }, 'unknown flag: --custom', 'custom'],
    [
      { custom: { command: ['sh'], lifecycle: {} } },
      'name, command, image, lifecycle and volume devices are not modifiable via custom profile',
      'custom.command',
    ],
    [
      {
        custom: {
          volumeMounts: [
            { name: 'a', mountPath: '/a' },
            { name: 'b', mountPath: '/b', subPath: 'x' },
          ],
        },
      },
      'custom.volumeMounts[1].subPath: Forbidden: cannot be set for an Ephemeral Container',
      'custom.volumeMounts[1].subPath',
    ],
    [
      { custom: { resizePolicy: [{ resourceName: 'cpu' }] } },
      'custom.resizePolicy: Forbidden: cannot be set for an Ephemeral Container',
      'custom.resizePolicy',
    ],
    [
      { custom: { env: [{ name: 'A', value: {} }] } },
      'custom does not contain a valid container spec: custom.env[0].value must be a string, not object',
      'custom.env[0].value',
    ],
    [
      { custom: [] },
      'custom does not contain a valid container spec: custom must be an object, not an array',
      'custom',
    ],
    [{ kubectl: '1.24' }, 'kubectl: "1.24" is no minor from 1.25 on, such as "1.34"', 'kubectl'],
    [{ kubectl: 'latest' }, 'kubectl: "latest" is no minor from 1.25 on, such as "1.34"', 'kubectl'],
    [{ image: 5 }, 'image must be a string, not number', 'image'],
    [{ stdin: 'true' }, 'stdin must be a boolean, not string', 'stdin'],
    [{ command: 'sh' }, 'command must be an array of strings', 'command'],
    [{ env: ['FOO=1'] }, 'env must be an object, or pairs of name and value', 'env'],
    [{ env: 'FOO=1' }, 'env must be an object, or pairs of name and value', 'env'],
    [{ env: null }, 'env must be an object, or pairs of name and value', 'env'],
    [{ env: { PORT: 80 } }, 'env.PORT must be a string, not number', 'env.PORT'],
  ];
  test.each(cases)('%o: %s', (flags, message, field) => {
    const error = catchError(() => make(flags));
    expect(error).toBeInstanceOf(DebugFlagsError);
    expect(error).toMatchObject({ message, fields: expect.arrayContaining([field]) });
  });
});

function catchError(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}

test.each(['1.34', 'v1.34', '1.34.2', 'v1.34.2-rc.0', '1.34+'])('kubectl %s is 1.34', (kubectl) => {
  expect(make({ kubectl })).toEqual(make({}, '1.34'));
});

describe('restricted', () => {
  const securityContext = {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  };
  const podOf = (target: object | undefined, pod: object | undefined): Pod => ({
    spec: {
      containers: [
        { name: 'app', ...(target && { securityContext: target }) } as { name: string },
        { name: 'side' },
      ],
      ...(pod && { securityContext: pod }),
    },
  });
  const flags = { profile: 'restricted', target: 'app' };

  test.each([
    { target: { runAsUser: 1234 }, pod: undefined, user: 1234 },
    { target: { runAsUser: 1234 }, pod: { runAsUser: 0 }, user: 1234 },
    { target: { runAsUser: 1234 }, pod: { runAsUser: 99 }, user: undefined },
    { target: { runAsUser: 0 }, pod: undefined, user: undefined },
    { target: undefined, pod: { runAsUser: 99 }, user: undefined },
    { target: undefined, pod: undefined, user: undefined },
  ])('of target $target in Pod $pod runs as $user', ({ target, pod, user }) => {
    const expected = user === undefined ? securityContext : { ...securityContext, runAsUser: user };
    expect(make({ ...flags, pod: podOf(target, pod) })['securityContext']).toStrictEqual(expected);
  });

  test('does as kubectl where one is given', () => {
    const container = make({ ...flags, kubectl: '1.37', pod: podOf({ runAsUser: 1234 }, undefined) });
    expect(container['securityContext']).toStrictEqual(securityContext);
  });

  test('leaves alone what custom says', () => {
    const pod = podOf({ runAsUser: 1234 }, undefined);
    const custom = { securityContext: { runAsUser: 5 } };
    expect(make({ ...flags, pod, custom })['securityContext']).toMatchObject({ runAsUser: 5 });
    const asRoot = { securityContext: { runAsNonRoot: false } };
    expect(make({ ...flags, pod, custom: asRoot })['securityContext']).not.toHaveProperty('runAsUser');
  });

  test('needs the target, not another container', () => {
    const pod = podOf({ runAsUser: 1234 }, undefined);
    expect(make({ ...flags, target: 'side', pod })['securityContext']).toStrictEqual(securityContext);
    expect(make({ ...flags, target: undefined, pod })['securityContext']).toStrictEqual(securityContext);
  });

  test('warns where the image decides whether it starts', () => {
    expect(warn({ ...flags, pod: podOf(undefined, undefined) })[0]).toMatch(
      /does not start if its image runs as root/,
    );
    expect(warn({ ...flags, kubectl: '1.37', pod: podOf(undefined, undefined) })).toEqual([]);
    expect(warn({ ...flags, pod: podOf({ runAsUser: 7 }, undefined) })).toEqual([]);
    expect(warn({ ...flags, pod: podOf(undefined, { runAsUser: 7 }) })).toEqual([]);
  });

  test('warns where it never starts', () => {
    expect(warn({ ...flags, pod: podOf(undefined, { runAsUser: 0 }) })).toEqual([
      'runAsNonRoot is set and runAsUser is 0: the container does not start; set custom.securityContext.runAsUser, or give a target that has one',
    ]);
  });
});

describe('a Pod that must not be root', () => {
  const podOf = (securityContext: object): Pod => ({
    spec: { containers: [{ name: 'app' }], securityContext },
  });

  test.each(['legacy', 'general', 'baseline'])('is warned of under %s too', (profile) => {
    const start = /^runAsNonRoot is set for the Pod and no runAsUser: .* custom\.securityContext\.runAsUser$/;
    const pod = podOf({ runAsNonRoot: true });
    expect(warn({ profile, pod }, '1.31')).toEqual([expect.stringMatching(start)]);
    expect(warn({ profile, pod, kubectl: '1.31' })).toEqual([]);
  });

  test.each([
    [{ runAsNonRoot: true, runAsUser: 7 }, undefined],
    [{ runAsNonRoot: false }, undefined],
    [{ runAsNonRoot: null }, undefined],
    [{ runAsNonRoot: true }, { runAsUser: 7 }],
    [{ runAsNonRoot: true }, { runAsNonRoot: false }],
  ])('%o is not where %o is custom', (securityContext, own) => {
    const custom = own && { securityContext: own };
    expect(warn({ profile: 'baseline', pod: podOf(securityContext), custom })).toEqual([]);
  });

  test('is warned of where custom makes it root', () => {
    const custom = { securityContext: { runAsUser: 0 } };
    expect(warn({ profile: 'baseline', pod: podOf({ runAsNonRoot: true }), custom })).toEqual([
      'runAsNonRoot is set for the Pod and runAsUser is 0: the container does not start; set custom.securityContext.runAsUser',
    ]);
  });
});

describe('a Windows Pod', () => {
  const pod = { spec: { os: { name: 'windows' }, containers: [{ name: 'app' }] } };

  test.each([
    ['general', undefined],
    ['baseline', undefined],
    ['netadmin', undefined],
    ['sysadmin', undefined],
    ['restricted', { runAsNonRoot: true }],
  ])('gets none of the Linux-only fields of %s', (profile, expected) => {
    expect(make({ profile, pod })['securityContext']).toStrictEqual(expected);
  });

  test('gets what custom says, and what kubectl does where one is given', () => {
    const custom = { securityContext: { windowsOptions: { runAsUserName: 'ContainerUser' } } };
    expect(make({ profile: 'general', pod, custom })['securityContext']).toStrictEqual(
      custom.securityContext,
    );
    const exact = make({ profile: 'general', pod, kubectl: '1.37' });
    expect(exact['securityContext']).toStrictEqual({ capabilities: { add: ['SYS_PTRACE'] } });
  });

  test('is warned of', () => {
    expect(warn({ profile: 'netadmin', pod })).toEqual([
      'profile netadmin gives a Windows container none of its Linux settings',
    ]);
    expect(warn({ profile: 'baseline', pod })).toEqual([]);
  });
});
