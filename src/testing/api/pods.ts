import { copy, equals } from '../json.js';
import type { ContainerObject, PodObject } from '../objects.js';
import type { ServerContext } from './context.js';
import { alreadyExists, badRequest, conflict, invalid, notFound } from './errors.js';
import type { Exchange } from './exchange.js';
import { completeSpec } from './pod-input.js';
import { judgePodSecurity } from './pod-security.js';
import { readObject } from './read-body.js';
import { readPodChange, requireVersion } from './read-pod-change.js';
import { readWriteOptions } from './request-options.js';

export function findPod(context: ServerContext, exchange: Exchange): PodObject {
  const { namespace, name } = exchange.info;
  const pod = context.store.get({ resource: 'pods', namespace, name });
  if (pod === undefined) throw notFound('pods', name);
  return pod as PodObject;
}

export function createPod(context: ServerContext, exchange: Exchange): void {
  const options = readWriteOptions(exchange);
  const given = readObject(exchange, 'Pod') as unknown as Partial<PodObject>;
  const { namespace } = exchange.info;
  if (given.metadata?.namespace !== undefined && given.metadata.namespace !== namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  if (context.store.get({ resource: 'namespaces', name: namespace }) === undefined) {
    throw notFound('namespaces', namespace);
  }
  const pod = readNewPod(given, namespace);
  const { name } = pod.metadata;
  judgePodSecurity(context, exchange, undefined, pod);
  if (context.store.get({ resource: 'pods', namespace, name }) !== undefined)
    throw alreadyExists('pods', name);
  if (options.dryRun) {
    exchange.send(201, pod);
    return;
  }
  const stored = context.store.create('pods', pod) as PodObject;
  context.kubelet.admit(stored);
  exchange.send(201, stored);
}

function readNewPod(given: Partial<PodObject>, namespace: string): PodObject {
  const name = given.metadata?.name ?? '';
  if (name === '') {
    const message = 'Required value: name or generateName is required';
    throw invalid('Pod', '', [{ reason: 'FieldValueRequired', message, field: 'metadata.name' }]);
  }
  if ((given.spec?.ephemeralContainers ?? []).length > 0) {
    const message = 'Forbidden: cannot be set on create';
    throw invalid('Pod', name, [
      { reason: 'FieldValueForbidden', message, field: 'spec.ephemeralContainers' },
    ]);
  }
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...given.metadata, name, namespace, generation: 1 },
    spec: completeSpec(given.spec ?? { containers: [] }),
    status: { phase: 'Pending', qosClass: 'BestEffort' },
  };
}

const immutable =
  'Forbidden: pod updates may not change fields other than `spec.containers[*].image`,' +
  '`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to ' +
  'existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was ' +
  'previously negative)\n';

/** PUT and PATCH of the Pod itself: metadata and images; its list of ephemeral containers is not one of them. */
export function updatePod(context: ServerContext, exchange: Exchange): void {
  const options = readWriteOptions(exchange);
  const current = findPod(context, exchange);
  const { pod: wanted } = readPodChange(exchange, current, options);
  requireVersion(current, wanted);
  if (!equals(withoutImages(wanted.spec), withoutImages(current.spec))) {
    throw invalid('Pod', current.metadata.name, [
      { reason: 'FieldValueForbidden', message: immutable, field: 'spec' },
    ]);
  }
  const { labels, annotations, finalizers } = wanted.metadata;
  const change = (pod: PodObject): void => {
    pod.metadata = { ...pod.metadata, ...definedOf({ labels, annotations, finalizers }) };
    pod.spec = wanted.spec;
  };
  const changed = copy(current);
  change(changed);
  if (options.dryRun || equals(changed, current)) {
    exchange.send(200, changed);
    return;
  }
  const { namespace, name } = exchange.info;
  exchange.send(
    200,
    context.store.update({ resource: 'pods', namespace, name }, (object) => change(object as PodObject)),
  );
}

function definedOf(values: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function withoutImages(spec: PodObject['spec']): object {
  const strip = (list: ContainerObject[] | undefined): object[] =>
    (list ?? []).map(({ image: _image, ...rest }) => rest);
  return { ...spec, containers: strip(spec.containers), initContainers: strip(spec.initContainers) };
}

/** A Pod on a node ends first; one that waits for a node, or is given no time, is gone at once. */
export function deletePod(context: ServerContext, exchange: Exchange): void {
  const pod = findPod(context, exchange);
  const { namespace, name } = exchange.info;
  const options = exchange.body.length > 0 ? readObject(exchange, 'DeleteOptions') : {};
  const key = { resource: 'pods', namespace, name } as const;
  const preconditions = options['preconditions'] as { uid?: string } | undefined;
  if (preconditions?.uid !== undefined && preconditions.uid !== pod.metadata.uid) {
    throw conflict(
      'Pod',
      name,
      `the UID in the precondition (${preconditions.uid}) does not match the UID in record (${pod.metadata.uid}). The object might have been deleted and then recreated`,
    );
  }
  const asked = exchange.url.searchParams.get('gracePeriodSeconds') ?? options['gracePeriodSeconds'];
  const grace = Number(asked ?? pod.spec['terminationGracePeriodSeconds'] ?? 30);
  const mark = ({ metadata }: Pick<PodObject, 'metadata'>): void => {
    metadata.deletionTimestamp ??= new Date(Date.now() + grace * 1000).toISOString().replace(/\.\d+/, '');
    metadata.deletionGracePeriodSeconds = grace;
    metadata.generation = (metadata.generation ?? 1) + 1;
  };
  mark(pod);
  if (exchange.url.searchParams.get('dryRun') === 'All' || isDryRun(options['dryRun'])) {
    exchange.send(200, pod);
    return;
  }
  const atOnce = grace === 0 || pod.spec.nodeName === undefined || pod.spec.nodeName === '';
  if (atOnce) context.store.remove(key);
  exchange.send(200, atOnce ? pod : context.store.update(key, mark));
}

function isDryRun(value: unknown): boolean {
  return Array.isArray(value) && value.includes('All');
}
