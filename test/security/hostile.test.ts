import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluatePodSecurity, type PodSecurityOptions } from '../../src/security/index.js';

const restricted = { level: 'restricted', version: 'latest' } as const;

function evaluate(pod: unknown, options: PodSecurityOptions = restricted) {
  return evaluatePodSecurity(pod as never, options);
}

describe('a Pod that is no Pod', () => {
  test.each([
    [undefined],
    [null],
    [0],
    [''],
    ['pod'],
    [true],
    [[]],
    [{}],
    [{ spec: null }],
    [{ spec: [] }],
    [{ spec: 'x', metadata: 7 }],
    [{ metadata: { annotations: [] }, spec: { containers: {}, volumes: 'none', securityContext: [] } }],
  ])('passes where %j has no containers to evaluate', (pod) => {
    expect(evaluate(pod)).toEqual({ allowed: true, violations: [], detail: '', message: '' });
  });

  test('evaluates a list item that is not a container as one without fields', () => {
    const spec = { containers: [null, 'app', 7, []], securityContext: { runAsNonRoot: true } };
    expect(evaluate({ spec }).violations.map(({ check }) => check)).toEqual([
      'allowPrivilegeEscalation',
      'capabilities_restricted',
      'seccompProfile_restricted',
    ]);
    expect(evaluate({ spec }).violations[0]?.detail).toMatch(/^containers "", "", "", "" must set /);
  });

  test('takes holes in lists for absent elements', () => {
    const containers = new Array(2);
    containers[1] = { name: 'a', securityContext: { privileged: true } };
    expect(evaluate({ spec: { containers } }, { level: 'baseline' }).detail).toBe(
      'privileged (container "a" must not set securityContext.privileged=true)',
    );
  });

  test('takes values of wrong types for absent ones', () => {
    const securityContext = {
      privileged: 'true',
      capabilities: { add: 'NET_ADMIN' },
      seLinuxOptions: 'spc_t',
      seccompProfile: ['Unconfined'],
      appArmorProfile: 'Unconfined',
      procMount: 1,
      windowsOptions: { hostProcess: 1 },
    };
    const ports = [{ hostPort: '80' }, { hostPort: 1.5 }, { hostPort: 2 ** 40 }, 80];
    const spec = { hostPID: 'true', containers: [{ name: 'app', ports, securityContext }] };
    expect(evaluate({ spec }, { level: 'baseline' }).message).toBe('');
  });

  test('keeps a key named __proto__ apart from prototypes', () => {
    const pod = JSON.parse('{"spec":{"__proto__":{"hostPID":true},"containers":[{"name":"a"}]}}');
    expect(evaluate(pod, { level: 'baseline' }).allowed).toBe(true);
  });

  test('never throws and never changes its input, whatever the JSON', () => {
    const key = fc.constantFrom(
      'metadata',
      'spec',
      'annotations',
      'containers',
      'initContainers',
      'ephemeralContainers',
      'volumes',
      'securityContext',
      'capabilities',
      'add',
      'drop',
      'ports',
      'hostPort',
      'lifecycle',
      'preStop',
      'httpGet',
      'host',
      'sysctls',
      'name',
      'seLinuxOptions',
      'os',
      '__proto__',
    );
    const { json } = fc.letrec((tie) => ({
      json: fc.oneof(
        { maxDepth: 7 },
        { arbitrary: fc.constantFrom(null, true, false, 0, 80, '', 'ALL', 'windows'), weight: 1 },
        { arbitrary: fc.array(tie('json'), { maxLength: 3 }), weight: 2 },
        { arbitrary: fc.dictionary(key, tie('json'), { maxKeys: 5 }), weight: 4 },
      ),
    }));
    fc.assert(
      fc.property(json, fc.integer({ min: 0, max: 40 }), (pod, minor) => {
        const before = JSON.stringify(pod);
        const results = (['baseline', 'restricted'] as const).map((level) =>
          evaluate(pod, { level, version: `v1.${minor}` }),
        );
        expect(JSON.stringify(pod)).toBe(before);
        for (const result of results) {
          expect(result.allowed).toBe(result.violations.length === 0);
          expect(result.message === '').toBe(result.allowed);
        }
      }),
      { numRuns: 2000, seed: 34 },
    );
  });

  test('evaluates lists of many thousand containers, each with values of its own', () => {
    const containers = Array.from({ length: 20_000 }, (_, index) => ({
      name: `c-${index}`,
      securityContext: { capabilities: { add: [`CAP_${index}`] }, seccompProfile: { type: `T${index}` } },
    }));
    const { violations } = evaluate({ spec: { containers } });
    expect(violations.map(({ check }) => check)).toEqual([
      'allowPrivilegeEscalation',
      'capabilities_restricted',
      'runAsNonRoot',
      'seccompProfile_restricted',
    ]);
    expect(violations[3]?.detail).toMatch(/"T9999"$/);
  });
});

describe('options', () => {
  test.each([
    ['restricted', '1.34', 'restricted:v1.34'],
    ['baseline', 'v1.34', 'baseline:v1.34'],
    ['baseline', 'latest', 'baseline:latest'],
    ['baseline', undefined, 'baseline:latest'],
    ['baseline', 'v1.0', 'baseline:v1.0'],
    ['baseline', 'v1.4096', 'baseline:v1.4096'],
  ])('%s at %s is told as %s', (level, version, label) => {
    const options = { level, ...(version === undefined ? {} : { version }) } as PodSecurityOptions;
    const { message } = evaluate({ spec: { hostPID: true } }, options);
    expect(message).toBe(`violates PodSecurity "${label}": host namespaces (hostPID=true)`);
  });

  test('evaluates a future version by the newest known one', () => {
    const pod = {
      spec: { securityContext: { sysctls: [{ name: 'net.ipv4.tcp_notsent_lowat', value: '1' }] } },
    };
    expect(evaluate(pod, { level: 'baseline', version: 'v1.36' }).allowed).toBe(false);
    expect(evaluate(pod, { level: 'baseline', version: 'v1.37' }).allowed).toBe(true);
    expect(evaluate(pod, { level: 'baseline', version: 'v1.99' }).allowed).toBe(true);
  });

  test('lets everything pass at the privileged level', () => {
    const spec = { hostPID: true, containers: [{ name: 'a', securityContext: { privileged: true } }] };
    expect(evaluate({ spec }, { level: 'privileged', version: '1.30' }).allowed).toBe(true);
  });

  test.each(
    [
      [
        '',
        '2.0',
        '1',
        'v1',
        'v1.x',
        '1.34.2',
        'V1.34',
        ' 1.34',
        'v1.034',
        '1.-1',
        `1.${'9'.repeat(30)}`,
        'newest',
        34,
        {},
      ],
    ].flat(),
  )('names the field and the fix for version %j', (version) => {
    const ask = () => evaluate({}, { level: 'baseline', version: version as 'latest' });
    expect(ask).toThrow(RangeError);
    expect(ask).toThrow(/^version: .* use "latest" or one such as "v1\.34"$/);
  });

  test.each(['', 'Restricted', 'root', undefined, null, 3])(
    'names the field and the fix for level %j',
    (level) => {
      const ask = () => evaluate({}, { level: level as 'baseline' });
      expect(ask).toThrow(RangeError);
      expect(ask).toThrow(/^level: .* use "privileged", "baseline" or "restricted"$/);
    },
  );

  test('names the field where options are missing altogether', () => {
    expect(() => evaluatePodSecurity({}, undefined as never)).toThrow(/^level: /);
  });
});
