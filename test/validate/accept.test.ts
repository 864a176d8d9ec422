import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Minor, minors } from '../../generated/facts/minors.js';
import type { Pod } from '../../src/core/pod.js';
import { bindingOf } from '../../src/entry/binding.js';
import { applyDefaults, validateContainer, validateContainers } from '../../src/validate/validate.js';
import { cases } from '../conformance/fuzz/cases.js';

const quick = bindingOf(37);
/** The full validator alone: nothing is accepted before it, neither a container nor its Pod. */
const full = {
  ...quick,
  accepts: () => -1,
  podRules: { ...quick.podRules, fits: () => false, fitsInList: () => false },
};

let accepted = 0;

/** That both ways answer alike: verdict, value, causes, warnings and what is stored. */
function expectAlike(
  container: unknown,
  options: { minor: Minor; pod?: Pod; allowPrivileged?: boolean },
): void {
  const given = validateContainer(container, options, quick);
  expect(given).toEqual(validateContainer(container, options, full));
  if (!given.ok) return;
  if (takes(container, options.minor)) {
    accepted += 1;
    expect(given.value).toBe(container);
  }
  expect(applyDefaults(container, options, quick)).toEqual(applyDefaults(container, options, full));
}

function takes(container: unknown, minor: Minor): boolean {
  try {
    return quick.accepts(container, Number(minor.slice(2))) === 0;
  } catch {
    return false;
  }
}

function expectListAlike(list: unknown, pod: Pod, minor: Minor): void {
  expect(validateContainers(list, { pod, minor }, quick)).toEqual(
    validateContainers(list, { pod, minor }, full),
  );
  if (!Array.isArray(list)) return;
  for (const container of list as unknown[]) {
    expectAlike(container, { minor, pod });
    expectAlike(container, { minor });
    expectAlike(container, { minor, allowPrivileged: false });
  }
}

const some: readonly Minor[] = ['1.25', '1.30', '1.34', '1.37'];

describe('what the accept-only validator takes, the full one takes alike', () => {
  it('of every recorded case', () => {
    const read = (name: string): string =>
      readFileSync(new URL(`../conformance/recorded/${name}`, import.meta.url), 'utf8');
    const pods = JSON.parse(read('pods.json')) as { readonly [name: string]: Pod };
    const before = accepted;
    for (const line of read('cases.jsonl').trim().split('\n')) {
      const { pod, ephemeralContainers } = JSON.parse(line) as { pod: string; ephemeralContainers: unknown };
      for (const minor of some) expectListAlike(ephemeralContainers, pods[pod] ?? {}, minor);
    }
    expect(accepted - before).toBeGreaterThan(100);
  });

  it('of random cases', () => {
    fc.assert(
      fc.property(cases, fc.constantFrom(...minors), ({ pod, ephemeralContainers }, minor) => {
        expectListAlike(ephemeralContainers, pod as Pod, minor);
      }),
      { numRuns: 300 },
    );
  });
});

/** Valid, with each kind of part that is accepted. */
const valid = {
  name: 'debugger',
  image: 'busybox:1.36',
  command: ['sh'],
  env: [
    { name: 'A', value: 'a' },
    { name: 'B', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
  ],
  envFrom: [{ prefix: 'P_', secretRef: { name: 'secret' } }],
  volumeMounts: [{ name: 'data', mountPath: '/data' }],
  resources: {},
  securityContext: {
    runAsUser: 1,
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
  },
};
const pod = { spec: { containers: [{ name: 'app' }], volumes: [{ name: 'data' }] } };

const hostile: readonly (readonly [string, () => unknown])[] = [
  ['a valid one', () => valid],
  [
    'a getter',
    () => ({
      ...valid,
      get image() {
        return 'busybox';
      },
    }),
  ],
  [
    'a getter that throws',
    () => ({
      ...valid,
      get env(): never {
        throw new Error('no');
      },
    }),
  ],
  ['a proxy', () => new Proxy({ ...valid }, {})],
  [
    'a proxy that throws',
    () =>
      new Proxy(
        { ...valid },
        {
          get: () => {
            throw new Error('no');
          },
        },
      ),
  ],
  [
    'a proxy that hides its keys',
    () => new Proxy({ ...valid, ports: [] }, { ownKeys: () => ['name', 'image'] }),
  ],
  ['toJSON', () => ({ ...valid, toJSON: () => ({ name: 'other' }) })],
  ['toJSON in a list', () => ({ ...valid, command: Object.assign(['sh'], { toJSON: () => 5 }) })],
  ['toJSON in a part', () => ({ ...valid, securityContext: { toJSON: () => ({ runAsUser: -1 }) } })],
  ['no prototype', () => Object.assign(Object.create(null), valid) as unknown],
  ['an inherited field', () => Object.create(valid) as unknown],
  [
    'a field of a class',
    () =>
      Object.assign(
        new (class Container {
          ports = [];
        })(),
        valid,
      ),
  ],
  ['an own __proto__', () => JSON.parse('{"name":"d","image":"i","__proto__":{"ports":[]}}') as unknown],
  ['another realm', () => vm.runInNewContext(`(${JSON.stringify(valid)})`) as unknown],
  ['a list of another realm', () => ({ ...valid, command: vm.runInNewContext('["sh"]') as unknown })],
  ['keys like numbers', () => ({ 0: 'x', ...valid })],
  ['a hole', () => ({ ...valid, command: Array.from({ 0: 'sh', length: 3 }), env: new Array(2) })],
  ['a hole in the mounts', () => ({ ...valid, volumeMounts: new Array(1) })],
  ['undefined members', () => ({ ...valid, ports: undefined, env: [{ name: 'A', value: undefined }] })],
  ['null members', () => ({ ...valid, ports: null, env: null, securityContext: { runAsUser: null } })],
  ['a boxed string', () => ({ ...valid, image: new String('busybox') })],
  ['a number beyond all', () => ({ ...valid, securityContext: { runAsUser: Number.POSITIVE_INFINITY } })],
  ['a fraction', () => ({ ...valid, securityContext: { runAsUser: 0.5 } })],
  ['minus nothing', () => ({ ...valid, securityContext: { runAsUser: -0 } })],
  ['a symbol', () => ({ ...valid, [Symbol('ports')]: [] })],
  ['a hidden member', () => Object.defineProperty({ ...valid }, 'ports', { value: [], enumerable: false })],
  ['privileges', () => ({ ...valid, securityContext: { privileged: true } })],
  [
    'contradicting privileges',
    () => ({ ...valid, securityContext: { privileged: true, allowPrivilegeEscalation: false } }),
  ],
  [
    'CAP_SYS_ADMIN',
    () => ({
      ...valid,
      securityContext: { allowPrivilegeEscalation: false, capabilities: { add: ['CAP_SYS_ADMIN'] } },
    }),
  ],
  ['nothing', () => undefined],
  ['a list', () => [valid]],
];

describe('of hostile values', () => {
  it.each(hostile)('%s', (_, make) => {
    for (const minor of some) {
      expectAlike(make(), { minor });
      expectAlike(make(), { minor, pod });
      expectAlike(make(), { minor, allowPrivileged: false });
    }
  });

  const container = { name: 'app' };
  const podsAround: readonly (readonly [string, object])[] = [
    ['a taken name', { spec: { containers: [{ name: 'debugger' }], volumes: [{ name: 'data' }] } }],
    ['no volume', { spec: { containers: [container] } }],
    ['a static Pod', { ...pod, metadata: { annotations: { 'kubernetes.io/config.mirror': 'x' } } }],
    [
      'an AppArmor annotation',
      { ...pod, metadata: { annotations: { 'container.apparmor.security.beta.kubernetes.io/gone': 'x' } } },
    ],
    ['Windows', { spec: { ...pod.spec, os: { name: 'windows' } } }],
    [
      'a HostProcess Pod',
      { spec: { ...pod.spec, securityContext: { windowsOptions: { hostProcess: true } } } },
    ],
    ['the same one', { spec: { ...pod.spec, ephemeralContainers: [valid] } }],
    ['old ones of one name', { spec: { ...pod.spec, ephemeralContainers: [{ name: 'a' }, { name: 'a' }] } }],
    ['an old one with a taken name', { spec: { ...pod.spec, ephemeralContainers: [{ name: 'app' }] } }],
    [
      'many old ones',
      {
        spec: {
          ...pod.spec,
          ephemeralContainers: Array.from({ length: 20 }, (_, at) => ({ name: `old-${at}` })),
        },
      },
    ],
    ['lists that are none', { spec: { containers: 5, volumes: {}, ephemeralContainers: 'x' } }],
    [
      'parts that are none',
      { spec: { containers: [null, 5, { name: 3 }], volumes: [null, { name: 'data' }] } },
    ],
    ['nothing in it', {}],
  ];
  it.each(podsAround)('in a Pod with %s', (_, given) => {
    for (const minor of some) {
      expectAlike(valid, { minor, pod: given });
      expectAlike({ ...valid, targetContainerName: 'app' }, { minor, pod: given });
      expectAlike({ ...valid, targetContainerName: 'other' }, { minor, pod: given });
      expectListAlike([valid, { ...valid, name: 'second' }], given, minor);
    }
  });
});
