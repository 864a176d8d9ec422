import fc, { type Arbitrary } from 'fast-check';
import type { TestCase } from '../compare.js';
import { ephemeralContainer, focusedContainer } from './ephemeral-containers.js';
import { mutate } from './mutate.js';
import { pods } from './pods.js';
import { isObject, type Json, junk, type Mode, merge, pick } from './random.js';

type Change = (list: readonly Json[], index: number, choices: readonly number[]) => readonly Json[];

/** What clients do to containers that exist, from nothing to all that is not allowed. */
const changes: readonly Change[] = [
  (list) => list,
  (list) => list,
  (list) => [...list].reverse(),
  mutated,
  mutated,
  mutated,
  mutated,
  mutated,
  mutated,
  (list, index) => list.filter((_, at) => at !== index),
  (list, index) => [...list, ...list.slice(index, index + 1)],
  edit({ image: 'changed:1' }),
  edit({ tty: true }),
  edit({ stdin: false }),
  edit({ imagePullPolicy: 'IfNotPresent' }),
  edit({ imagePullPolicy: '', terminationMessagePath: '/dev/termination-log' }),
  edit({ command: [] }),
  edit({ command: null, args: null }),
  edit({ env: [] }),
  edit({ securityContext: {} }),
  edit({ securityContext: null }),
  edit({ resources: {} }),
  edit({ resources: { limits: {} } }),
  edit({ targetContainerName: 'app' }),
  edit({ name: 'renamed' }),
  edit({ unknown: 1 }),
  edit({
    env: [{ name: 'N', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '0.001' } } }],
  }),
  edit({ env: [{ name: 'N', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '2m' } } }] }),
  edit({
    env: [
      { name: 'A', value: 'b' },
      { name: 'B', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } },
    ],
  }),
];

function mutated(list: readonly Json[], index: number, choices: readonly number[]): readonly Json[] {
  return list.map((container, at) => (at === index ? mutate(container, choices) : container));
}

function edit(part: Json): Change {
  return (list, index) => list.map((container, at) => (at === index ? merge(container, part) : container));
}

function existingOf(pod: Json): readonly Json[] {
  const spec = isObject(pod) ? pod['spec'] : undefined;
  const list = spec !== undefined && isObject(spec) ? spec['ephemeralContainers'] : undefined;
  return Array.isArray(list) ? list : [];
}

type Shape = (list: readonly Json[], odd: Json) => Json;

const whole: Shape = (list) => list;
/** Not in calm mode a list of containers any more, but null, nothing, or junk among them. */
const odds: readonly Shape[] = [(list, odd) => [...list, odd], (_, odd) => odd];

function casesOf(mode: Mode): Arbitrary<Omit<TestCase, 'id'>> {
  const added = fc.array(ephemeralContainer(mode), { maxLength: 3 });
  const none = pick<readonly Json[]>(null, []);
  const shape = fc.oneof({ arbitrary: fc.constant(whole), weight: 60 }, fc.constantFrom(...odds));
  return fc
    .tuple(
      pods,
      fc.constantFrom(...changes),
      fc.tuple(fc.nat({ max: 2 }), fc.array(fc.nat(), { minLength: 2, maxLength: 7 })),
      added,
      fc.boolean(),
      shape,
      mode.hostile ? junk : none,
    )
    .map(([pod, change, [index, choices], more, first, as, odd]) => {
      const kept = change(existingOf(pod), index, choices);
      return { pod, ephemeralContainers: as(first ? [...more, ...kept] : [...kept, ...more], odd) };
    });
}

const simplePod: Json = {
  metadata: { name: 'web', namespace: 'default', resourceVersion: '10' },
  spec: {
    containers: [{ name: 'app', image: 'app:1' }],
    volumes: [{ name: 'scratch' }, { name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
  },
};

/** One field at a time, so that no other problem hides what it does. */
const focusedCases: Arbitrary<Omit<TestCase, 'id'>> = fc
  .oneof({ arbitrary: focusedContainer({ hostile: false }), weight: 3 }, focusedContainer({ hostile: true }))
  .map((container) => ({ pod: simplePod, ephemeralContainers: [container] }));

/** Pods of every kind with a list proposed for them: right, borderline and wrong in every field. */
export const cases: Arbitrary<Omit<TestCase, 'id'>> = fc.oneof(
  { arbitrary: casesOf({ hostile: false }), weight: 2 },
  casesOf({ hostile: true }),
  { arbitrary: focusedCases, weight: 4 },
);
