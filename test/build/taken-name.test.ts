import { describe, expect, test } from 'vitest';
import type { DebugFlags } from '../../src/build/debug/flags.js';
import { debugContainerOf } from '../../src/build/debug-container.js';

const flags: DebugFlags = { image: 'b', name: 'app', profile: 'general', env: { A: '0' } };
const custom = { env: [{ name: 'A', value: '1' }], securityContext: { runAsUser: 5 } };
const plain = { name: 'app', image: 'b', env: [{ name: 'A', value: '0' }], terminationMessagePolicy: 'File' };
const customized = { ...plain, ...custom };
const taken = [{ name: 'app' }];

// what kubectl 1.37's own code answers: it gives profile and custom profile to the first of the name
describe.each([
  { where: 'containers', spec: { containers: taken }, merged: customized },
  { where: 'initContainers', spec: { containers: [], initContainers: taken }, merged: customized },
  { where: 'ephemeralContainers', spec: { containers: [], ephemeralContainers: taken }, merged: plain },
  { where: 'two lists', spec: { containers: taken, ephemeralContainers: taken }, merged: plain },
])('a name that $where have', ({ spec, merged }) => {
  const pod = { spec };

  test('keeps the profile from the new container, as in kubectl', () => {
    expect(debugContainerOf({ ...flags, pod, kubectl: '1.37' }, '1.25')).toStrictEqual(plain);
  });

  test('keeps the custom profile from it where the other one is ephemeral', () => {
    expect(debugContainerOf({ ...flags, pod, custom, kubectl: '1.37' }, '1.25')).toStrictEqual(merged);
  });

  test('changes nothing where no kubectl is given', () => {
    expect(debugContainerOf({ ...flags, pod, custom }, '1.37')).toStrictEqual(
      debugContainerOf({ ...flags, custom }, '1.37'),
    );
  });
});

test('another name changes nothing', () => {
  const pod = { spec: { containers: [{ name: 'other' }], ephemeralContainers: [{ name: 'old' }] } };
  expect(debugContainerOf({ ...flags, pod, custom, kubectl: '1.37' }, '1.25')).toStrictEqual(
    debugContainerOf({ ...flags, custom, kubectl: '1.37' }, '1.25'),
  );
});

test('kubectl: null counts as absent', () => {
  const target = { name: 'app', securityContext: { runAsUser: 7 } };
  const given = {
    image: 'b',
    name: 'dbg',
    profile: 'restricted',
    target: 'app',
    pod: { spec: { containers: [target] } },
  };
  const make = (kubectl: unknown): unknown => debugContainerOf({ ...given, kubectl } as DebugFlags, '1.37');
  expect(make(null)).toStrictEqual(make(undefined));
  expect(make(null)).toHaveProperty('securityContext.runAsUser', 7);
});
