import fc, { type Arbitrary } from 'fast-check';
import { evaluatePodSecurity, type PodSecurityVersion } from '../../../src/security/index.js';
import type { TestCase } from '../compare.js';
import type { OracleAnswer } from './oracle.js';
import { existingContainer } from './pod-containers.js';
import { pods } from './pods.js';
import { isObject, type Json, pick } from './random.js';
import { restricted, validSecurityContext } from './security-contexts.js';

/** The policy versions at which some check changes, one before the oldest, and two yet to come. */
export const policyVersions = [
  0, 7, 8, 18, 19, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 99,
].map((minor): PodSecurityVersion => `v1.${minor}`);

function newContainer(name: string): Arbitrary<Json> {
  const hostProcess = pick<readonly Json[]>(
    {},
    ...[true, false].map((value): Json => ({ windowsOptions: { hostProcess: value } })),
  );
  return fc.oneof(
    {
      arbitrary: existingContainer(name, validSecurityContext({ appArmor: true, unmasked: true })),
      weight: 3,
    },
    existingContainer(name, pick(restricted)),
    existingContainer(name, hostProcess),
  );
}

const added = fc
  .tuple(fc.nat({ max: 2 }), newContainer('debugger-new'), newContainer('debugger-2'))
  .map(([count, ...all]) => all.slice(0, count));

/** Pods and lists that mostly are valid, since others have no answer. */
export const podSecurityCases: Arbitrary<Omit<TestCase, 'id'>> = fc.tuple(pods, added).map(([pod, more]) => {
  return { pod, ephemeralContainers: [...existingOf(pod), ...more] };
});

function existingOf(pod: Json): readonly Json[] {
  const spec = isObject(pod) ? pod['spec'] : undefined;
  const list = spec !== undefined && isObject(spec) ? spec['ephemeralContainers'] : undefined;
  return Array.isArray(list) ? list : [];
}

/** Where admission's answer and the library's differ; empty too for what the server does not accept. */
export function comparePodSecurity(testCase: Omit<TestCase, 'id'>, answer: OracleAnswer): string[] {
  const pod = testCase.pod as { spec: object };
  const evaluated = {
    ...pod,
    spec: { ...pod.spec, ephemeralContainers: testCase.ephemeralContainers as [] },
  };
  return Object.entries(answer.psa ?? {}).flatMap(([version, expected]) =>
    (['baseline', 'restricted'] as const).flatMap((level) => {
      const { detail } = evaluatePodSecurity(evaluated, { level, version: version as PodSecurityVersion });
      const wanted = expected[level] ?? '';
      return detail === wanted ? [] : [`${level}:${version}\n  server:  ${wanted}\n  library: ${detail}`];
    }),
  );
}
