import fc, { type Arbitrary } from 'fast-check';
import { existingContainer, initContainer, regularContainer } from './pod-containers.js';
import { fields, type Json, merge, mostly, pick } from './random.js';
import {
  restricted,
  validPodSecurityContext,
  validSecurityContext,
  validWindowsContext,
} from './security-contexts.js';
import { volumes } from './volumes.js';

export const containerNames = ['app', 'proxy', 'x'.repeat(63)] as const;
export const initNames = ['init', 'sidecar'] as const;
export const existingNames = ['debugger-old', 'dbg-1', 'dbg-2'] as const;

interface Kind {
  /** Fields of the spec that make it this kind. */
  readonly spec: Arbitrary<Json>;
  readonly container: Arbitrary<Json>;
  readonly pod: Arbitrary<Json>;
}

function linux(spec: Arbitrary<Json>, appArmor: boolean, unmasked = false): Kind {
  return {
    spec,
    container: validSecurityContext({ appArmor, unmasked }),
    pod: validPodSecurityContext({ appArmor }),
  };
}

const strict = { appArmor: false, unmasked: false };
const flag = fc.boolean();
const plainSpec = fields(
  { hostile: false },
  {
    restartPolicy: pick('Never', 'OnFailure', 'Always'),
    shareProcessNamespace: flag,
    os: pick<readonly Json[]>({ name: 'linux' }, null),
    hostUsers: pick(true, null),
  },
);

const windowsSpec: Json = { os: { name: 'windows' } };

const kinds: readonly Kind[] = [
  linux(plainSpec, true),
  linux(plainSpec, false),
  linux(
    fields({ hostile: false }, { hostNetwork: flag, hostPID: flag, hostIPC: flag, os: pick(null) }),
    true,
  ),
  linux(fc.constant({ hostUsers: false }), true, true),
  { ...linux(plainSpec, false), container: mostly(pick(restricted), validSecurityContext(strict)) },
  {
    spec: fc.constant(windowsSpec),
    container: validWindowsContext(undefined),
    pod: validWindowsContext(undefined),
  },
  {
    spec: fc.constant(windowsSpec),
    container: validWindowsContext(false),
    pod: validWindowsContext(undefined),
  },
  {
    spec: fc.constant(merge(windowsSpec, { hostNetwork: true })),
    container: validWindowsContext(undefined),
    pod: validWindowsContext(true),
  },
  {
    spec: fc.constant(merge(windowsSpec, { hostNetwork: true })),
    container: validWindowsContext(true),
    pod: validWindowsContext(true),
  },
];

const appArmorValue = pick('runtime/default', 'localhost/x', 'unconfined', '');

const annotations: Arbitrary<Json> = fields(
  { hostile: false },
  {
    'example.com/owner': pick('team', '"q"'),
    'seccomp.security.alpha.kubernetes.io/pod': pick('runtime/default', 'localhost/x', 'docker/default'),
    'container.apparmor.security.beta.kubernetes.io/app': appArmorValue,
    'container.apparmor.security.beta.kubernetes.io/init': appArmorValue,
    'container.apparmor.security.beta.kubernetes.io/debugger-old': appArmorValue,
    'container.seccomp.security.alpha.kubernetes.io/app': pick('runtime/default', 'unconfined'),
  },
);

function podOf(kind: Kind): Arbitrary<Json> {
  const containers = containerNames.map((name) => regularContainer(name, kind.container));
  const inits = initNames.map((name) => initContainer(name, kind.container));
  const existing = existingNames.map((name) => existingContainer(name, kind.container));
  return fc
    .record({
      spec: kind.spec,
      containers: some(containers, 1),
      initContainers: some(inits, 0),
      ephemeralContainers: mostly(some(existing, 0), fc.constant<Json[]>([])),
      volumes,
      securityContext: kind.pod,
      annotations: mostly(pick<readonly Json[]>(null, {}), annotations),
      mirror: fc.integer({ max: 39 }).map((value) => value === 0),
    })
    .map(({ spec, annotations: given, mirror, ...rest }) =>
      mirror ? mirrorPod(rest) : pod(given, merge(tidy(rest), spec)),
    );
}

function pod(annotations: Json, spec: Json): Json {
  return { apiVersion: 'v1', kind: 'Pod', metadata: metadata(annotations), spec };
}

/** A static Pod's mirror; a plain one, since it is answered without a look at the rest from 1.27 on. */
function mirrorPod({
  containers,
  ephemeralContainers,
}: {
  containers: Json[];
  ephemeralContainers: Json;
}): Json {
  const named = containers.map(
    (_, index): Json => ({ name: containerNames[index] ?? 'app', image: 'app:1' }),
  );
  const spec = { nodeName: 'node-1', containers: named, ephemeralContainers };
  return pod({ 'kubernetes.io/config.mirror': 'hash' }, tidy(spec));
}

function some(items: readonly Arbitrary<Json>[], least: number): Arbitrary<Json[]> {
  return fc
    .tuple(fc.integer({ min: least, max: items.length }), fc.tuple(...items))
    .map(([count, all]) => all.slice(0, count));
}

/** As real Pods have it: no empty lists. */
function tidy(spec: { readonly [key: string]: Json }): Json {
  return Object.fromEntries(
    Object.entries(spec).filter(
      ([, value]) => !(value === null || (Array.isArray(value) && value.length === 0)),
    ),
  );
}

function metadata(given: Json): Json {
  const base = {
    name: 'web',
    namespace: 'default',
    uid: '6b1f0b7e-0000-4000-8000-000000000001',
    resourceVersion: '10',
  };
  return given === null ? base : { ...base, annotations: given };
}

/** Pods of every kind, most of them valid. */
export const pods: Arbitrary<Json> = fc.oneof(
  ...kinds.map((kind, index) => ({ arbitrary: podOf(kind), weight: index < 5 ? 4 : 1 })),
);
