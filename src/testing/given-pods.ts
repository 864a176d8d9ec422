import type { Minor } from '../index.js';
import type { ServerContext } from './api/context.js';
import { changeGivenPod, completePod } from './api/pod-input.js';
import { validateList } from './api/validate-list.js';
import { requireContainers, requirePodInput } from './check-pod-input.js';
import { copy } from './model/json.js';
import type { PodInput, PodObject } from './model/objects.js';
import type { ObjectKey, Store } from './model/store.js';

/** The Pods that a caller gives, as they are stored; throws the TypeError of one that makes no sense. */
export function readPods(given: readonly PodInput[], minor: Minor): PodObject[] {
  const pods = given.map((pod, index) => readPod(pod, minor, `pods[${index}]`));
  const seen = new Set<string>();
  for (const { metadata } of pods) {
    const where = `${metadata.namespace}/${metadata.name}`;
    if (seen.has(where)) throw new TypeError(`pods: ${where} is given twice`);
    seen.add(where);
  }
  return pods;
}

function readPod(given: PodInput, minor: Minor, where: string): PodObject {
  requirePodInput(given, where);
  requireContainers(given, where);
  const pod = completePod(given, minor);
  requireList(pod, given, minor, where);
  return pod;
}

/** Throws the TypeError of ephemeral containers that no server would have taken. */
function requireList(pod: PodObject, given: PodInput, minor: Minor, where: string): void {
  const { ephemeralContainers = [] } = (given.spec ?? {}) as Partial<PodObject['spec']>;
  if (ephemeralContainers.length === 0) return;
  const { ephemeralContainers: _list, ...spec } = pod.spec;
  const wanted = { ...pod, spec: { ...spec, ephemeralContainers } };
  const [cause] = validateList(minor, { ...pod, spec }, wanted);
  if (cause !== undefined) throw new TypeError(`${where}: ${cause.field}: ${cause.message}`);
}

/** Creates a Pod that a caller gives, in a namespace that is there then, or changes the one of its name. */
export function storePod(
  { store, minor }: Pick<ServerContext, 'store' | 'minor'>,
  given: PodInput,
): PodObject {
  requirePodInput(given, 'pod');
  const key = keyOf(given);
  const current = store.get(key) as PodObject | undefined;
  if (current === undefined) return createPod(store, readPod(given, minor, 'pod'));
  const changed = changeGivenPod(current, given, minor);
  requireContainers(changed, 'pod');
  requireList(changed, given, minor, 'pod');
  return copy(store.update(key, (pod) => Object.assign(pod, changed)) as PodObject);
}

export function createPod(store: Store, pod: PodObject): PodObject {
  ensureNamespace(store, pod.metadata.namespace ?? 'default');
  return copy(store.create('pods', pod) as PodObject);
}

function keyOf({ metadata: { name = '', namespace = 'default' } = {} }: PodInput): ObjectKey {
  return { resource: 'pods', namespace, name };
}

export function ensureNamespace(
  store: Store,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): void {
  if (store.get({ resource: 'namespaces', name }) !== undefined) return;
  store.create('namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'kubernetes.io/metadata.name': name, ...labels } },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  });
}
