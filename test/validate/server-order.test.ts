import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateEphemeralContainer, validateEphemeralContainers } from '../../src/index.js';

const pod = { spec: { containers: [{ name: 'app' }] } };

function causes(container: unknown, minor: '1.36' | '1.37' = '1.37', given: object = pod): string[] {
  const result = validateEphemeralContainer(container, { pod: given, minor });
  return result.ok ? [] : result.causes.map(({ field, message }) => `${field}: ${message}`);
}

describe('the order of causes', () => {
  it('is the same in whatever order the fields are written', () => {
    const members = Object.entries({
      volumeMounts: [{ name: 'x', mountPath: '', mountPropagation: 'Sideways' }],
      securityContext: { runAsUser: -1, seccompProfile: { type: '' }, procMount: 'Odd', runAsGroup: -1 },
      lifecycle: {},
      ports: [],
      imagePullPolicy: 'Sometimes',
      env: [{ valueFrom: {}, name: '' }, { name: '=' }],
      terminationMessagePolicy: 'Log',
      targetContainerName: 'other',
      name: 'app',
    });
    const expected = causes(Object.fromEntries(members));
    expect(expected.map((text) => text.slice('spec.ephemeralContainers[0].'.length).split(':')[0])).toEqual([
      'image',
      'terminationMessagePolicy',
      'env[0].name',
      'env[0].valueFrom',
      'env[1].name',
      'volumeMounts[0].name',
      'volumeMounts[0].mountPath',
      'volumeMounts.mountPropagation',
      'imagePullPolicy',
      'securityContext.runAsUser',
      'securityContext.runAsGroup',
      'securityContext.procMount',
      'securityContext.seccompProfile.type',
      'name',
      'targetContainerName',
      'ports',
      'lifecycle',
    ]);
    const shuffled = fc.shuffledSubarray(members, { minLength: members.length });
    fc.assert(
      fc.property(shuffled, (order) => {
        expect(causes(Object.fromEntries(order))).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  it('goes container by container, and then to the list', () => {
    const old = { name: 'old', image: 'busybox' };
    const given = { spec: { containers: [{ name: 'app' }], ephemeralContainers: [old] } };
    const result = validateEphemeralContainers([{ name: 'a', ports: [] }, { name: 'b' }], { pod: given });
    expect(result.ok ? [] : result.causes.map(({ field }) => field)).toEqual([
      'spec.ephemeralContainers[0].image',
      'spec.ephemeralContainers[0].ports',
      'spec.ephemeralContainers[1].image',
      'spec.ephemeralContainers',
    ]);
  });
});

describe('what is found twice', () => {
  const resizePolicy = ['cpu', 'memory'].map((resourceName) => ({
    resourceName,
    restartPolicy: 'RestartContainer',
  }));
  const container = { name: 'debugger', image: 'busybox', resizePolicy };
  const never = { spec: { ...pod.spec, restartPolicy: 'Never' } };

  it('is an annotation for a container that goes: once for the Pod, and once for its change', () => {
    const annotations = { 'container.apparmor.security.beta.kubernetes.io/old': 'unconfined' };
    const ephemeralContainers = [{ name: 'old', image: 'busybox' }];
    const given = { metadata: { annotations }, spec: { ...pod.spec, ephemeralContainers } };
    const fields = (minor: '1.36' | '1.37'): string[] => {
      const result = validateEphemeralContainers([{ name: 'a' }], { pod: given, minor });
      return result.ok ? [] : result.causes.map(({ field }) => field);
    };
    const annotation = 'metadata.annotations[container.apparmor.security.beta.kubernetes.io/old]';
    const image = 'spec.ephemeralContainers[0].image';
    expect(fields('1.36')).toEqual([annotation, image, annotation, 'spec.ephemeralContainers']);
    expect(fields('1.37')).toEqual([annotation, image, 'spec.ephemeralContainers']);
  });

  it('is told once from 1.37 on, and twice before', () => {
    const message = (subject: string): string =>
      `spec.ephemeralContainers[0].resizePolicy: Invalid value: "RestartContainer": must be 'NotRequired' when ${subject} is 'Never'`;
    const refused =
      'spec.ephemeralContainers[0].resizePolicy: Forbidden: cannot be set for an Ephemeral Container';
    expect(causes(container, '1.37', never)).toEqual([message('pod `restartPolicy`'), refused]);
    expect(causes(container, '1.36', never)).toEqual([
      message('pod `restartPolicy`'),
      message('pod `restartPolicy`'),
      refused,
    ]);
  });
});
