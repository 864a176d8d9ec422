import { describe, expect, it } from 'vitest';
import { validateEphemeralContainer } from '../../src/index.js';
import { fitsInList, fitsPod } from '../../src/rules/fits-pod.js';
import { readPodFacts } from '../../src/validate/pod-facts.js';

const app = { name: 'app' };
const init = { name: 'init' };
const plain = { containers: [app], initContainers: [init], volumes: [{ name: 'scratch' }] };
const container = {
  name: 'debugger',
  image: 'busybox',
  targetContainerName: 'init',
  volumeMounts: [{ name: 'scratch', mountPath: '/x' }],
};

function podOf(spec: object, annotations: { readonly [name: string]: string } = {}): object {
  return { metadata: { annotations }, spec: { ...plain, ...spec } };
}

describe('fits-pod', () => {
  it.each([
    ['an empty list', {}],
    ['an old container of another name', { ephemeralContainers: [{ name: 'old' }] }],
  ])('says yes: %s', (_, spec) => {
    const pod = podOf(spec);
    expect(fitsPod(container, pod)).toBe(true);
    expect(validateEphemeralContainer(container, { pod })).toMatchObject({ ok: true });
  });

  it.each([
    ['the name of a container', { containers: [{ name: 'debugger' }] }],
    ['the name of an init container', { initContainers: [init, { name: 'debugger' }] }],
    ['the name of an old container', { ephemeralContainers: [{ name: 'debugger' }] }],
    ['a target that is an ephemeral container', { initContainers: [], ephemeralContainers: [init] }],
    ['no such volume', { volumes: [] }],
  ])('says no, as the rules do: %s', (_, spec) => {
    const pod = podOf(spec);
    expect(fitsPod(container, pod)).toBe(false);
    expect(validateEphemeralContainer(container, { pod })).toMatchObject({ ok: false });
  });

  it.each([
    ['an operating system', podOf({ os: { name: 'linux' } })],
    ['Windows options of the Pod', podOf({ securityContext: { windowsOptions: {} } })],
    [
      'Windows options of a container',
      podOf({ containers: [{ ...app, securityContext: { windowsOptions: {} } }] }),
    ],
    ['a container without a name', podOf({ containers: [app, {}] })],
    [
      'more than eight old containers',
      podOf({ ephemeralContainers: [...'abcdefghi'].map((name) => ({ name })) }),
    ],
    [
      'an AppArmor annotation',
      podOf({}, { 'container.apparmor.security.beta.kubernetes.io/app': 'unconfined' }),
    ],
  ])('leaves to the rules: %s', (_, pod) => {
    expect(fitsPod(container, pod)).toBe(false);
  });
});

describe('fits-pod, one of a list', () => {
  it.each<[string, object, object, boolean]>([
    ['a target and a volume of the Pod', {}, {}, true],
    ['no such target', { targetContainerName: 'nope' }, {}, false],
    ['no such volume', { volumeMounts: [{ name: 'nope', mountPath: '/x' }] }, {}, false],
    ['an operating system', {}, { os: { name: 'linux' } }, true],
    ['a security context and an operating system', { securityContext: {} }, { os: { name: 'linux' } }, false],
  ])('%s', (_, changed, spec, expected) => {
    const facts = readPodFacts(podOf(spec) as never, 37);
    expect(fitsInList({ ...container, ...changed }, facts)).toBe(expected);
  });
});
